"""The passphrase: shown once, downloaded as a file, or replaced by a new one."""

from typing import Literal

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from quiz.journal.exceptions import JournalClosed
from quiz.web.journal import journal_session
from quiz.web.journal.forms import ConfirmForm, PassphraseForm, encrypt_new_passphrase
from quiz.web.journal.rate_limited import rate_limited
from quiz.web.journal.redirects import to_journal
from quiz.web.rendering.download import download_response
from quiz.web.rendering.formats import long_day
from quiz.web.rendering.time_zone import shown_day
from quiz.web.security.csrf import require_valid
from quiz.web.security.encryption import Purpose
from quiz.web.services import now, services

bp = Blueprint("passphrase", __name__, url_prefix="/journal/words")
PASSWORD_APP = "app"  # noqa: S105 a field's name
"""The field of the form that a password app reads; the page is then shown once more, without that form."""


@bp.post("")
def offer() -> ResponseReturnValue:
    """Show a new passphrase before it takes effect: if the response to the change is lost, it is already written down.

    The form sends the passphrase, so that reloading the page shows the same one.
    """
    form = PassphraseForm()
    require_valid(form)
    services().journals.require_open(journal_session.require_access())
    return passphrase_page("new_passphrase", form.passphrase) if form.passphrase else to_journal()


@bp.post("/noted")
def confirm() -> ResponseReturnValue:
    """Record that the person has the passphrase, so that it is not shown again; remember the journal if asked to."""
    form = ConfirmForm()
    require_valid(form)
    journal_session.stop_showing_passphrase()
    if form.remember.data:
        journal_session.remember(journal_session.require_access())
        journal_session.set_notice("remembered")
    return to_journal()


@bp.post("/again")
def again() -> ResponseReturnValue:
    """Show the passphrase of the journal just created again, until the person confirms that they have it."""
    form = PassphraseForm()
    require_valid(form)
    may_show = form.passphrase and journal_session.may_show_passphrase()
    return passphrase_page("new_journal", form.passphrase) if may_show else to_journal()


@bp.post("/use")
@rate_limited("30 per minute", "300 per hour")
def change() -> ResponseReturnValue:
    """Replace the passphrase of the open journal with the one shown. Repeating the request changes nothing."""
    form = PassphraseForm()
    require_valid(form)
    if not form.passphrase:
        return to_journal()
    journals = services().journals
    key = journals.derive_key(form.passphrase)
    try:
        access = journals.change_key(journal_session.require_access(), key)
    except JournalClosed:
        changed_before = journals.open(key)
        if changed_before is None:
            journal_session.set_notice("unused-words")
            raise
        access = changed_before
    journal_session.stop_showing_passphrase()
    journal_session.open_in_session(access, remembered=journal_session.is_remembered())
    journal_session.set_notice("changed")
    return to_journal()


@bp.post("/file")
def download() -> ResponseReturnValue:
    """Send the passphrase on the page as a text file. No CSRF token is needed: it changes nothing."""
    shown = services().encryptor.decrypt(Purpose.SHOWN_PASSPHRASE, request.form.get("code", ""))
    if not shown:
        return to_journal()
    return download_response(f"{shown['words']}\n", "text/plain", "txt")


def passphrase_page(template: Literal["new_journal", "new_passphrase"], passphrase: str) -> str:
    """Render the page that shows the passphrase of a journal just created, or the one that will replace it."""
    return render_template(
        f"journal/{template}.html",
        words=passphrase.split(),
        new_passphrase=encrypt_new_passphrase(passphrase),
        shown_passphrase=services().encryptor.encrypt(Purpose.SHOWN_PASSPHRASE, {"words": passphrase}),
        day=long_day(shown_day(now())),
        # A password app assumes that a password was wrong if the next page asks for it again.
        offered_to_app=PASSWORD_APP in request.form,
    )
