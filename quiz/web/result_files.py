"""A result as a file: the picture on its page, and the report on paper."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date
from typing import cast, get_args

from flask import Response, abort, current_app, request

from quiz.charts.layout import PAPER_PROFILE
from quiz.charts.palette import LIGHT_PALETTE
from quiz.report.model import ChangeSection, PaperSize
from quiz.web.drawings import asked_ink, draw_result
from quiz.web.drawn import Drawn
from quiz.web.formats import LETTER
from quiz.web.instrument import instrument
from quiz.web.report_page import report_page
from quiz.web.result_page import ResultPage, Row

FILE = "steady.pdf"
"""What the report is called in a folder that others may look into."""
SVG = "image/svg+xml"


def profile_svg(what: Hashable, rows: Callable[[], tuple[Row, ...]]) -> Response:
    """Give the picture of a result in the ink that was asked for; `rows` follow from `what` alone."""
    drawn, ink = cast("Drawn", current_app.extensions["drawn"]), asked_ink()
    return drawn.picture((what, ink), lambda: draw_result(rows(), ink)).response()


def report_pdf(
    page: ResultPage, day: date, paper: PaperSize, change: ChangeSection | None = None, welcome: str = ""
) -> Response:
    """Print a result as a PDF to keep; `welcome` is said before the advice in place of the usual words."""
    # Not at the top: the compiler is large, and most people never print.
    from quiz.report.pdf import pdf_compiler  # noqa: PLC0415

    picture = draw_result(page.rows, LIGHT_PALETTE, PAPER_PROFILE) if page.lead != "none" else b""
    sheet = report_page(page, picture, instrument().helplines, paper, day)
    sheet = replace(sheet, change=change, welcome=welcome or sheet.welcome)
    response = Response(pdf_compiler().compile(sheet), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=FILE)
    return response


def asked_paper() -> PaperSize:
    """Give the paper that was asked for, or the usual one where the reader lives; any other is refused."""
    asked = request.args.get("paper", usual_paper())
    if asked not in get_args(PaperSize):
        abort(400)
    return cast("PaperSize", asked)


def usual_paper() -> PaperSize:
    """Give the paper that is usual where the reader lives."""
    first = request.accept_languages.best
    return "letter" if first and first.lower() in LETTER else "a4"
