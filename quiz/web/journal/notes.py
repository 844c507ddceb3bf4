"""The note to oneself on a saved result. Whatever goes wrong, what was typed comes back."""

from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Literal

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from quiz.bounded_queue import TooBusy
from quiz.journal.exceptions import DatabaseUnavailable, JournalClosed, ResultTooLarge
from quiz.progress.remarks import clean_note, excess_characters
from quiz.web.journal import journal_session
from quiz.web.journal.forms import NoteForm
from quiz.web.journal.saved_page import LongNote, saved_result_page
from quiz.web.security.csrf import require_valid
from quiz.web.services import services

bp = Blueprint("notes", __name__, url_prefix="/journal")
MAX_NOTE_POST_BYTES = 512 * 1024
"""More than a note may have, so that a long text that was pasted comes back instead of a page about its size."""

NotSaved = Literal["closed", "gone", "full", "unavailable"]


@bp.post("/note")
def save() -> ResponseReturnValue:
    """Save the note about a result, or delete it if it is empty, and return to the result."""
    request.max_content_length = request.max_form_memory_size = MAX_NOTE_POST_BYTES
    form = NoteForm()
    require_valid(form)
    note = clean_note(form.note.data or "")
    try:
        results = journal_session.open_entries().results
        number = next((place for place, saved in enumerate(results, 1) if saved.id == form.result.data), 0)
        if number and (excess := excess_characters(note)):
            page = saved_result_page(results, number, LongNote(note, excess))
            return page, HTTPStatus.UNPROCESSABLE_ENTITY
        is_saved = number and services().journals.update_remarks(
            journal_session.require_access(), results[number - 1].id, partial(replace, note=note)
        )
    except JournalClosed:
        if not note:
            raise
        journal_session.close()
        return _not_saved("closed", note, form), HTTPStatus.CONFLICT
    except ResultTooLarge:
        return _not_saved("full", note, form), HTTPStatus.UNPROCESSABLE_ENTITY
    except (DatabaseUnavailable, TooBusy):
        if not note:
            raise
        return _not_saved("unavailable", note, form), HTTPStatus.SERVICE_UNAVAILABLE
    if not is_saved:
        return _not_saved("gone", note, form), HTTPStatus.NOT_FOUND
    session["note_notice"] = "saved" if note else "deleted"
    return redirect(url_for("history.one", number=number, _anchor="remarks"), HTTPStatus.SEE_OTHER)


def _not_saved(why: NotSaved, note: str, form: NoteForm) -> str:
    return render_template("journal/note_not_saved.html", why=why, note=note, result_id=form.result.data or "")
