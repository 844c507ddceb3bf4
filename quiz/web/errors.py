"""Error handlers: each renders a page that says what happened and what to do, with the right status."""

from http import HTTPStatus

from flask import Flask, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadHost, HTTPException, InternalServerError, SecurityError

from quiz.bounded_queue import TooBusy
from quiz.journal.exceptions import DatabaseUnavailable, JournalClosed, JournalFull, ResultTooLarge
from quiz.web.journal import journal_session
from quiz.web.security.csrf import InvalidFormToken
from quiz.web.services import services

KIND_BY_STATUS = {
    HTTPStatus.BAD_REQUEST: "bad-request",
    HTTPStatus.FORBIDDEN: "other-site",
    HTTPStatus.NOT_FOUND: "not-found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too-large",
    HTTPStatus.TOO_MANY_REQUESTS: "too-often",
}
"""What templates/errors/error.html says for each status; any other is "server"."""
ERROR_PAGES: dict[type[Exception], tuple[str, HTTPStatus, int]] = {
    JournalFull: ("full", HTTPStatus.UNPROCESSABLE_ENTITY, 0),
    ResultTooLarge: ("too-large", HTTPStatus.UNPROCESSABLE_ENTITY, 0),
    TooBusy: ("busy", HTTPStatus.SERVICE_UNAVAILABLE, 5),
    DatabaseUnavailable: ("unavailable", HTTPStatus.SERVICE_UNAVAILABLE, 30),
}
"""What the page says for each of our exceptions, its status, and after how many seconds to try again (0: don't)."""


def register_error_handlers(app: Flask) -> None:
    """Register a handler for everything that can keep a page from being shown."""
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(BadHost, wrong_host)
    app.register_error_handler(SecurityError, wrong_host)
    app.register_error_handler(InvalidFormToken, invalid_form_token)
    app.register_error_handler(JournalClosed, journal_closed)
    for exception in ERROR_PAGES:
        app.register_error_handler(exception, refuse)


def http_error(error: HTTPException) -> ResponseReturnValue:
    """Return the error page for a status, with the headers of werkzeug's own response."""
    status = error.code or InternalServerError.code
    response = error.get_response()
    response.data = render_template("errors/error.html", kind=KIND_BY_STATUS.get(HTTPStatus(status), "server"))
    response.content_type = "text/html; charset=utf-8"
    return response


def wrong_host(_error: HTTPException) -> ResponseReturnValue:
    """Return the error page for an unknown host: a public page, because this request has no routing."""
    return services().public_pages.page("errors/wrong_host.html").text, HTTPStatus.BAD_REQUEST


def invalid_form_token(_error: InvalidFormToken) -> ResponseReturnValue:
    """Redirect to the journal, with a notice that the form had expired."""
    journal_session.set_notice("expired")
    return redirect(url_for("history.show"), HTTPStatus.SEE_OTHER)


def journal_closed(_error: JournalClosed) -> ResponseReturnValue:
    """Redirect to where a journal is opened, which says why it is closed.

    No cookie changes here: this may be the response to an image or a download, which nobody sees.
    """
    return redirect(url_for("opening.ask"), HTTPStatus.SEE_OTHER)


def refuse(error: Exception) -> ResponseReturnValue:
    """Return the error page for one of our exceptions, and log it if the database did not answer."""
    kind, status, seconds = next(refusal for known, refusal in ERROR_PAGES.items() if isinstance(error, known))
    if isinstance(error, DatabaseUnavailable):
        current_app.logger.error("The journals' database did not answer: %s", error)
    headers = {"Retry-After": str(seconds)} if seconds else {}
    return render_template("errors/error.html", kind=kind), status, headers
