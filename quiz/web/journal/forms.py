"""The journal's forms. A passphrase travels encrypted, so that no page shows it in its source before it is time."""

from typing import Any

from wtforms import BooleanField, HiddenField, StringField

from quiz.web.security.csrf import BaseForm, csrf_token
from quiz.web.security.encryption import Purpose
from quiz.web.services import services


def encrypt_new_passphrase(passphrase: str = "") -> str:
    """Encrypt a passphrase, or a new one, for this session: the value of `PassphraseForm.passphrase`."""
    words = passphrase or services().word_list.new_passphrase()
    return services().encryptor.encrypt(Purpose.NEW_PASSPHRASE, {"words": words, "session": csrf_token()})


def encrypt_shown_passphrase(passphrase: str) -> str:
    """Encrypt a passphrase that stands on the page anyway: the value of `ShownPassphraseForm.passphrase`."""
    return services().encryptor.encrypt(Purpose.SHOWN_PASSPHRASE, {"words": passphrase})


class PassphraseForm(BaseForm):
    """A button that makes a journal, or gives one a new passphrase.

    The passphrase comes back only in the session that it was made in.
    """

    code = HiddenField()

    @property
    def passphrase(self) -> str:
        """The decrypted passphrase; empty when there is none, or it is another session's."""
        value: dict[str, Any] | None = services().encryptor.decrypt(Purpose.NEW_PASSPHRASE, self.code.data or "")
        return str(value["words"]) if value and value["session"] == csrf_token() else ""


class ShownPassphraseForm(BaseForm):
    """A passphrase to be saved as a file. Nothing is changed, so there is no CSRF token."""

    class Meta(BaseForm.Meta):
        """Without a token."""

        csrf = False

    code = HiddenField()

    @property
    def passphrase(self) -> str:
        """The decrypted passphrase; empty when there is none."""
        value: dict[str, Any] | None = services().encryptor.decrypt(Purpose.SHOWN_PASSPHRASE, self.code.data or "")
        return str(value["words"]) if value else ""


class OpenForm(BaseForm):
    """The passphrase that opens a journal, and whether this browser should remember it."""

    words = StringField()
    remember = BooleanField()


class ResultForm(BaseForm):
    """A button for one saved result, by its id."""

    result = HiddenField()
