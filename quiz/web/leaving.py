"""The way out: what this site left in the browser is wiped, and the browser goes elsewhere."""

from urllib.parse import urlsplit

from flask import (
    Response,
    after_this_request,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from quiz.web.remembered import forget

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def leave() -> ResponseReturnValue:
    """Wipe everything this site left in the browser and go to an ordinary page elsewhere.

    Who follows the link, for want of scripts, first meets an empty page. Only then is the page that was left in the
    browser's memory for Back, where the second wipe finds it.
    """
    wipe()
    if request.headers.get("Sec-Fetch-Dest") == "document" and "again" not in request.args:
        response = make_response(render_template("left.html"))
        response.headers["Refresh"] = f"0; url={url_for('.leave', again='yes')}"
    else:
        response = make_response(redirect(current_app.config["LEAVE_TO"], 303))
    if _heeds_clearing():
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _heeds_clearing() -> bool:
    """Tell whether the browser may be told to clear all that is ours.

    On a plain-http address of a network Chromium does not do it, and then refuses to drop the cookies, too.
    """
    trusted = current_app.config["SESSION_COOKIE_SECURE"] or "Sec-Fetch-Site" in request.headers
    return trusted or urlsplit(request.host_url).hostname in LOOPBACK


def finish_leaving() -> None:
    """Clear what a phone could not when it left: it had no signal, or went before we answered.

    static/js/leave.js sets a cookie on the way out. It says nothing about anyone.
    """
    if current_app.config["LEFT_COOKIE_NAME"] in request.cookies:
        wipe()


def wipe() -> None:
    """Forget everything about this browser."""
    session.clear()
    forget()

    @after_this_request
    def drop(response: Response) -> Response:
        config = current_app.config
        response.delete_cookie(config["LEFT_COOKIE_NAME"], secure=config["SESSION_COOKIE_SECURE"])
        return response
