"""Saving a result, in a new journal or the one that is open."""

from http import HTTPStatus

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quiz.web.attempt import attempt_session
from quiz.web.journal import journal_session, saved_state
from quiz.web.journal.forms import PassphraseForm
from quiz.web.journal.passphrase import passphrase_page
from quiz.web.journal.rate_limited import rate_limited
from quiz.web.journal.redirects import to_journal
from quiz.web.services import services

bp = Blueprint("saving", __name__, url_prefix="/journal")


# A whole school behind one address may save its results in one lesson.
@bp.post("/keep")
@rate_limited("1200 per minute", "6000 per hour")
def save() -> ResponseReturnValue:
    """Save the attempt whose id the form has: in a new journal if it has a passphrase, else in the one that is open."""
    form, attempt = PassphraseForm(), request.form.get("of", "")
    result = attempt_session.to_saved_result(attempt) if form.validate() else None
    if result is None:
        of = attempt_session.unless_newest("result", attempt) if attempt else None
        return redirect(url_for("results.show", of=of), HTTPStatus.SEE_OTHER)
    journals, passphrase = services().journals, form.passphrase
    if not passphrase:
        journals.add_results(journal_session.require_access(), [result])
        journal_session.set_notice("added")
    elif not journal_session.create_and_open(journals.derive_key(passphrase), [result]):
        return to_journal()
    saved_state.mark_saved(result.id)
    if passphrase:
        return passphrase_page("new_journal", passphrase)
    return to_journal()
