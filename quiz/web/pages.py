"""The pages that are the same for everybody, and the way out."""

from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    after_this_request,
    current_app,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from quiz.journal.database import Unavailable
from quiz.web.clock import day_of, now
from quiz.web.fixed import fixed_page
from quiz.web.instrument import instrument
from quiz.web.journal_access import forget
from quiz.web.journals import journals

views = Blueprint("pages", __name__)
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
UNAVAILABLE = 503


@views.get("/")
def start() -> ResponseReturnValue:
    """Say what this is, and offer to begin."""
    return fixed_page("start", start_page)


def start_page() -> str:
    """Print the first page."""
    quiz = instrument().questionnaire
    return render_template(
        "start.html", statements=len(quiz.statements), questions=len(quiz.questions), themes=quiz.themes
    )


@views.get("/before")
def before() -> ResponseReturnValue:
    """Say what to know before the first question; whoever has been at the questions goes straight on."""
    if "began" in session or "result" in session or "journal" in session:
        return redirect(url_for("quiz.ask"), 303)
    return render_template("before.html", last_part=instrument().questionnaire.private)


@views.get("/about")
def about() -> ResponseReturnValue:
    """Say how it works, where it comes from and what it cannot do."""
    asked = instrument()
    return fixed_page(
        "about", lambda: render_template("about.html", quiz=asked.questionnaire, pieces=asked.advice.pieces)
    )


@views.get("/help", endpoint="help")
def help_page() -> ResponseReturnValue:
    """List people to turn to; what was checked long ago gives way, so the page is a new one every day."""
    day, helplines = day_of(now()), instrument().helplines
    return fixed_page("help", lambda: render_template("help.html", helplines=helplines.fresh(day)), day)


@views.get("/leave")
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


@views.before_app_request
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


@views.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Tell a machine that the application answers, and its database too."""
    try:
        return jsonify(status="ok", **journals().database.health())
    except Unavailable:
        return jsonify(status="database unavailable"), UNAVAILABLE


@views.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """Let search engines find the public pages."""
    return "User-agent: *\nDisallow: /results\nDisallow: /journal\nDisallow: /leave\n", {
        "Content-Type": "text/plain; charset=utf-8"
    }
