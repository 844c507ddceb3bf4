"""Looking at what is kept: all takes together, two side by side, and each by itself."""

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from quiz.advice.choose import Advice, advise_without_private
from quiz.core.answers import parse_answers
from quiz.progress.history import SavedResult
from quiz.web import journal_access, take
from quiz.web.change_sheet import change_sheet
from quiz.web.clock import day_of, now
from quiz.web.discreet import Veil, is_discreet, open_book, veil
from quiz.web.drawings import asked_ink, draw_takes
from quiz.web.forms import CodeForm, ResultForm
from quiz.web.instrument import instrument
from quiz.web.journal_access import opened, said
from quiz.web.journal_page import Asked, dated, journal_page, shown
from quiz.web.journals import look_into
from quiz.web.result_files import SVG, asked_paper, profile_svg, report_pdf, usual_paper
from quiz.web.result_page import ResultPage, result_page, rows_of
from quiz.web.words import say

NOT_FOUND = 404


def show() -> ResponseReturnValue:
    """Show the journal; `?a=` and `?b=` are the numbers of two takes to compare, `?to=` the newest one to show."""
    here = look_into(opened())
    first, second = sorted(request.args.get(name, 0, type=int) for name in ("a", "b"))
    pair = (first, second) if 0 < first < second <= len(here.takes) else None
    waiting = take.to_keep()
    return render_template(
        "journal.html",
        page=journal_page(here.takes, now(), Asked(pair, _to()), damaged=here.damaged, veil=veil()),
        form=CodeForm(formdata=None),
        note=said(),
        unnoted=journal_access.are_unnoted(),
        waiting=waiting is not None and all(waiting.id != kept.id for kept in here.takes),
        remembered=journal_access.is_remembered(),
        discreet=is_discreet(),
    )


def picture() -> ResponseReturnValue:
    """Draw every theme over time up to take `?to=`; `?ink=dark` draws it for a dark page."""
    takes = _takes()
    if not takes:
        abort(NOT_FOUND)
    part = shown(len(takes), _to())
    return Response(draw_takes(takes[part.first - 1 : part.last], asked_ink(), veil=veil()), mimetype=SVG)


def one(number: int) -> ResponseReturnValue:
    """Show one kept result, by its number from 1, the oldest."""
    takes = _takes(visit=True)
    kept = _one(takes, number)
    return render_template(
        "kept.html",
        page=_page(kept, veil()),
        date=dated(takes)[number - 1],
        comparable=len(takes) > 1,
        form=ResultForm(formdata=None, result=kept.id),
        discreet=is_discreet(),
        paper=usual_paper(),
        helplines=instrument().helplines,
    )


def profile(number: int) -> ResponseReturnValue:
    """Draw one kept result."""
    rows = rows_of(_one(_takes(), number).profile, veil())
    return profile_svg(rows, lambda: rows)


def report(number: int) -> ResponseReturnValue:
    """Print one kept result as a PDF, on `?paper=a4` or `letter`; with `?journal=yes` what changed is added."""
    paper = asked_paper()
    takes = _takes()
    kept = _one(takes, number)
    pair = (number - 1, number) if number > 1 else None
    change = change_sheet(takes, now(), pair) if "journal" in request.args else None
    page = _page(kept)
    return report_pdf(page, day_of(kept.finished_at), paper, change, say("fresh", page, of="changes.html"))


def _takes(*, visit: bool = False) -> tuple[SavedResult, ...]:
    return look_into(opened(visit=visit)).takes


def _to() -> int:
    return request.args.get("to", 0, type=int)


def _one(takes: tuple[SavedResult, ...], number: int) -> SavedResult:
    if not 0 < number <= len(takes):
        abort(NOT_FOUND)
    return takes[number - 1]


def _page(kept: SavedResult, veil: Veil = open_book) -> ResultPage:
    """Lay out a kept result. What private answers once told is not known any more, so no advice may depend on it."""
    asked = instrument()
    advice = Advice()
    if kept.questionnaire.fingerprint == asked.questionnaire.fingerprint:
        context = parse_answers(asked.questionnaire, kept.raw)[0].context
        advice = advise_without_private(asked.advice, kept.profile, context, asked.questionnaire.private_option_ids)
    return result_page(kept.profile, kept.answers, advice, veil=veil)
