"""Taking the quiz."""

from collections.abc import Sequence

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quiz.core.answers import SKIP, Answers
from quiz.web import take
from quiz.web.csrf import csrf_token
from quiz.web.forms import AnswerForm, sealed_answers
from quiz.web.instrument import instrument
from quiz.web.post_form import PlainForm
from quiz.web.quiz_print import print_quiz

UNPROCESSABLE = 422
CONFLICT = 409


def ask() -> ResponseReturnValue:
    """Show the quiz with the answers given so far, and what to look at again when it was sent before."""
    take.begin()
    answers = take.draft()
    open_, refused = take.asked_again(answers)
    return print_quiz(answers, problem="expired" if take.came_late() else None, unanswered=open_, refused=refused)


def answer() -> ResponseReturnValue:
    """Take the answers; ask once about statements left open, then go on to the result."""
    form = AnswerForm(request.form)
    sound = form.validate()
    answers = _answers(form)
    if "csrf_token" in form.errors:
        return _without_session(answers, form.sheet.refused)
    take.keep_draft(answers)
    if sound and (take.was_asked_again() or not answers.unanswered(instrument().questionnaire)):
        take.finish(answers)
        return redirect(url_for("results.show"), 303)
    take.ask_again(form.sheet.refused)
    return redirect(url_for(".ask"), 303)


def draft() -> ResponseReturnValue:
    """Remember the answers so far, for a page that is reloaded or opened again.

    A page whose session is gone gets a new token to try again with; no other site could read it.
    """
    form = AnswerForm(request.form)
    form.validate()
    if "csrf_token" in form.errors:
        return csrf_token(), CONFLICT, {"Content-Type": "text/plain; charset=utf-8"}
    take.keep_draft(_answers(form))
    return "", 204


def again() -> ResponseReturnValue:
    """Start a fresh take; the last result stays until the next one is there."""
    if PlainForm(request.form).validate():
        take.begin_again()
    return redirect(url_for(".ask"), 303)


def _without_session(answers: Answers, refused: Sequence[str]) -> ResponseReturnValue:
    """Take a sheet whose session is gone into a new one.

    A page would stay in the browser's history together with all that was sent, private answers too. So the browser is
    asked to send it once more, with its new cookie, and then goes to the quiz; only who keeps no cookies gets a page.
    """
    if request.cookies.get(current_app.config["SESSION_COOKIE_NAME"]):
        take.keep_draft(answers)
        take.come_late()
        return redirect(url_for(".ask"), 303)
    if "again" not in request.args:
        take.begin()
        return redirect(url_for(".answer", again="yes"), 307)
    unseen = sealed_answers(answers.private(instrument().questionnaire))
    return print_quiz(answers, unseen, problem="blocked", refused=refused), UNPROCESSABLE


def _answers(form: AnswerForm) -> Answers:
    """Give the answers that were sent, added to those of another tab and the private ones, no longer on the page.

    A choice can be changed but not taken back, so an answer that is missing is one that was given elsewhere, or none.
    """
    sent: Answers = form.sheet.data
    earlier = form.unseen.data.after(take.draft())
    if form.private.data == SKIP:
        quiz = instrument().questionnaire
        return sent.without_private(quiz).after(earlier.without_private(quiz))
    return sent.after(earlier)
