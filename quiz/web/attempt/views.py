"""The questions, drafts of the answers, and sending them."""

from http import HTTPStatus

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from quiz.core.answers import SKIP, Answers
from quiz.web.attempt import attempt_session
from quiz.web.attempt.attempt_session import AttemptReplaced
from quiz.web.attempt.forms import QuizForm, encrypt_answers
from quiz.web.attempt.page import SessionProblem, quiz_page
from quiz.web.languages.choice import choose
from quiz.web.security.csrf import ActionForm, csrf_token
from quiz.web.services import services

bp = Blueprint("attempt", __name__, url_prefix="/quiz")


@bp.get("")
def ask() -> ResponseReturnValue:
    """Show the quiz with the answers so far, and what to look at again if it was sent before.

    `?of=` is the id of the attempt, if it is not the newest one.
    """
    attempt = attempt_session.start(request.args.get("of", ""))
    answers = attempt_session.draft(attempt)
    unanswered, refused = attempt_session.items_to_review(attempt, answers) or ((), ())
    problem: SessionProblem | None = "expired" if attempt_session.pop_recovered(attempt) else None
    page = quiz_page(services().questionnaire, answers, unanswered=unanswered, refused=refused, problem=problem)
    return render_template("attempt/quiz.html", page=page, attempt=attempt, private_answers_token="")


@bp.post("")
def answer() -> ResponseReturnValue:
    """Save the answers; ask once about statements left open, then redirect to the result."""
    form = QuizForm()
    is_valid = form.validate()
    if "csrf_token" in form.errors:
        return _recover(form)
    attempt = attempt_session.resolve(form.attempt.data or "")
    answers = _merged_answers(form, attempt)
    attempt_session.save_draft(attempt, answers)
    if "hide_details" in request.form:
        session["hide_details"] = True
    was_reviewed = attempt_session.items_to_review(attempt, answers) is not None
    if is_valid and (was_reviewed or not answers.unanswered(services().questionnaire)):
        is_first = attempt_session.finished(attempt) is None
        attempt_session.finish(attempt, answers)
        of = attempt_session.unless_newest("result", attempt)
        response = make_response(redirect(url_for("results.show", of=of), HTTPStatus.SEE_OTHER))
        if is_first and (count := services().monthly_count):
            count.add_after(response, services().today)
        return response
    attempt_session.ask_for_review(attempt, form.answers.refused)
    return _to_quiz(attempt)


@bp.post("/draft")
def draft() -> ResponseReturnValue:
    """Remember the answers so far, for a page that is reloaded or opened again.

    A page whose session is gone gets a new token to try again with; another site could not read it. A page whose
    attempt is gone gets 410.
    """
    form = QuizForm()
    form.validate()
    if "csrf_token" in form.errors:
        return csrf_token(), HTTPStatus.CONFLICT, {"Content-Type": "text/plain; charset=utf-8"}
    status = HTTPStatus.NO_CONTENT
    try:
        attempt = attempt_session.resolve(form.attempt.data or "")
        attempt_session.save_draft(attempt, _merged_answers(form, attempt))
    except AttemptReplaced:
        status = HTTPStatus.GONE
    response = Response(status=status)
    response.headers.remove("Content-Type")
    return response


@bp.post("/language")
def switch_language() -> ResponseReturnValue:
    """Show the questions in another language, with the answers so far: the switch on the quiz page sends them along."""
    form = QuizForm()
    form.validate()
    choose(request.form.get("language", ""))
    if "csrf_token" in form.errors:
        return _recover(form)
    attempt = attempt_session.resolve(form.attempt.data or "")
    attempt_session.save_draft(attempt, _merged_answers(form, attempt))
    return _to_quiz(attempt)


@bp.post("/again")
def again() -> ResponseReturnValue:
    """Begin a fresh attempt, unless one was begun since the page with the button; the last result stays until then."""
    seen = request.form.get("attempt", "")
    if ActionForm().validate() and seen in ("", attempt_session.start()):
        attempt_session.start_over()
    return redirect(url_for(".ask"), HTTPStatus.SEE_OTHER)


@bp.errorhandler(AttemptReplaced)
def show_replaced(_: AttemptReplaced) -> ResponseReturnValue:
    """Show the answers that were sent, and say that other attempts were begun since."""
    return _page_in_reply(QuizForm(), "replaced"), HTTPStatus.CONFLICT


def _recover(form: QuizForm) -> ResponseReturnValue:
    """Save answers whose session is gone in a new session.

    A page in reply would stay in the browser's history together with everything that was sent, private answers too.
    So the browser is asked to send the form once more, with its new cookie, and is then redirected to the quiz. Only
    a browser that keeps no cookies gets a page.
    """
    if request.cookies.get(current_app.config["SESSION_COOKIE_NAME"]):
        attempt = attempt_session.resolve(form.attempt.data or "")
        attempt_session.recover(attempt, _merged_answers(form, attempt))
        return _to_quiz(attempt)
    if "again" not in request.args:
        csrf_token()
        return redirect(url_for(request.endpoint or ".answer", again="yes"), HTTPStatus.TEMPORARY_REDIRECT)
    return _page_in_reply(form, "blocked"), HTTPStatus.UNPROCESSABLE_ENTITY


def _to_quiz(attempt: str) -> ResponseReturnValue:
    return redirect(url_for(".ask", of=attempt_session.unless_newest("draft", attempt)), HTTPStatus.SEE_OTHER)


def _page_in_reply(form: QuizForm, problem: SessionProblem) -> str:
    quiz, answers = services().questionnaire, form.answers.data.after(form.restored_answers)
    page = quiz_page(quiz, answers, refused=form.answers.refused, problem=problem)
    token = encrypt_answers(answers.private(quiz))
    return render_template("attempt/quiz.html", page=page, attempt=form.attempt.data or "", private_answers_token=token)


def _merged_answers(form: QuizForm, attempt: str) -> Answers:
    """Return the submitted answers, added to those of another tab and the private ones, which no page shows again.

    A choice can be changed but not taken back, so a missing answer was given elsewhere, or never.
    """
    sent: Answers = form.answers.data
    earlier: Answers = form.restored_answers.after(attempt_session.draft(attempt))
    if form.private.data == SKIP:
        quiz = services().questionnaire
        return sent.without_private(quiz).after(earlier.without_private(quiz))
    return sent.after(earlier)
