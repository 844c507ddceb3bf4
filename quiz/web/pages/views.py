"""The start page, safety before the first question, /about, /help, and what machines ask for."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import Blueprint, Response, jsonify, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from quiz.core.answers import Answers
from quiz.journal.exceptions import DatabaseUnavailable
from quiz.web.attempt.page import quiz_page
from quiz.web.results.precision import precision
from quiz.web.services import services

bp = Blueprint("pages", __name__)


@bp.get("/")
def start() -> Response:
    """Show the start page."""
    return services().public_pages.response("pages/start.html")


@bp.get("/before")
def before() -> ResponseReturnValue:
    """Show what to know before the first question; redirect to the questions once they have been begun."""
    if "started_at" in session or "result" in session or "journal" in session:
        return redirect(url_for("attempt.ask"), HTTPStatus.SEE_OTHER)
    return render_template("pages/before.html", questionnaire=services().questionnaire)


@bp.get("/about")
def about() -> Response:
    """Show how it works, where it comes from and what it can't do."""
    return services().public_pages.response("pages/about.html")


@bp.get("/help")
def support() -> Response:
    """Show support lines and directories."""
    return services().public_pages.response("pages/help.html")


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Report to a monitor whether the database answers: status 200 or 503."""
    try:
        return jsonify(status="ok", **services().journals.database.health())
    except DatabaseUnavailable:
        return jsonify(status="database unavailable"), HTTPStatus.SERVICE_UNAVAILABLE


@bp.get("/robots.txt")
def robots() -> Response:
    """Let search engines find the public pages."""
    return Response("User-agent: *\nDisallow: /results\nDisallow: /journal\nDisallow: /leave\n", mimetype="text/plain")


def public_context() -> Mapping[str, object]:
    """Return what public templates may show: the content, with the support lines that are fresh today."""
    return {
        "questionnaire": services().questionnaire,
        "blank_quiz": quiz_page(services().questionnaire, Answers()),
        "advice": services().advice,
        "precision": precision(services().questionnaire, len(services().questionnaire.themes)),
        "helplines": services().helplines.fresh(services().today),
    }
