"""The step that a person will try, how it went, and whether a result is about another relationship."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from quiz.progress.remarks import OUTCOMES, RELATIONSHIPS, Outcome, Remarks
from quiz.web.journal import journal_session
from quiz.web.journal.forms import posted_result_id
from quiz.web.journal.redirects import to_journal, to_saved_result
from quiz.web.journal.saved_page import small_step
from quiz.web.security.csrf import ActionForm, require_valid
from quiz.web.services import services

bp = Blueprint("remarks", __name__, url_prefix="/journal")


@bp.post("/step")
def choose_step() -> ResponseReturnValue:
    """Record that the person will try the small step of a result."""
    require_valid(ActionForm())
    access, result_id = journal_session.require_access(), posted_result_id()
    saved = services().journals.result(access, result_id) if result_id else None
    if saved and (step := small_step(saved)):
        _update(partial(replace, step=step))
    return _back()


@bp.post("/step/undo")
def undo_step() -> ResponseReturnValue:
    """Forget the chosen step of a result, and how it went."""
    require_valid(ActionForm())
    _update(partial(replace, step="", outcome=None))
    return _back()


@bp.post("/outcome")
def answer_outcome() -> ResponseReturnValue:
    """Record how the chosen step of a result went, if it has one."""
    require_valid(ActionForm())
    for outcome in OUTCOMES:
        if outcome == request.form.get("outcome"):
            _update(partial(_with_outcome, outcome))
    return _back()


@bp.post("/relationship")
def answer_relationship() -> ResponseReturnValue:
    """Record whether a result is about the same relationship as the one before it."""
    require_valid(ActionForm())
    for relationship in RELATIONSHIPS:
        if relationship == request.form.get("relationship"):
            _update(partial(replace, relationship=relationship))
    return _back("relationship")


def _with_outcome(outcome: Outcome, remarks: Remarks) -> Remarks:
    return replace(remarks, outcome=outcome) if remarks.step else remarks


def _update(change: Callable[[Remarks], Remarks]) -> None:
    """Change the remarks about the posted result, if it is there."""
    if result_id := posted_result_id():
        services().journals.update_remarks(journal_session.require_access(), result_id, change)


def _back(place: str = "remarks") -> ResponseReturnValue:
    """Return to a place on the page of the saved result whose number the form sent, or else to the journal."""
    if number := request.form.get("number", 0, type=int):
        return to_saved_result(number, place)
    return to_journal()
