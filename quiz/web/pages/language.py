"""The language switch at the foot of every page."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quiz.web.languages.choice import choose

bp = Blueprint("language", __name__)


@bp.post("/language")
def switch() -> ResponseReturnValue:
    """Show the page that the switch was on in another language. The choice is in a cookie, not in the URL.

    It needs no CSRF token: all that another site could change here is the language.
    """
    choose(request.form.get("language", ""))
    return redirect(_page_before(), HTTPStatus.SEE_OTHER)


def _page_before() -> str:
    """Return the URL of the page with the switch; that of the start page if it isn't ours or has no GET."""
    start = url_for("pages.start")
    try:
        before = urlsplit(request.referrer or "")
    except ValueError:
        return start
    path = before.path.removeprefix(request.root_path) or "/"
    if before.netloc != request.host or not current_app.url_map.bind(request.host).test(path, "GET"):
        return start
    return f"{before.path}?{before.query}" if before.query else before.path
