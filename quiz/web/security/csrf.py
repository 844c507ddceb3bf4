"""The CSRF token, and the form that every other form here builds on.

The token is the session's own (OWASP's synchronizer token pattern). It needs no signature, because nobody but the
server can read or change the encrypted session, and it lives as long as the session: Flask-WTF's own token expires
after an hour and when the secret changes, and answers would be lost with it.
"""

import secrets
from hmac import compare_digest

from flask import request, session
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, ValidationError
from wtforms.csrf.core import CSRF


class InvalidFormToken(Exception):
    """The form's token does not match this session. Nothing was changed."""


def csrf_token() -> str:
    """Return this session's token, 160 random bits in hexadecimal."""
    token: str = session.get("csrf_token", "")
    if not token:
        token = session["csrf_token"] = secrets.token_hex(20)
    return token


class SessionToken(CSRF):  # type: ignore[misc]
    """Makes WTForms check a form against the session's token."""

    def generate_csrf_token(self, csrf_token_field: Field) -> str:  # noqa: ARG002 WTForms passes it
        """Return the token that the form must send back."""
        return csrf_token()

    def validate_csrf_token(self, form: Form, field: Field) -> None:  # noqa: ARG002 WTForms passes it
        """Raise ValidationError for another session's token, or none."""
        if not compare_digest(field.current_token.encode(), (field.data or "").encode()):
            raise ValidationError


class BaseForm(FlaskForm):  # type: ignore[misc]
    """A form that is read from posted fields only: no JSON, no uploaded files."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """How WTForms reads it."""

        csrf_class = SessionToken

        def wrap_formdata(self, form: FlaskForm, formdata: object) -> object:  # noqa: ARG002 WTForms passes it
            """Return the posted fields, unless the caller passed others."""
            return formdata if isinstance(formdata, MultiDict | None) else request.form


class ActionForm(BaseForm):
    """A single button: nothing but the token."""


def require_valid(form: BaseForm) -> None:
    """Raise InvalidFormToken unless the form is valid."""
    if not form.validate():
        raise InvalidFormToken
