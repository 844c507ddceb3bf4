"""The pages that are the same for everybody, and what machines ask for."""

from flask import jsonify, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from quiz.journal.exceptions import DatabaseUnavailable
from quiz.web.clock import day_of, now
from quiz.web.fixed import fixed_page
from quiz.web.instrument import instrument
from quiz.web.journals import journals

UNAVAILABLE = 503


def start() -> ResponseReturnValue:
    """Say what this is, and offer to begin."""
    return fixed_page("start", start_page)


def start_page() -> str:
    """Print the first page."""
    quiz = instrument().questionnaire
    return render_template(
        "start.html", statements=len(quiz.statements), questions=len(quiz.questions), themes=quiz.themes
    )


def before() -> ResponseReturnValue:
    """Say what to know before the first question; whoever has been at the questions goes straight on."""
    if "began" in session or "result" in session or "journal" in session:
        return redirect(url_for("quiz.ask"), 303)
    return render_template("before.html", last_part=instrument().questionnaire.private_option_ids)


def about() -> ResponseReturnValue:
    """Say how it works, where it comes from and what it cannot do."""
    asked = instrument()
    return fixed_page(
        "about", lambda: render_template("about.html", quiz=asked.questionnaire, pieces=asked.advice.pieces)
    )


def support() -> ResponseReturnValue:
    """List people to turn to; what was checked long ago gives way, so the page is a new one every day."""
    day, helplines = day_of(now()), instrument().helplines
    return fixed_page("help", lambda: render_template("help.html", helplines=helplines.fresh(day)), day)


def healthz() -> ResponseReturnValue:
    """Tell a machine that the application answers, and its database too."""
    try:
        return jsonify(status="ok", **journals().database.health())
    except DatabaseUnavailable:
        return jsonify(status="database unavailable"), UNAVAILABLE


def robots() -> ResponseReturnValue:
    """Let search engines find the public pages."""
    return "User-agent: *\nDisallow: /results\nDisallow: /journal\nDisallow: /leave\n", {
        "Content-Type": "text/plain; charset=utf-8"
    }
