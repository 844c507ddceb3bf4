"""Saving a result, deleting one, and deleting the whole journal."""

import re
from http import HTTPStatus

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from quiz.web.attempt import session as attempt
from quiz.web.journal import access as journal_access
from quiz.web.journal.forms import PassphraseForm
from quiz.web.journal.passphrase import passphrase_page
from quiz.web.journal.rate_limits import rate_limited
from quiz.web.security.csrf import ActionForm, require_valid
from quiz.web.services import services

bp = Blueprint("saving", __name__, url_prefix="/journal")
RESULT_ID = re.compile("[0-9a-f]{32}")


# Only new journals are counted. A whole school behind one address saves results in one lesson.
@bp.post("/keep")
@rate_limited("1200 per minute", "6000 per hour", counts=lambda response: response.status_code == HTTPStatus.OK)
def save() -> ResponseReturnValue:
    """Save the last finished attempt: in a new journal if the form has a passphrase, else in the one that is open."""
    form = PassphraseForm()
    result = attempt.to_saved_result() if form.validate() else None
    if result is None:
        return redirect(url_for("results.show"), HTTPStatus.SEE_OTHER)
    journals, passphrase = services().journals, form.passphrase
    if not passphrase:
        journals.add_results(journal_access.require_access(), [result])
        journal_access.set_notice("added")
    elif not journal_access.create_and_open(journals.derive_key(passphrase), [result]):
        return redirect(url_for("history.show"), HTTPStatus.SEE_OTHER)
    session["saved_id"] = result.id
    if passphrase:
        return passphrase_page("new_journal", passphrase)
    return redirect(url_for("history.show"), HTTPStatus.SEE_OTHER)


@bp.post("/remove")
def remove() -> ResponseReturnValue:
    """Delete one saved result."""
    require_valid(ActionForm())
    result_id = request.form.get("result", "")
    if RESULT_ID.fullmatch(result_id):
        services().journals.remove_result(journal_access.require_access(), result_id)
        if session.get("saved_id") == result_id:
            session.pop("saved_id")
        journal_access.set_notice("removed")
    return redirect(url_for("history.show"), HTTPStatus.SEE_OTHER)


@bp.post("/delete")
def delete() -> ResponseReturnValue:
    """Delete the journal and everything in it."""
    require_valid(ActionForm())
    services().journals.delete(journal_access.require_access())
    journal_access.close()
    session.pop("saved_id", None)
    journal_access.set_notice("deleted")
    return redirect(url_for("opening.ask"), HTTPStatus.SEE_OTHER)
