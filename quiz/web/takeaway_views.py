"""Taking the journal away as a file, and bringing one in."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quiz.journal.exceptions import ResultTooLarge
from quiz.journal.export_import import InvalidExport, from_json, to_csv, to_json
from quiz.web import journal_access, seven_words
from quiz.web.forms import CodeForm
from quiz.web.instrument import instrument
from quiz.web.journal_access import opened, say_next
from quiz.web.journal_views import UNPROCESSABLE
from quiz.web.journals import journals, look_into
from quiz.web.post_form import require
from quiz.web.turns import take_turn

LARGEST = 4 * 1024 * 1024
"""Bytes of a file that is brought in; a thousand results take about one million."""
LONG = 256 * 1024
"""Bytes of a file that takes long to check and to seal."""


def as_json() -> Response:
    """Give the whole journal as JSON, which can be brought in again."""
    return _file(to_json(look_into(opened(visit=False)).takes), "application/json", "steady.json")


def as_csv() -> Response:
    """Give scores and answers as a table for a spreadsheet."""
    return _file(to_csv(look_into(opened(visit=False)).takes), "text/csv", "steady.csv")


def bring_in() -> ResponseReturnValue:
    """Make a new journal of a file, or add what is in it to the open one; a result that is there already stays."""
    request.max_content_length = LARGEST
    form = CodeForm()
    require(form)
    file = request.files.get("file")
    try:
        content = file.read() if file else b""
        if len(content) > LONG:
            take_turn()
        takes = from_json(content, instrument().questionnaire.private_option_ids)
        if form.code.data and journal_access.begin(journals().key(form.code.data), takes):
            return seven_words.made(form)
        if not form.code.data:
            new = journals().add(opened(), takes)
            say_next("brought", new, len(takes) - new)
    except (InvalidExport, ResultTooLarge) as fault:
        return render_template("not_an_export.html", place=str(fault)), UNPROCESSABLE
    return redirect(url_for("history.show"), 303)


def _file(content: str, mimetype: str, name: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
