"""The saved results: all together, two side by side, and each by itself."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from quiz.progress.history import SavedResult
from quiz.web.attempt import attempt_session
from quiz.web.journal import journal_session
from quiz.web.journal.charts import draw_history_of
from quiz.web.journal.forms import encrypt_new_passphrase
from quiz.web.journal.look_again import look_again_on
from quiz.web.journal.page import Selection, journal_page, shown_part
from quiz.web.journal.questions import relationship_question, step_question
from quiz.web.journal.report import change_section
from quiz.web.journal.saved_page import saved_page, saved_result_page, shown_profile
from quiz.web.languages.choice import using
from quiz.web.rendering.hidden_details import are_details_hidden
from quiz.web.rendering.time_zone import browser_zone, server_clock
from quiz.web.results.charts import SVG, picture_response, requested_palette
from quiz.web.results.page import score_rows
from quiz.web.results.report import report_response, requested_language, requested_paper
from quiz.web.results.scale_marks import scale_marks
from quiz.web.services import now, services

bp = Blueprint("history", __name__, url_prefix="/journal")


@bp.get("")
def show() -> ResponseReturnValue:
    """Show the journal; `?a=` and `?b=` are the numbers of two results to compare, `?to=` the newest one to show."""
    entries = journal_session.visit_entries()
    pair = sorted(request.args.get(name, 0, type=int) for name in ("a", "b"))
    finished = attempt_session.to_saved_result()
    return render_template(
        "journal/journal.html",
        page=journal_page(
            entries.results,
            now(),
            Selection((pair[0], pair[1]), _to()),
        ),
        damaged=entries.damaged,
        new_passphrase=encrypt_new_passphrase(),
        notice=journal_session.pop_notice(),
        may_show_passphrase=journal_session.may_show_passphrase(),
        unsaved=finished is not None and all(finished.id != saved.id for saved in entries.results),
        remembered=journal_session.is_remembered(),
        details_hidden=are_details_hidden(),
        relationship_question=None if are_details_hidden() else relationship_question(entries.results),
        step_question=None if are_details_hidden() else step_question(entries.results),
        helplines=services().helplines,
        look_again=look_again_on(entries.results[-1].finished_at) if entries.results else None,
        server_clock="" if browser_zone() else server_clock(now()),
    )


@bp.get("/picture.svg")
def picture() -> Response:
    """Draw every theme over time up to result `?to=`; `?ink=dark` draws it for a dark page."""
    results = journal_session.peek_entries().results
    if not results or are_details_hidden():
        abort(HTTPStatus.NOT_FOUND)
    part = shown_part(len(results), _to())
    svg = draw_history_of(results[part.first - 1 : part.last], requested_palette())
    return Response(svg, mimetype=SVG)


@bp.get("/<int:number>")
def one(number: int) -> ResponseReturnValue:
    """Show one saved result, by its number from 1, the oldest."""
    results = journal_session.visit_entries().results
    _numbered(results, number)
    return saved_result_page(results, number)


@bp.get("/<int:number>/profile.svg")
def profile(number: int) -> Response:
    """Draw one saved result, as in `quiz.web.results.charts.picture_response`."""
    (result,) = services().local.of_saved([_numbered(journal_session.peek_entries().results, number)])
    return picture_response(score_rows(shown_profile(result)), scale_marks(result.questionnaire))


@bp.get("/<int:number>/report.pdf")
def report(number: int) -> Response:
    """Send one saved result as a PDF, on `?paper=a4` or `letter`.

    `?journal=yes` adds what had changed by then, `?answers=yes` all its answers, `?note=yes` the note to oneself.
    `?language=` is the code of another language.
    """
    paper = requested_paper()
    results = journal_session.peek_entries().results
    result = _numbered(results, number)
    earlier = results[:number] if "journal" in request.args else ()
    with using(requested_language()):
        return report_response(saved_page(result, on_paper=True), result, paper, change_section(earlier))


def _to() -> int:
    return request.args.get("to", 0, type=int)


def _numbered(results: Sequence[SavedResult], number: int) -> SavedResult:
    """Return a result by its number from 1, the oldest; respond 404 if there is none."""
    if not 0 < number <= len(results):
        abort(HTTPStatus.NOT_FOUND)
    return results[number - 1]
