"""Redirects after a form of the journal was sent."""

from http import HTTPStatus

from flask import redirect, url_for
from werkzeug.wrappers import Response


def to_journal() -> Response:
    """Redirect to the journal."""
    return redirect(url_for("history.show"), HTTPStatus.SEE_OTHER)


def to_saved_result(number: int, place: str | None = None) -> Response:
    """Redirect to a saved result by its number, or to a place on its page: the `id` of an element."""
    return redirect(url_for("history.one", number=number, _anchor=place), HTTPStatus.SEE_OTHER)


def to_open_page() -> Response:
    """Redirect to the page that opens a journal, which also says what happened to the one that was open."""
    return redirect(url_for("opening.ask"), HTTPStatus.SEE_OTHER)
