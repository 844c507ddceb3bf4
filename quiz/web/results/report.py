"""A result as a PDF: the sentences of its page, but no trace of private answers, because others may find the file."""

from dataclasses import fields, replace
from functools import partial
from http import HTTPStatus
from typing import cast, get_args

from flask import Response, abort, request

from quiz.charts.layout import PAPER_PROFILE
from quiz.progress.history import SavedResult
from quiz.report import model
from quiz.report.model import PaperSize
from quiz.web.rendering.download import download_response
from quiz.web.rendering.formats import US_LETTER_REGIONS, long_day
from quiz.web.rendering.region import likely_region
from quiz.web.rendering.text_macros import GUIDANCE_TEXT, render_lines, render_text
from quiz.web.rendering.time_zone import shown_day
from quiz.web.results.answer_sheet import PAPER_TEXT, appendix, prompt
from quiz.web.results.charts import draw_result
from quiz.web.results.page import AdviceCard, ResultPage, ScoreRow
from quiz.web.services import services

BESIDE_WORDS = replace(PAPER_PROFILE, width=4.0)
"""The layout of the picture if the themes that came up most are beside it."""

paper_text = partial(render_text, template=PAPER_TEXT)


def report_response(
    page: ResultPage, result: SavedResult, paper: PaperSize, change: model.ChangeSection | None = None
) -> Response:
    """Answer with a result, laid out on its page, as a PDF download.

    `?answers=yes` adds all its answers; a `SavedResult` has no private ones. `?note=yes` adds the note to oneself.
    """
    # Typst is slow to import, and most people never print.
    from quiz.report.pdf import pdf_compiler  # noqa: PLC0415

    with services().slow_requests.place():
        pdf = pdf_compiler().compile(_report(page, result, paper, change))
    return download_response(pdf, "application/pdf", "pdf")


def requested_paper() -> PaperSize:
    """Return the paper size in `?paper=`, by default the usual one where the reader lives; 400 for any other."""
    paper = request.args.get("paper", usual_paper())
    if paper not in get_args(PaperSize):
        abort(HTTPStatus.BAD_REQUEST)
    return cast("PaperSize", paper)


def requested_language() -> str:
    """Return the language code in `?language=`, by default that of the pages; 400 for any other.

    The person who will read the paper, such as a therapist, may speak another language.
    """
    code = request.args.get("language", services().local.language.code)
    if code not in services().languages:
        abort(HTTPStatus.BAD_REQUEST)
    return code


def usual_paper() -> PaperSize:
    """Return the usual paper size where the reader lives, as the browser's language suggests."""
    return "letter" if likely_region() in US_LETTER_REGIONS else "a4"


def _report(
    page: ResultPage, result: SavedResult, paper: PaperSize, change: model.ChangeSection | None
) -> model.Report:
    (result,) = services().local.of_saved([result])
    day = shown_day(result.finished_at)
    answered = sum(value is not None for value in result.answers.statements.values())
    asked = len(result.questionnaire.statements)
    in_words = _in_words(page)
    layout = BESIDE_WORDS if in_words else PAPER_PROFILE
    look, site, language = services().look, services().site, services().local.language
    return model.Report(
        name=site.name,
        color=look.light_palette.data,
        logo=site.logo.svg.encode() if site.logo else b"",
        paper=paper,
        language=language.code,
        dense=not language.is_source,
        direction=language.direction,
        words=_words(),
        day=day,
        day_in_words=long_day(day),
        title=page.instrument.title,
        about=paper_text("about", answered, asked, prompt(result), page.instrument),
        lead=render_text("lead", page),
        lead_names=render_text("lead_names", page),
        picture=draw_result(page.rows, page.marks, look.light_palette, layout) if page.lead != "none" else b"",
        alt=render_text("chart_alt", page),
        caption=render_text("chart_legend", page),
        words_heading=paper_text("words_heading", page),
        in_words=in_words,
        least=render_text("steady", page) if page.steady and page.steady.least else "",
        theme_column=render_text("theme_column", page),
        score_column=render_text("score_column", page.unit),
        lines=tuple(map(_line, page.rows)),
        careless=render_lines("careless", [sign for sign in page.careless if sign != "fast"], template=GUIDANCE_TEXT),
        meaning=render_text("meaning", page, template=GUIDANCE_TEXT),
        limits=render_lines("limits", page, template=GUIDANCE_TEXT),
        credit=render_lines("instrument_note", page.instrument, template=GUIDANCE_TEXT),
        bring_along=render_lines("bring_along", page, template=PAPER_TEXT),
        step=page.cards[0].step if page.cards else "",
        advice_heading=render_text("advice_heading", services().advice, template=GUIDANCE_TEXT),
        advice_intro=render_text("advice_intro", services().advice, template=GUIDANCE_TEXT),
        advice=tuple(_advice(card, with_step=place > 0) for place, card in enumerate(page.cards)),
        support=model.SupportSection(
            page.support_first or bool(page.alerts),
            render_lines("support", template=GUIDANCE_TEXT),
            services().helplines.anywhere,
        ),
        professionals=render_text("professionals", template=GUIDANCE_TEXT),
        note=result.remarks.note if request.args.get("note") == "yes" else "",
        change=change,
        appendix=appendix(result) if request.args.get("answers") == "yes" else None,
    )


def _words() -> model.PaperWords:
    """Return the words of every report. Each is a macro with the name of its field."""
    return model.PaperWords(**{field.name: paper_text(field.name) for field in fields(model.PaperWords)})


def _in_words(page: ResultPage) -> tuple[model.ThemeInWords, ...]:
    """Return the themes that came up most with their answers; none if no answer raised any of them."""
    bands = {row.name: render_text("band", row) for row in page.rows}
    if not any(theme.strongest for theme in page.themes):
        return ()
    return tuple(model.ThemeInWords(theme.name, bands[theme.name], theme.strongest) for theme in page.themes)


def _line(row: ScoreRow) -> model.ScoreLine:
    score, margin = (render_text(name, row) if row.score else "" for name in ("table_score", "margin"))
    band, note = render_text("band", row), paper_text("answered", row)
    return model.ScoreLine(row.name, row.about, score, margin, band, note)


def _advice(card: AdviceCard, *, with_step: bool) -> model.AdviceSection:
    step = card.step if with_step else ""
    return model.AdviceSection(
        card.title,
        tuple(render_text("advice_paragraph", paragraph, template=GUIDANCE_TEXT) for paragraph in card.paragraphs),
        render_text("advice_source", card, template=GUIDANCE_TEXT),
        step,
        tuple(render_text("theme_and_score", reason.row) for reason in card.reasons if reason.row),
    )
