"""Deleting a saved result, or the whole journal."""

from http import HTTPStatus

from flask import Blueprint, redirect, session, url_for
from flask.typing import ResponseReturnValue

from quiz.web.journal import journal_session
from quiz.web.journal.forms import posted_result_id
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
        if session.get("saved_id") == result_id:
            session.pop("saved_id")
        journal_session.set_notice("removed")
    return redirect(url_for("history.show"), HTTPStatus.SEE_OTHER)


@bp.post("/delete")
def delete() -> ResponseReturnValue:
    """Delete the journal and everything in it."""
    require_valid(ActionForm())
    services().journals.delete(journal_session.require_access())
    journal_session.close()
    session.pop("saved_id", None)
    journal_session.set_notice("deleted")
    return redirect(url_for("opening.ask"), HTTPStatus.SEE_OTHER)
