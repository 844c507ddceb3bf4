"""Looking at what is kept: all takes together, two side by side, and each by itself."""

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from quiz.advice import Advice, advise_unaware
from quiz.answers import read
from quiz.history import Kept, strands
from quiz.web import journal_access, take
from quiz.web.clock import day_of, now
from quiz.web.forms import ImportForm, PlainForm, ResultForm
from quiz.web.instrument import instrument
from quiz.web.journal_access import journals, opened
from quiz.web.journal_page import Dated, dated, journal_page
from quiz.web.result_files import SVG, asked_ink, asked_paper, profile_svg, report_pdf, usual_paper
from quiz.web.result_page import ResultPage, result_page, row_of
from quiz.web.words import say

views = Blueprint("history", __name__, url_prefix="/journal")
NOT_FOUND = 404


@views.get("")
def show() -> ResponseReturnValue:
    """Show the whole journal; `?a=` and `?b=` are the numbers of two takes to compare."""
    here = journals().takes(opened())
    first, second = sorted(request.args.get(name, 0, type=int) for name in ("a", "b"))
    pair = (first, second) if 0 < first < second <= len(here.takes) else None
    waiting = take.to_keep()
    return render_template(
        "journal.html",
        page=journal_page(here.takes, now(), damaged=here.damaged, pair=pair),
        form=PlainForm(),
        file=ImportForm(formdata=None),
        waiting=waiting is not None and all(waiting.id != kept.id for kept in here.takes),
        remembered=journal_access.is_remembered(),
    )


@views.get("/picture.svg")
def picture() -> ResponseReturnValue:
    """Draw every theme over time; `?ink=dark` draws it for a dark page."""
    # Not at the top: matplotlib takes longer to start than everything else together.
    from quiz.pictures.history import Moment, Point, Strand, draw_history  # noqa: PLC0415

    takes = journals().takes(opened()).takes
    if not takes:
        abort(NOT_FOUND)
    moments = [Moment(kept.taken.timestamp(), date.short) for kept, date in zip(takes, dated(takes), strict=True)]
    drawn = []
    for strand in strands(takes):
        rows = [row_of(score) if score else None for score in strand.scores]
        points = [
            Point(*(row.plotted if row else (None, None, None)), joined)
            for row, joined in zip(rows, strand.joined, strict=True)
        ]
        newest = rows[-1]
        drawn.append(Strand(strand.theme.short, say("caption", newest) if newest else "", points))
    return Response(draw_history(moments, drawn, asked_ink()), mimetype=SVG)


@views.get("/<int:number>")
def one(number: int) -> ResponseReturnValue:
    """Show one kept result, by its number from 1, the oldest."""
    kept, date = _kept(number)
    form = ResultForm(formdata=None, result=kept.id)
    page = _page(kept)
    return render_template(
        "kept.html", page=page, date=date, form=form, paper=usual_paper(), helplines=instrument().helplines
    )


@views.get("/<int:number>/profile.svg")
def profile(number: int) -> ResponseReturnValue:
    """Draw one kept result."""
    return profile_svg(_page(_kept(number)[0]))


@views.get("/<int:number>/report.pdf")
def report(number: int) -> ResponseReturnValue:
    """Print one kept result as a PDF, on `?paper=a4` or `letter`."""
    paper = asked_paper()
    kept, _ = _kept(number)
    return report_pdf(_page(kept), day_of(kept.taken), paper)


def _kept(number: int) -> tuple[Kept, Dated]:
    takes = journals().takes(opened()).takes
    if not 0 < number <= len(takes):
        abort(NOT_FOUND)
    return takes[number - 1], dated(takes)[number - 1]


def _page(kept: Kept) -> ResultPage:
    """Lay out a kept result. What private answers once told is not known any more, so no advice may depend on it."""
    now_asked = instrument()
    advice = Advice()
    if kept.questionnaire.fingerprint == now_asked.questionnaire.fingerprint:
        context = read(now_asked.questionnaire, kept.raw)[0].context
        advice = advise_unaware(now_asked.advice, kept.profile, context, now_asked.questionnaire.private)
    return result_page(kept.profile, kept.answers, advice)
