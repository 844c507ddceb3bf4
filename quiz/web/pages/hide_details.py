"""The button that hides theme names and advice on this screen, or shows them again."""

from http import HTTPStatus

from flask import Blueprint, redirect, session, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from quiz.web.rendering.theme_labels import are_details_hidden
from quiz.web.security.csrf import BaseForm

bp = Blueprint("hide_details", __name__)
PAGES = {"results": "results.show", "journal": "history.show"}
"""The pages with the button, by the name its form sends."""


class HideDetailsForm(BaseForm):
    """The button, and the page it is on."""

    page = HiddenField()


@bp.post("/discreet")
def toggle() -> ResponseReturnValue:
    """Hide the details, or show them again, and return to the page."""
    form = HideDetailsForm()
    if form.validate():
        session["hide_details"] = not are_details_hidden()
    return redirect(url_for(PAGES.get(form.page.data or "", "results.show")), HTTPStatus.SEE_OTHER)
