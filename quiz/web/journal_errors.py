"""What can keep a journal from being used, wherever it comes up, as pages that say so."""

from flask import Flask, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from quiz.journal.database import Unavailable
from quiz.journal.sealing import Busy, TooLarge
from quiz.journal.store import Closed, Full
from quiz.web import journal_access
from quiz.web.forms import Expired
from quiz.web.turns import Crowded

UNPROCESSABLE = 422
UNAVAILABLE = 503


def add_journal_errors(app: Flask) -> None:
    """Answer each of them."""

    @app.errorhandler(Closed)
    def closed(_error: Closed) -> ResponseReturnValue:
        if "journal" in session:
            journal_access.say_next("elsewhere")
        journal_access.close()
        return redirect(url_for("journal.ask"), 303)

    @app.errorhandler(Expired)
    def expired(_error: Expired) -> ResponseReturnValue:
        journal_access.say_next("expired")
        return redirect(url_for("history.show"), 303)

    @app.errorhandler(Full)
    @app.errorhandler(TooLarge)
    def full(error: Exception) -> ResponseReturnValue:
        return render_template("error.html", kind="full" if isinstance(error, Full) else "too-large"), UNPROCESSABLE

    @app.errorhandler(Crowded)
    def crowded(_error: Crowded) -> ResponseReturnValue:
        return render_template("error.html", kind="crowded"), UNAVAILABLE, {"Retry-After": "5"}

    @app.errorhandler(Busy)
    @app.errorhandler(Unavailable)
    def unavailable(error: Exception) -> ResponseReturnValue:
        app.logger.error("The journals' database did not answer: %s", error)
        return render_template("error.html", kind="unavailable"), UNAVAILABLE, {"Retry-After": "30"}
