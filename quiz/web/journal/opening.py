"""Opening a journal with its passphrase, closing it, and remembering it in this browser."""

from http import HTTPStatus

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from quiz.journal.exceptions import DatabaseUnavailable
from quiz.journal.passphrase import TypedPassphrase
from quiz.journal.store import Access
from quiz.web.attempt import attempt_session
from quiz.web.journal import journal_session, saved_state
from quiz.web.journal.forms import OpenForm, encrypt_new_passphrase
from quiz.web.journal.rate_limited import RateLimit, rate_limited
from quiz.web.journal.redirects import to_journal, to_open_page
from quiz.web.journal.remember_cookie import forget_journal
from quiz.web.security.csrf import ActionForm, require_valid
from quiz.web.services import services

bp = Blueprint("opening", __name__, url_prefix="/journal")
MAX_TYPED_CHARACTERS = 300
"""Longer input is cut off; seven words are never this long."""
WRONG_PASSPHRASES = RateLimit("30 per minute", "300 per hour")


@bp.get("/open")
def ask() -> ResponseReturnValue:
    """Ask for the passphrase of a journal, and say why the one that was open here isn't anymore."""
    journal_session.close_if_ended()
    return _open_page(OpenForm(formdata=None))


# Checking a right passphrase costs as much as a wrong one, but a whole school may share one address.
@bp.post("/open")
@rate_limited("600 per minute", "3000 per hour")
def open_() -> ResponseReturnValue:
    """Open a journal by its passphrase. The response is the same whether it was deleted or never existed."""
    form = OpenForm()
    typed = (form.words.data or "")[:MAX_TYPED_CHARACTERS]
    if not form.validate():
        journal_session.set_notice("expired")
        # Perhaps someone else resubmitted it from the browser's history: don't show what was typed.
        return _open_page(OpenForm(formdata=None)), HTTPStatus.UNPROCESSABLE_ENTITY
    if "show" in request.form or "hide" in request.form:
        return _open_page(form)
    checked = services().word_list.check(typed)
    access = _access(typed) if typed.strip() and not checked.unknown_words else None
    if access is None:
        return _open_page(form, checked), HTTPStatus.UNPROCESSABLE_ENTITY
    journal_session.open_in_session(access, remembered=form.remember.data)
    return to_journal()


@bp.post("/close")
def close() -> ResponseReturnValue:
    """Close the journal in this browser."""
    require_valid(ActionForm())
    journal_session.close()
    journal_session.set_notice("closed")
    return to_open_page()


@bp.post("/close-everywhere")
def close_everywhere() -> ResponseReturnValue:
    """Close the journal in every browser that has it open, this one included."""
    require_valid(ActionForm())
    services().journals.close_everywhere(journal_session.require_access())
    journal_session.close()
    journal_session.set_notice("closed-everywhere")
    return to_open_page()


@bp.post("/remember")
def remember() -> ResponseReturnValue:
    """Let this browser open the journal without its passphrase."""
    require_valid(ActionForm())
    journal_session.remember(journal_session.require_access())
    journal_session.set_notice("remembered")
    return to_journal()


@bp.post("/forget")
def forget() -> ResponseReturnValue:
    """Undo `remember`."""
    require_valid(ActionForm())
    forget_journal()
    journal_session.set_notice("forgotten")
    return to_journal()


def _open_page(form: OpenForm, checked: TypedPassphrase | None = None) -> str:
    """Render the form that opens a journal; `checked` says what is wrong with a passphrase that opened none."""
    finished = attempt_session.to_saved_result()
    return render_template(
        "journal/open.html",
        form=form,
        new_passphrase=encrypt_new_passphrase(),
        notice=journal_session.pop_notice(),
        checked=checked,
        visible="hide" not in request.form,
        unsaved=finished is not None and not saved_state.is_saved(finished.id),
        finished=finished is not None,
    )


def _access(passphrase: str) -> Access | None:
    """Return access to the journal with a passphrase, or `None` if there is none.

    Every attempt counts as wrong as soon as its turn in the queue comes, and the count is undone if it was right. So a
    hundred simultaneous wrong ones can't pass the limit, and a crowd with right ones is not refused. Raises
    TooManyRequests.
    """
    journals = services().journals
    key = journals.derive_key(passphrase, WRONG_PASSPHRASES.count)
    try:
        access = journals.open(key)
    except DatabaseUnavailable:
        WRONG_PASSPHRASES.give_back()
        raise
    if access:
        WRONG_PASSPHRASES.give_back()
    return access
