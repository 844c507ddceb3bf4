"""The seven words: new ones for an open journal, and words as a file."""

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quiz.journal.store import Closed
from quiz.web import journal_access
from quiz.web.forms import CodeForm
from quiz.web.journal_access import journals, opened
from quiz.web.journal_views import require

views = Blueprint("code", __name__, url_prefix="/journal/words")
FILE = "steady.txt"


@views.get("")
def offer() -> ResponseReturnValue:
    """Show new words before they take effect: if the answer to the change is lost, they are already written down."""
    opened()
    form = CodeForm(formdata=None)
    return render_template("new_code.html", code=form.code.data, form=form)


@views.post("")
def change() -> ResponseReturnValue:
    """Give the open journal the words that were shown. Sent twice, it is done once."""
    form = CodeForm()
    require(form)
    if not form.code.data:
        return redirect(url_for(".offer"), 303)
    key = journals().key(form.code.data)
    try:
        access = journals().change_key(opened(), key)
    except Closed:
        changed_before = journals().open(key)
        if changed_before is None:
            raise
        access = changed_before
    journal_access.enter(access)
    return redirect(url_for("history.show"), 303)


@views.post("/file")
def save() -> ResponseReturnValue:
    """Give the words on the page as a text file."""
    form = CodeForm()
    require(form)
    response = Response(form.code.data + "\n", mimetype="text/plain")
    response.headers.set("Content-Disposition", "attachment", filename=FILE)
    return response
