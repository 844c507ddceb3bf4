"""A result as a PDF: the sentences of its page, and no trace of private answers, because others may find the file."""

from collections.abc import Iterable, Iterator
from datetime import date
from http import HTTPStatus
from typing import cast, get_args

from flask import Response, abort, request

from quiz.charts.layout import PAPER_PROFILE
from quiz.charts.palette import LIGHT_PALETTE
from quiz.report import model
from quiz.report.model import PaperSize
from quiz.web.rendering.formats import LANGUAGE, US_LETTER_LANGUAGES, long_day
from quiz.web.rendering.text_macros import GUIDANCE_TEXT, render_lines, render_text
from quiz.web.results.charts import draw_result
from quiz.web.results.page import AdviceCard, Reason, ResultPage, ScoreRow
from quiz.web.services import services

PDF_FILENAME = "steady.pdf"
"""Others may look into the folder of downloads, so the name does not say what the file is."""


def report_response(
    page: ResultPage, day: date, paper: PaperSize, change: model.ChangeSection | None = None
) -> Response:
    """Answer with a result as a PDF download."""
    # Typst is slow to import, and most people never print.
    from quiz.report.pdf import pdf_compiler  # noqa: PLC0415

    report = _report(page, day, paper, change)
    response = Response(pdf_compiler().compile(report), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=PDF_FILENAME)
    return response


def requested_paper() -> PaperSize:
    """Return the paper named by `?paper=`, or the usual one where the reader lives; any other is a bad request."""
    paper = request.args.get("paper", usual_paper())
    if paper not in get_args(PaperSize):
        abort(HTTPStatus.BAD_REQUEST)
    return cast("PaperSize", paper)


def usual_paper() -> PaperSize:
    """Return the paper that is usual where the reader lives, by the browser's language."""
    first = request.accept_languages.best
    return "letter" if first and first.lower() in US_LETTER_LANGUAGES else "a4"


def _report(page: ResultPage, day: date, paper: PaperSize, change: model.ChangeSection | None) -> model.Report:
    return model.Report(
        paper=paper,
        language=LANGUAGE,
        day=day,
        day_in_words=long_day(day),
        lead=render_text("lead", page),
        lead_names=render_text("lead_names", page),
        picture=draw_result(page.rows, page.marks, LIGHT_PALETTE, PAPER_PROFILE) if page.lead != "none" else b"",
        alt=render_text("chart_alt", page),
        caption=render_text("chart_legend", page),
        lines=tuple(map(_line, page.rows)),
        careless=render_lines("careless", page.careless, template=GUIDANCE_TEXT),
        meaning=render_text("meaning", template=GUIDANCE_TEXT),
        limits=render_lines("limits", page, template=GUIDANCE_TEXT),
        step=page.cards[0].step if page.cards else "",
        advice_intro=render_text("advice_intro", template=GUIDANCE_TEXT),
        advice=tuple(_advice(card, with_step=place > 0) for place, card in enumerate(page.cards)),
        top_answers=tuple(_top_answers(reason for card in page.cards for reason in card.reasons)),
        support=model.SupportSection(
            page.support_first, render_lines("support", template=GUIDANCE_TEXT), services().helplines.anywhere
        ),
        professionals=render_text("professionals", template=GUIDANCE_TEXT),
        change=change,
    )


def _line(row: ScoreRow) -> model.ScoreLine:
    note = render_text("answered", row)
    if row.state == "too_few":
        return model.ScoreLine(row.name, "", "", render_text("estimate", row), note)
    note = ". ".join(filter(None, [render_text("lean", row), note]))
    return model.ScoreLine(row.name, row.score, render_text("margin", row), render_text("band", row), note)


def _advice(card: AdviceCard, *, with_step: bool) -> model.AdviceSection:
    step = card.step if with_step else ""
    return model.AdviceSection(
        card.title,
        tuple(render_text("advice_paragraph", paragraph, template=GUIDANCE_TEXT) for paragraph in card.paragraphs),
        render_text("advice_source", card, template=GUIDANCE_TEXT),
        step,
        tuple(render_text("theme_and_score", reason.row) for reason in card.reasons if reason.row),
    )


def _top_answers(reasons: Iterable[Reason]) -> Iterator[model.TopAnswers]:
    """Yield each theme's strongest answers once, however many cards it called for."""
    strongest = {reason.row.name: reason.strongest for reason in reasons if reason.row and reason.strongest}
    for theme, answers in strongest.items():
        yield model.TopAnswers(theme, tuple(model.AnswerLine(one.statement, one.answer) for one in answers))
