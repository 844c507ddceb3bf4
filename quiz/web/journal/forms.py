"""The journal's forms. A passphrase travels encrypted, so that no page shows it before it is asked for."""

import re
from hashlib import sha256

from flask import request
from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from quiz.web.security.csrf import BaseForm, csrf_token
from quiz.web.security.encryption import Purpose
from quiz.web.services import services

RESULT_ID = re.compile("[0-9a-f]{32}")


def posted_result_id() -> str:
    """Return the id of a saved result that a form sent; empty if it is none."""
    result_id = request.form.get("result", "")
    return result_id if RESULT_ID.fullmatch(result_id) else ""


def encrypt_new_passphrase(passphrase: str = "") -> str:
    """Encrypt a passphrase, or a new one, for this session: the value of `PassphraseForm.passphrase_token`."""
    words = passphrase or services().word_list.new_passphrase()
    return services().encryptor.encrypt(Purpose.NEW_PASSPHRASE, {"words": words, "session": csrf_token()})


def note_digest(note: str) -> str:
    """Return what tells a saved note from another one: 16 hexadecimal digits; empty where there is no note."""
    return sha256(note.encode()).hexdigest()[:16] if note else ""


class PassphraseForm(BaseForm):
    """A button that makes a journal, or gives one a new passphrase.

    The passphrase comes back only in the session that it was made in.
    """

    passphrase_token = HiddenField(name="code")

    @property
    def passphrase(self) -> str:
        """The decrypted passphrase; empty when there is none, or it is another session's."""
        value = services().encryptor.decrypt(Purpose.NEW_PASSPHRASE, self.passphrase_token.data or "")
        return str(value["words"]) if value and value["session"] == csrf_token() else ""


class NoteForm(BaseForm):
    """A note to oneself, the id of its saved result, and the digest of the note that the form showed."""

    result = HiddenField()
    shown = HiddenField()
    note = TextAreaField()


class ConfirmForm(BaseForm):
    """The button that says that the new passphrase is written down, and whether this browser should remember it."""

    remember = BooleanField()


class OpenForm(BaseForm):
    """The passphrase that opens a journal, and whether this browser should remember it."""

    words = StringField()
    remember = BooleanField()
