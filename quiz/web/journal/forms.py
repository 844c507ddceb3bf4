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
    """Return the id of a saved result that a form sent; empty if it is not a valid id."""
    result_id = request.form.get("result", "")
    return result_id if RESULT_ID.fullmatch(result_id) else ""


def encrypt_new_passphrase(passphrase: str = "") -> str:
    """Encrypt a passphrase, by default a new one, for this session: the value of `PassphraseForm.passphrase_token`."""
    words = passphrase or services().word_list.new_passphrase()
    return services().encryptor.encrypt(Purpose.NEW_PASSPHRASE, {"words": words, "session": csrf_token()})


def note_digest(note: str) -> str:
    """Return a digest that tells saved notes apart, 16 hexadecimal digits; empty if there is no note."""
    return sha256(note.encode()).hexdigest()[:16] if note else ""


class PassphraseForm(BaseForm):
    """A button that creates a journal, or gives it a new passphrase.

    The passphrase can be decrypted only in the session it was created in.
    """

    passphrase_token = HiddenField(name="code")

    @property
    def passphrase(self) -> str:
        """The decrypted passphrase; empty if there is none, or if another session created it."""
        value = services().encryptor.decrypt(Purpose.NEW_PASSPHRASE, self.passphrase_token.data or "")
        return str(value["words"]) if value and value["session"] == csrf_token() else ""


class NoteForm(BaseForm):
    """A note to oneself, the id of its saved result, and the digest of the note that the form showed."""

    result = HiddenField()
    shown = HiddenField()
    note = TextAreaField()


class ConfirmForm(BaseForm):
    """The button that confirms that the new passphrase is written down, and whether this browser should remember it."""

    remember = BooleanField()


class OpenForm(BaseForm):
    """The passphrase that opens a journal, and whether this browser should remember it."""

    words = StringField()
    remember = BooleanField()
