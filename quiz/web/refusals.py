"""What can keep a journal from being used, as pages that say so."""

from flask import current_app, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from quiz.journal.exceptions import JournalClosed, JournalFull, ResultTooLarge
from quiz.web import journal_access
from quiz.web.csrf import Expired
from quiz.web.turns import Crowded

UNPROCESSABLE = 422
UNAVAILABLE = 503


def closed(_error: JournalClosed) -> ResponseReturnValue:
    """Lead to where a journal is opened, and say when it was closed elsewhere."""
    if "journal" in session:
        journal_access.say_next("elsewhere")
    journal_access.close()
    return redirect(url_for("journal.ask"), 303)


def expired(_error: Expired) -> ResponseReturnValue:
    """Lead to the journal, which says that the button came too late."""
    journal_access.say_next("expired")
    return redirect(url_for("history.show"), 303)


def full(_error: JournalFull) -> ResponseReturnValue:
    """Say that no more results can be kept."""
    return render_template("error.html", kind="full"), UNPROCESSABLE


def too_large(_error: ResultTooLarge) -> ResponseReturnValue:
    """Say that this result cannot be kept."""
    return render_template("error.html", kind="too-large"), UNPROCESSABLE


def crowded(_error: Crowded) -> ResponseReturnValue:
    """Say that others are at what takes long."""
    return render_template("error.html", kind="crowded"), UNAVAILABLE, {"Retry-After": "5"}


def unavailable(error: Exception) -> ResponseReturnValue:
    """Say that the journals cannot be reached, and write down why."""
    current_app.logger.error("The journals' database did not answer: %s", error)
    return render_template("error.html", kind="unavailable"), UNAVAILABLE, {"Retry-After": "30"}
