"""The result of the attempt just finished: its page, its picture and its PDF."""

from collections.abc import Callable, Sequence
from http import HTTPStatus

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from quiz.advice.choose import paper_advice, screen_advice
from quiz.advice.situation import situation_of
from quiz.charts.scale_labels import ScaleMark
from quiz.core.careless_signs import careless_signs
from quiz.web.attempt import attempt_session
from quiz.web.attempt.attempt_session import FinishedAttempt
from quiz.web.journal import journal_session, saved_state
from quiz.web.journal.forms import encrypt_new_passphrase
from quiz.web.journal.look_again import look_again_on
from quiz.web.journal.report import change_section
from quiz.web.languages.choice import using
from quiz.web.rendering.hidden_details import are_details_hidden
from quiz.web.rendering.padding import padded_page
from quiz.web.results.charts import picture_file_response, picture_response, picture_sizes
from quiz.web.results.page import ResultPage, ScoreRow, result_page, score_rows
from quiz.web.results.report import report_response, requested_language, requested_paper, usual_paper
from quiz.web.results.scale_marks import scale_marks
from quiz.web.services import services

bp = Blueprint("results", __name__, url_prefix="/results")


@bp.get("")
def show() -> ResponseReturnValue:
    """Show the result of the last finished attempt, or of the one whose id is `?of=`."""
    finished = _finished()
    if finished is None:
        return _no_result()
    page = _page(finished)
    saved = saved_state.visit_and_find(finished.result_id)
    text = render_template(
        "results/results.html",
        page=page,
        attempt=finished.attempt,
        pictures=picture_sizes(page.rows, page.marks),
        saved=saved,
        comparable=saved == "saved_here" and journal_session.has_several_results(),
        look_again=look_again_on(finished.to_saved_result().finished_at),
        new_passphrase=encrypt_new_passphrase(),
        paper=usual_paper(),
        details_hidden=are_details_hidden(),
        helplines=services().helplines,
    )
    return padded_page(text, services().own_parts, is_translated=not services().local.language.is_source)


@bp.get("/profile.svg")
def profile() -> ResponseReturnValue:
    """Draw the result on a page: see `quiz.web.results.charts.picture_response`."""
    return _picture(picture_response)


@bp.get("/profile.png")
def picture_file() -> ResponseReturnValue:
    """Send the picture of the result on a page as a file to keep."""
    return _picture(picture_file_response)


@bp.get("/report.pdf")
def report() -> ResponseReturnValue:
    """Send the result on a page as a PDF, on `?paper=a4` or `letter`.

    `?journal=yes` adds what changed in the open journal, `?answers=yes` all answers except private ones.
    `?language=` is the code of another language.
    """
    if "journal" not in request.args:
        # Laying out the PDF is slow, too. With a journal, the database is read before a place is claimed.
        services().slow_requests.claim()
    paper, finished = requested_paper(), _finished()
    if finished is None:
        return _no_result()
    results = journal_session.peek_entries().results if "journal" in request.args else ()
    with using(requested_language()):
        page = _page(finished, on_paper=True)
        return report_response(page, finished.to_saved_result(), paper, change_section(results))


def _picture(answer: Callable[[Sequence[ScoreRow], Sequence[ScaleMark]], Response]) -> ResponseReturnValue:
    services().slow_requests.claim()
    finished = _finished()
    if finished is None:
        return _no_result()
    return answer(score_rows(services().local.scorer.profile(finished.answers)), scale_marks(services().questionnaire))


def _finished() -> FinishedAttempt | None:
    return attempt_session.finished(request.args.get("of", ""))


def _page(finished: FinishedAttempt, *, on_paper: bool = False) -> ResultPage:
    """Lay out the result. Nothing on paper depends on private answers, because others may find the file."""
    quiz, book, answers = services().questionnaire, services().advice, finished.answers
    profile = services().local.scorer.profile(answers)
    now = situation_of(book, profile, answers.context, finished.day, answers.statements)
    advice = paper_advice(book, now) if on_paper else screen_advice(book, now)
    return result_page(profile, answers, advice, quiz, careless_signs(quiz, answers, finished.seconds))


def _no_result() -> ResponseReturnValue:
    return render_template(
        "results/no_result.html", has_other=attempt_session.finished() is not None
    ), HTTPStatus.NOT_FOUND
