"""Taking the journal away as a file, and bringing one in."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quiz.journal.sealing import TooLarge
from quiz.journal.takeaway import NotAnExport, from_json, to_csv, to_json
from quiz.web import journal_access
from quiz.web.forms import ImportForm
from quiz.web.instrument import instrument
from quiz.web.journal_access import journals, opened
from quiz.web.journal_views import UNPROCESSABLE, require

views = Blueprint("takeaway", __name__, url_prefix="/journal")
LARGEST = 4 * 1024 * 1024
"""Bytes of a file that is brought in; a thousand results take about one million."""


@views.get("/export.json")
def as_json() -> Response:
    """Give the whole journal as JSON, which can be brought in again."""
    return _file(to_json(journals().takes(opened()).takes), "application/json", "steady.json")


@views.get("/export.csv")
def as_csv() -> Response:
    """Give scores and answers as a table for a spreadsheet."""
    return _file(to_csv(journals().takes(opened()).takes), "text/csv", "steady.csv")


@views.post("/import")
def bring_in() -> ResponseReturnValue:
    """Add what is in a file to the open journal, or make a new one of it; a result that is there already stays."""
    request.max_content_length = LARGEST
    form = ImportForm()
    require(form)
    try:
        takes = from_json(form.file.data.read() if form.file.data else b"", instrument().questionnaire.private)
        access = journal_access.current()
        if access:
            journals().add(access, takes)
            return redirect(url_for("history.show"), 303)
        if not form.code.data:
            return redirect(url_for("journal.ask"), 303)
        journal_access.enter(journals().make(journals().key(form.code.data), takes))
    except (NotAnExport, TooLarge) as fault:
        return render_template("not_an_export.html", place=str(fault)), UNPROCESSABLE
    return render_template("code.html", code=form.code.data, form=form)


def _file(content: str, mimetype: str, name: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
