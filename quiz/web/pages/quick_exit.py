"""Leave quickly: everything this site stored in the browser is cleared, and the browser goes to an ordinary site."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)

from quiz.web.journal.remember_cookie import forget_journal
from quiz.web.languages.choice import forget_choice
from quiz.web.own_cookies import drop_cookie
from quiz.web.rendering.time_zone import forget_zone
from quiz.web.security.encrypted_session import is_file

bp = Blueprint("quick_exit", __name__)
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@bp.get("/leave")
def leave() -> Response:
    """Clear everything and go to an ordinary page elsewhere.

    Without scripts, the browser is sent to an empty page first. That moves the page being left into the back/forward
    cache, which the Clear-Site-Data header of the second response clears.
    """
    clear_browser()
    if request.headers.get("Sec-Fetch-Dest") == "document" and "again" not in request.args:
        response = make_response(render_template("pages/left.html"))
        response.headers["Refresh"] = f"0; url={url_for('.leave', again='yes')}"
    else:
        response = make_response(redirect(current_app.config["LEAVE_TO"], HTTPStatus.SEE_OTHER))
    if _heeds_clear_site_data():
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def finish_leaving() -> None:
    """Clear what a phone couldn't clear when somebody left without a signal. Register as `before_request`.

    static/js/quick_exit.js sets the cookie when somebody leaves. It says nothing about them.
    """
    if current_app.config["LEFT_COOKIE_NAME"] not in request.cookies:
        return
    if is_file(request.path):
        # The response with a file must not change cookies; the next page's does.
        session.clear()
    else:
        clear_browser()


def clear_browser() -> None:
    """Forget everything about this browser."""
    session.clear()
    forget_journal()
    forget_zone()
    forget_choice()
    drop_cookie("LEFT_COOKIE_NAME")


def _heeds_clear_site_data() -> bool:
    """Return whether the browser acts on Clear-Site-Data.

    Over plain HTTP in a local network Chromium doesn't, and then doesn't drop the cookies either.
    """
    is_secure = current_app.config["SESSION_COOKIE_SECURE"] or "Sec-Fetch-Site" in request.headers
    return is_secure or urlsplit(request.host_url).hostname in LOOPBACK
