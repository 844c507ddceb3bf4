"""Looking at a result."""

from flask import Blueprint, Response, get_template_attribute, render_template, request
from flask.typing import ResponseReturnValue

from quiz.pictures.ink import DARK, LIGHT
from quiz.web import take
from quiz.web.forms import PlainForm
from quiz.web.instrument import instrument
from quiz.web.result_page import ResultPage, result_page

views = Blueprint("results", __name__, url_prefix="/results")
NOT_FOUND = 404


@views.get("")
def show() -> ResponseReturnValue:
    """Show the result of the last finished take."""
    page = _page()
    if page is None:
        return render_template("no_result.html"), NOT_FOUND
    return render_template("results.html", page=page, form=PlainForm())


@views.get("/profile.svg")
def profile() -> ResponseReturnValue:
    """Draw the result of the last finished take; `?ink=dark` draws it for a dark page."""
    # Not at the top: matplotlib takes longer to start than everything else together.
    from quiz.pictures.profile import Mark, draw_profile  # noqa: PLC0415

    page = _page()
    if page is None:
        return render_template("no_result.html"), NOT_FOUND
    caption, band = (get_template_attribute("words.html", macro) for macro in ("caption", "band"))
    marks = [Mark(row.short, str(caption(row)).strip(), str(band(row)).strip(), *row.plotted) for row in page.rows]
    ink = DARK if request.args.get("ink") == "dark" else LIGHT
    return Response(draw_profile(marks, ink), mimetype="image/svg+xml")


def _page() -> ResultPage | None:
    found = take.result()
    if found is None:
        return None
    now = instrument()
    return result_page(now.scorer, now.advice, *found)
