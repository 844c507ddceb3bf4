"""Keeping a result, opening a journal, and closing or deleting it."""

import re

from flask import Blueprint, Flask, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from quiz.journal.database import Unavailable
from quiz.journal.sealing import Busy
from quiz.journal.store import Closed, Full
from quiz.web import journal_access, take
from quiz.web.forms import CodeForm, ImportForm, OpenForm, PlainForm, ResultForm
from quiz.web.journal_access import journals, opened, word_list

views = Blueprint("journal", __name__, url_prefix="/journal")
UNPROCESSABLE = 422
UNAVAILABLE = 503
ID = re.compile("[0-9a-f]{32}")


class Expired(Exception):
    """A button came without the session its page was made in: nothing was done."""


def require(form: FlaskForm) -> None:
    """Let nobody but this site press a button; raises Expired."""
    if not form.validate():
        raise Expired


@views.post("/keep")
def keep() -> ResponseReturnValue:
    """Keep the result of the last finished take, in the open journal or in a new one whose words are shown now."""
    form = CodeForm()
    found = take.to_keep() if form.validate() else None
    if found is None:
        return redirect(url_for("results.show"), 303)
    access = journal_access.current()
    if access:
        journals().add(access, [found])
        return redirect(url_for("history.show"), 303)
    if not form.code.data:
        return redirect(url_for(".ask"), 303)
    journal_access.enter(journals().make(journals().key(form.code.data), [found]))
    return render_template("code.html", code=form.code.data, form=form)


@views.get("/open")
def ask() -> ResponseReturnValue:
    """Ask for the words that open a journal."""
    note = session.pop("journal_note", "")
    shown = request.args.get("words") == "shown"
    form, new = OpenForm(formdata=None), ImportForm(formdata=None)
    return render_template("open.html", form=form, new=new, note=note, shown=shown)


@views.post("/open")
def open_() -> ResponseReturnValue:
    """Open a journal by its words; whether there never was one or it was deleted, the answer is the same."""
    form = OpenForm()
    typed = form.words.data or ""
    sound = form.validate()
    look = word_list().look(typed)
    access = journals().open(journals().key(typed)) if sound and typed.strip() and not look.unknown else None
    if access is None:
        note = "wrong" if sound else "expired"
        page = render_template("open.html", form=form, new=ImportForm(formdata=None), note=note, look=look)
        return page, UNPROCESSABLE
    journal_access.enter(access)
    if form.remember.data:
        journal_access.remember(access)
    return redirect(url_for("history.show"), 303)


@views.post("/close")
def close() -> ResponseReturnValue:
    """Close the journal in this browser."""
    require(PlainForm())
    journal_access.close("closed")
    return redirect(url_for(".ask"), 303)


@views.post("/close-everywhere")
def close_everywhere() -> ResponseReturnValue:
    """Close the journal in every browser that has it open, this one too."""
    require(PlainForm())
    journals().close_everywhere(opened())
    journal_access.close("closed")
    return redirect(url_for(".ask"), 303)


@views.post("/remember")
def remember() -> ResponseReturnValue:
    """Let this browser open the journal without its words."""
    require(PlainForm())
    journal_access.remember(opened())
    return redirect(url_for("history.show"), 303)


@views.post("/forget")
def forget() -> ResponseReturnValue:
    """Take that back."""
    require(PlainForm())
    journal_access.forget()
    return redirect(url_for("history.show"), 303)


@views.post("/remove")
def remove() -> ResponseReturnValue:
    """Delete one kept result."""
    form = ResultForm()
    require(form)
    if ID.fullmatch(form.result.data or ""):
        journals().remove(opened(), form.result.data)
    return redirect(url_for("history.show"), 303)


@views.post("/delete")
def delete() -> ResponseReturnValue:
    """Delete the journal and all that is in it."""
    require(PlainForm())
    journals().delete(opened())
    journal_access.close("deleted")
    return redirect(url_for(".ask"), 303)


def add_journal_pages(app: Flask) -> None:
    """Answer what can keep a journal from being used, wherever it comes up, with a page that says so."""

    @app.errorhandler(Closed)
    def closed(_error: Closed) -> ResponseReturnValue:
        journal_access.close(session.get("journal_note") or ("elsewhere" if "journal" in session else ""))
        return redirect(url_for("journal.ask"), 303)

    @app.errorhandler(Expired)
    def expired(_error: Expired) -> ResponseReturnValue:
        session["journal_note"] = "expired"
        return redirect(url_for("journal.ask"), 303)

    @app.errorhandler(Full)
    def full(_error: Full) -> ResponseReturnValue:
        return render_template("error.html", kind="full"), UNPROCESSABLE

    @app.errorhandler(Busy)
    @app.errorhandler(Unavailable)
    def unavailable(error: Exception) -> ResponseReturnValue:
        app.logger.error("The journals' database did not answer: %s", error)
        return render_template("error.html", kind="unavailable"), UNAVAILABLE, {"Retry-After": "30"}
