"""The button that hides theme names, scores and advice on this screen, or shows them again."""

from http import HTTPStatus

from flask import Blueprint, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from quiz.web.attempt import attempt_session
from quiz.web.journal.redirects import to_saved_result
from quiz.web.rendering.hidden_details import are_details_hidden
from quiz.web.security.csrf import ActionForm

bp = Blueprint("hide_details", __name__)
PAGES = {"results": "results.show", "journal": "history.show"}
"""The pages with the button, by the name that its form sends."""


@bp.post("/discreet")
def toggle() -> ResponseReturnValue:
    """Hide the details, or show them again, and return to the page.

    The form has the `number` of a saved result, or `of`, the id of the attempt whose result the page shows.
    """
    if ActionForm().validate():
        session["hide_details"] = not are_details_hidden()
    if number := request.form.get("number", 0, type=int):
        return to_saved_result(number)
    attempt = request.form.get("of", "")
    of = attempt_session.unless_newest("result", attempt) if attempt else None
    return redirect(url_for(PAGES.get(request.form.get("page", ""), "results.show"), of=of), HTTPStatus.SEE_OTHER)
