"""Every refusal as a page in plain words, with the right status: what happened, what was kept, what to do."""

from http import HTTPStatus

from flask import Flask, current_app, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadHost, HTTPException, InternalServerError, SecurityError

from quiz.journal.exceptions import DatabaseUnavailable, DerivationBusy, JournalClosed, JournalFull, ResultTooLarge
from quiz.web.journal import access as journal_access
from quiz.web.rendering.public_pages import public_pages
from quiz.web.security.csrf import InvalidFormToken
from quiz.web.security.slow_requests import TooBusy

KINDS = {
    HTTPStatus.BAD_REQUEST: "bad-request",
    HTTPStatus.FORBIDDEN: "other-site",
    HTTPStatus.NOT_FOUND: "not-found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too-large",
    HTTPStatus.TOO_MANY_REQUESTS: "too-often",
}
"""What templates/errors/error.html says for each status; any other is "server"."""


def register_error_handlers(app: Flask) -> None:
    """Register a handler for everything that can keep a page from being shown."""
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(BadHost, wrong_host)
    app.register_error_handler(SecurityError, wrong_host)
    app.register_error_handler(InvalidFormToken, invalid_form_token)
    app.register_error_handler(JournalClosed, journal_closed)
    app.register_error_handler(JournalFull, journal_full)
    app.register_error_handler(ResultTooLarge, result_too_large)
    app.register_error_handler(TooBusy, too_busy)
    app.register_error_handler(DerivationBusy, database_unavailable)
    app.register_error_handler(DatabaseUnavailable, database_unavailable)


def http_error(error: HTTPException) -> ResponseReturnValue:
    """Answer with the page for a status, keeping the headers of werkzeug's own response."""
    status = error.code or InternalServerError.code
    response = error.get_response()
    response.data = render_template("errors/error.html", kind=KINDS.get(HTTPStatus(status), "server"))
    response.content_type = "text/html; charset=utf-8"
    return response


def wrong_host(_error: HTTPException) -> ResponseReturnValue:
    """Answer a request for a host that isn't served here. It has no routing, so the page is one without a request."""
    return public_pages().page("errors/wrong_host.html").text, HTTPStatus.BAD_REQUEST


def invalid_form_token(_error: InvalidFormToken) -> ResponseReturnValue:
    """Redirect to the journal, which says that the button came too late."""
    journal_access.set_notice("expired")
    return redirect(url_for("history.show"), HTTPStatus.SEE_OTHER)


def journal_closed(_error: JournalClosed) -> ResponseReturnValue:
    """Redirect to where a journal is opened, and say so when it was closed elsewhere."""
    if "journal" in session:
        journal_access.set_notice("elsewhere")
    journal_access.close()
    return redirect(url_for("opening.ask"), HTTPStatus.SEE_OTHER)


def journal_full(_error: JournalFull) -> ResponseReturnValue:
    """Say that the journal holds no more results."""
    return render_template("errors/error.html", kind="full"), HTTPStatus.UNPROCESSABLE_ENTITY


def result_too_large(_error: ResultTooLarge) -> ResponseReturnValue:
    """Say that this result can't be saved."""
    return render_template("errors/error.html", kind="too-large"), HTTPStatus.UNPROCESSABLE_ENTITY


def too_busy(_error: TooBusy) -> ResponseReturnValue:
    """Ask to try again in a few seconds, when other slow requests are done."""
    return _try_again("busy", seconds=5)


def database_unavailable(error: Exception) -> ResponseReturnValue:
    """Say that the journals can't be reached, and log why."""
    current_app.logger.error("The journals' database did not answer: %s", error)
    return _try_again("unavailable", seconds=30)


def _try_again(kind: str, seconds: int) -> ResponseReturnValue:
    page = render_template("errors/error.html", kind=kind)
    return page, HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": str(seconds)}
