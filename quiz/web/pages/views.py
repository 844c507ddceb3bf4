"""The start page, safety before the first question, /about, /help, /healthz and /robots.txt."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, jsonify, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from quiz.core.answers import Answers
from quiz.journal.exceptions import DatabaseUnavailable
from quiz.web.attempt import attempt_session
from quiz.web.attempt.page import quiz_page
from quiz.web.journal import journal_session
from quiz.web.pages.example import example
from quiz.web.rendering.region import likely_region
from quiz.web.results.precision import precision
from quiz.web.services import services

bp = Blueprint("pages", __name__)
SECONDS_PER_CARD = 6
"""How long most people take for a statement or question. The minutes that pages promise come from this."""


@dataclass(frozen=True)
class Ways:
    """What a visitor can go on with: the quiz under way, the last result, the journal that this browser opens."""

    quiz: bool
    result: bool
    journal: bool

    @property
    def primary(self) -> str:
        """The name of the one whose button is emphasized; empty if there is nothing to go on with."""
        return "quiz" if self.quiz else "result" if self.result else "journal" if self.journal else ""


@bp.get("/")
def start() -> ResponseReturnValue:
    """Show the start page; to a returning visitor, with buttons to go on."""
    ways = Ways(
        quiz=attempt_session.is_under_way(),
        result=attempt_session.finished() is not None,
        journal=journal_session.peek_access() is not None,
    )
    if not ways.primary:
        return services().public_pages.response("pages/start.html")
    return render_template("pages/start.html", **{**public_context(), "ways": ways})


@bp.get("/before")
def before() -> ResponseReturnValue:
    """Show what to know before the first question; redirect to the questions if the visitor already began them."""
    if attempt_session.newest("draft") or "journal" in session:
        return redirect(url_for("attempt.ask"), HTTPStatus.SEE_OTHER)
    return render_template("pages/before.html")


@bp.get("/about")
def about() -> Response:
    """Show how the check-in works, where it comes from and what it can't do."""
    return services().public_pages.response("pages/about.html")


@bp.get("/help")
def support() -> Response:
    """Show support lines and directories, starting with the country where the reader most likely lives."""
    region = likely_region()
    known = any(country.id == region for country in services().helplines.countries)
    response = services().public_pages.response("pages/help.html", region if known else "")
    response.vary.add("Accept-Language")
    return response


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Report to a monitor whether the database answers: status 200 or 503, and nothing else.

    Anybody may ask, under any host name: see quiz.web.mount.
    """
    try:
        services().journals.database.health()
    except DatabaseUnavailable:
        return jsonify(status="database unavailable"), HTTPStatus.SERVICE_UNAVAILABLE
    return jsonify(status="ok")


@bp.get("/robots.txt")
def robots() -> Response:
    """Keep search engines out of the private pages."""
    private = (url_for(endpoint) for endpoint in ("results.show", "history.show", "quick_exit.leave"))
    return Response("\n".join(["User-agent: *", *(f"Disallow: {path}" for path in private), ""]), mimetype="text/plain")


def public_context() -> Mapping[str, object]:
    """Return what public templates may show: the content, with the support lines that are up to date today."""
    quiz = services().questionnaire
    return {
        "minutes": round(SECONDS_PER_CARD * (len(quiz.statements) + len(quiz.questions)) / 60) or 1,
        "example": example,
        "ways": None,
        "blank_quiz": quiz_page(quiz, Answers()),
        "advice": services().advice,
        "precision": precision(quiz, len(quiz.themes)),
        "helplines": services().helplines.fresh(services().today),
    }
