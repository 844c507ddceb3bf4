"""The token that a form brings back, so that no other site can send it in somebody's name."""

import secrets
from hmac import compare_digest

from flask import session
from wtforms import Field, Form, ValidationError
from wtforms.csrf.core import CSRF


def csrf_token() -> str:
    """Give this session's token, 160 random bits in hexadecimal.

    The cookie that holds it is sealed (sealed_session.py), so it needs no signature of its own: nobody else can read
    it there or put another in its place. It lives as long as its session, through a change of secrets too.
    """
    token: str = session.get("csrf_token", "")
    if not token:
        token = session["csrf_token"] = secrets.token_hex(20)
    return token


class SessionToken(CSRF):  # type: ignore[misc]
    """Has forms ask for the session's token (OWASP's synchronizer token pattern)."""

    def generate_csrf_token(self, csrf_token_field: Field) -> str:  # noqa: ARG002 WTForms gives it
        """Give what is to come back."""
        return csrf_token()

    def validate_csrf_token(self, form: Form, field: Field) -> None:  # noqa: ARG002 as above
        """Refuse a form with another session's token or none."""
        if not compare_digest(field.current_token.encode(), (field.data or "").encode()):
            raise ValidationError
