"""Looking at a result: on the page, as a picture, and on paper."""

import time
from typing import cast, get_args

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from quiz.pictures.frame import PAPER, SCREEN, Frame
from quiz.pictures.ink import DARK, LIGHT, Ink
from quiz.report.sheet import Paper
from quiz.web import take
from quiz.web.formats import LETTER
from quiz.web.forms import PlainForm
from quiz.web.instrument import instrument
from quiz.web.report_page import report_page
from quiz.web.result_page import ResultPage, result_page
from quiz.web.words import say

views = Blueprint("results", __name__, url_prefix="/results")
NOT_FOUND = 404
FILE = "steady.pdf"
"""What the report is called in a folder that others may look into."""


@views.get("")
def show() -> ResponseReturnValue:
    """Show the result of the last finished take."""
    page = _page()
    if page is None:
        return render_template("no_result.html"), NOT_FOUND
    return render_template(
        "results.html", page=page, form=PlainForm(), paper=_usual_paper(), helplines=instrument().helplines
    )


@views.get("/profile.svg")
def profile() -> ResponseReturnValue:
    """Draw the result of the last finished take; `?ink=dark` draws it for a dark page."""
    page = _page()
    if page is None:
        return render_template("no_result.html"), NOT_FOUND
    ink = DARK if request.args.get("ink") == "dark" else LIGHT
    return Response(_draw(page, ink, SCREEN), mimetype="image/svg+xml")


@views.get("/report.pdf")
def report() -> ResponseReturnValue:
    """Print the result of the last finished take as a PDF to keep, on `?paper=a4` or `letter`."""
    paper = _paper()
    page = _page()
    if page is None:
        return render_template("no_result.html"), NOT_FOUND
    # Not at the top: the compiler is large, and most people never print.
    from quiz.report.press import press  # noqa: PLC0415

    picture = _draw(page, LIGHT, PAPER) if page.lead != "none" else b""
    sheet = report_page(page, picture, instrument().helplines, paper, take.day(time.time()))
    response = Response(press().print(sheet), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=FILE)
    return response


def _page() -> ResultPage | None:
    found = take.result()
    if found is None:
        return None
    now = instrument()
    return result_page(now.scorer, now.advice, *found)


def _draw(page: ResultPage, ink: Ink, frame: Frame) -> bytes:
    # Not at the top: matplotlib takes longer to start than everything else together.
    from quiz.pictures.profile import Mark, draw_profile  # noqa: PLC0415

    marks = [Mark(row.short, say("caption", row), say("band", row), *row.plotted) for row in page.rows]
    return draw_profile(marks, ink, frame)


def _paper() -> Paper:
    """Give the paper that was asked for, or the usual one where the reader lives; any other is refused."""
    asked = request.args.get("paper", _usual_paper())
    if asked not in get_args(Paper):
        abort(400)
    return cast("Paper", asked)


def _usual_paper() -> Paper:
    first = request.accept_languages.best
    return "letter" if first and first.lower() in LETTER else "a4"
