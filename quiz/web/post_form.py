"""What every form here has in common: read from a post alone, and good with its session's token only."""

from hmac import compare_digest

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, ValidationError
from wtforms.csrf.core import CSRF

from quiz.web.csrf import Expired, csrf_token


class SessionToken(CSRF):  # type: ignore[misc]
    """Has forms ask for the session's token (OWASP's synchronizer token pattern)."""

    def generate_csrf_token(self, csrf_token_field: Field) -> str:  # noqa: ARG002 WTForms gives it
        """Give what is to come back."""
        return csrf_token()

    def validate_csrf_token(self, form: Form, field: Field) -> None:  # noqa: ARG002 as above
        """Refuse a form with another session's token or none."""
        if not compare_digest(field.current_token.encode(), (field.data or "").encode()):
            raise ValidationError


class PostForm(FlaskForm):  # type: ignore[misc]
    """A form that is read from the fields of a post and from nothing else: no JSON, no uploaded files."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """How it is read."""

        csrf_class = SessionToken

        def wrap_formdata(self, form: FlaskForm, formdata: object) -> object:  # noqa: ARG002 WTForms gives it
            """Give the fields of the post, unless others were given."""
            return formdata if isinstance(formdata, MultiDict | None) else request.form


class PlainForm(PostForm):
    """A button that changes something: nothing but its token."""


def require(form: PostForm) -> None:
    """Let nobody but this site press a button; raises Expired."""
    if not form.validate():
        raise Expired
