"""The note to oneself on a saved result. Whatever goes wrong, the typed text is shown again."""

from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Literal

from flask import Blueprint, render_template, request, session
from flask.typing import ResponseReturnValue

from quiz.bounded_queue import TooBusy
from quiz.journal.exceptions import DatabaseUnavailable, JournalClosed, JournalFull, ResultTooLarge
from quiz.progress.remarks import Remarks, clean_note, excess_characters
from quiz.web.journal import journal_session
from quiz.web.journal.forms import NoteForm, note_digest
from quiz.web.journal.redirects import to_saved_result
from quiz.web.journal.saved_page import LongNote, saved_result_page
from quiz.web.rendering.hidden_details import are_details_hidden
from quiz.web.security.csrf import require_valid
from quiz.web.services import services

bp = Blueprint("notes", __name__, url_prefix="/journal")
MAX_NOTE_POST_BYTES = 512 * 1024
"""More than a note may have, so that a long pasted text is shown again instead of an error page about its size."""

NotSaved = Literal["closed", "gone", "too-large", "full", "changed", "unavailable"]
NOT_SAVED: dict[type[Exception], tuple[NotSaved, HTTPStatus]] = {
    JournalClosed: ("closed", HTTPStatus.CONFLICT),
    JournalFull: ("full", HTTPStatus.UNPROCESSABLE_ENTITY),
    ResultTooLarge: ("too-large", HTTPStatus.UNPROCESSABLE_ENTITY),
    DatabaseUnavailable: ("unavailable", HTTPStatus.SERVICE_UNAVAILABLE),
    TooBusy: ("unavailable", HTTPStatus.SERVICE_UNAVAILABLE),
}
"""What the page with the typed note says for each exception, and its status. A deletion gets the usual error page."""


class NoteChanged(Exception):
    """The saved note is neither the one that the form showed nor the one that was typed."""

    def __init__(self, saved: str) -> None:
        super().__init__()
        self.saved = saved


@bp.post("/note")
def save() -> ResponseReturnValue:
    """Save the note about a result, or delete it if it is empty, and return to the result."""
    request.max_content_length = request.max_form_memory_size = MAX_NOTE_POST_BYTES
    form = NoteForm()
    require_valid(form)
    note = clean_note(form.note.data or "")
    try:
        encrypted = services().journals.encrypted_entries(journal_session.require_access())
        with services().slow_requests.place():
            results = encrypted.decrypt().results
        number = next((place for place, saved in enumerate(results, 1) if saved.id == form.result.data), 0)
        if number and (excess := excess_characters(note)):
            page = saved_result_page(results, number, LongNote(note, excess, form.shown.data or ""))
            return page, HTTPStatus.UNPROCESSABLE_ENTITY
        is_saved = number and services().journals.update_remarks(
            journal_session.require_access(), results[number - 1].id, partial(_with_note, note, form.shown.data)
        )
    except NoteChanged as error:
        return _not_saved("changed", note, form, error.saved), HTTPStatus.CONFLICT
    except tuple(NOT_SAVED) as error:
        if not note:
            raise
        if isinstance(error, JournalClosed):
            journal_session.close()
        why, status = next(found for known, found in NOT_SAVED.items() if isinstance(error, known))
        return _not_saved(why, note, form), status
    if not is_saved:
        return _not_saved("gone", note, form), HTTPStatus.NOT_FOUND
    session["note_notice"] = "saved" if note else "deleted"
    return to_saved_result(number, "remarks")


def _with_note(note: str, shown: str | None, remarks: Remarks) -> Remarks:
    """Return remarks with another note. Raises NoteChanged if the current one is a third: its digest is not `shown`."""
    if remarks.note != note and note_digest(remarks.note) != shown:
        raise NoteChanged(remarks.note)
    return replace(remarks, note=note)


def _not_saved(why: NotSaved, note: str, form: NoteForm, changed: str | None = None) -> str:
    """Render the page that shows the typed text again. `changed` is the note that was saved in the meantime."""
    return render_template(
        "journal/note_not_saved.html",
        why=why,
        note=note,
        result_id=form.result.data or "",
        shown=(form.shown.data or "") if changed is None else note_digest(changed),
        saved_note=None if are_details_hidden() else changed,
    )
