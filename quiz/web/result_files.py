"""A result as a file: the picture on its page, and the report on paper."""

from datetime import date
from typing import cast, get_args

from flask import Response, abort, request

from quiz.pictures.frame import PAPER, SCREEN, Frame
from quiz.pictures.ink import DARK, LIGHT, Ink
from quiz.report.sheet import Paper
from quiz.web.formats import LETTER
from quiz.web.instrument import instrument
from quiz.web.report_page import report_page
from quiz.web.result_page import ResultPage
from quiz.web.words import say

FILE = "steady.pdf"
"""What the report is called in a folder that others may look into."""
SVG = "image/svg+xml"


def profile_svg(page: ResultPage) -> Response:
    """Draw a result in the ink that was asked for."""
    return Response(_draw(page, asked_ink(), SCREEN), mimetype=SVG)


def report_pdf(page: ResultPage, day: date, paper: Paper) -> Response:
    """Print a result as a PDF to keep."""
    # Not at the top: the compiler is large, and most people never print.
    from quiz.report.press import press  # noqa: PLC0415

    picture = _draw(page, LIGHT, PAPER) if page.lead != "none" else b""
    sheet = report_page(page, picture, instrument().helplines, paper, day)
    response = Response(press().print(sheet), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=FILE)
    return response


def asked_ink() -> Ink:
    """Give the ink for a light page, or with `?ink=dark` for a dark one."""
    return DARK if request.args.get("ink") == "dark" else LIGHT


def asked_paper() -> Paper:
    """Give the paper that was asked for, or the usual one where the reader lives; any other is refused."""
    asked = request.args.get("paper", usual_paper())
    if asked not in get_args(Paper):
        abort(400)
    return cast("Paper", asked)


def usual_paper() -> Paper:
    """Give the paper that is usual where the reader lives."""
    first = request.accept_languages.best
    return "letter" if first and first.lower() in LETTER else "a4"


def _draw(page: ResultPage, ink: Ink, frame: Frame) -> bytes:
    # Not at the top: matplotlib takes longer to start than everything else together.
    from quiz.pictures.profile import Mark, draw_profile  # noqa: PLC0415

    marks = [Mark(row.short, say("caption", row), say("band", row), *row.plotted) for row in page.rows]
    return draw_profile(marks, ink, frame)
