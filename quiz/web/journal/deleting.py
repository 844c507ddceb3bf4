"""Deleting a saved result, or the whole journal."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from quiz.web.journal import journal_session, saved_state
from quiz.web.journal.forms import posted_result_id
from quiz.web.journal.redirects import to_journal, to_open_page
from quiz.web.security.csrf import ActionForm, require_valid
from quiz.web.services import services

bp = Blueprint("deleting", __name__, url_prefix="/journal")


@bp.post("/remove")
def remove() -> ResponseReturnValue:
    """Delete one saved result."""
    require_valid(ActionForm())
    if result_id := posted_result_id():
        access = journal_session.require_access()
        services().journals.remove_result(access, result_id, services().questionnaire)
        if saved_state.is_saved(result_id):
            saved_state.forget_saved()
        journal_session.set_notice("removed")
    return to_journal()


@bp.post("/delete")
def delete() -> ResponseReturnValue:
    """Delete the journal and everything in it."""
    require_valid(ActionForm())
    services().journals.delete(journal_session.require_access())
    journal_session.close()
    saved_state.forget_saved()
    journal_session.set_notice("deleted")
    return to_open_page()
