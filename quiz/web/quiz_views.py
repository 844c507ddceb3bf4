"""Taking the quiz."""

import time

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quiz.answers import Answers
from quiz.web import take
from quiz.web.forms import AnswerForm, PlainForm
from quiz.web.instrument import instrument
from quiz.web.quiz_page import quiz_page

views = Blueprint("quiz", __name__)
UNPROCESSABLE = 422


@views.get("/quiz")
def ask() -> ResponseReturnValue:
    """Show the quiz with the answers given so far."""
    take.begin(time.time())
    page = quiz_page(instrument().questionnaire, take.draft())
    return render_template("quiz.html", page=page, form=AnswerForm(formdata=None))


@views.post("/quiz")
def answer() -> ResponseReturnValue:
    """Take the answers; ask once about statements left open, then go on to the result."""
    quiz = instrument().questionnaire
    form = AnswerForm()
    sound = form.validate()
    expired = "csrf_token" in form.errors
    answers = _answers(form)
    open_ = answers.unanswered(quiz)
    if not expired:
        take.keep_draft(answers)
    if sound and (form.anyway.data or not open_):
        take.finish(answers, time.time())
        return redirect(url_for("results.show"), 303)
    page = quiz_page(quiz, answers, unanswered=open_, refused=form.sheet.refused, expired=expired)
    form = AnswerForm(formdata=None, unseen=answers.private(quiz) if expired else {})
    return render_template("quiz.html", page=page, form=form), UNPROCESSABLE


@views.post("/quiz/draft")
def draft() -> ResponseReturnValue:
    """Remember the answers so far, for a page that is reloaded or opened again."""
    form = AnswerForm()
    form.validate()
    if "csrf_token" in form.errors:
        return "", 409
    take.keep_draft(_answers(form))
    return "", 204


@views.post("/quiz/again")
def again() -> ResponseReturnValue:
    """Start a fresh take; the last result stays until the next one is there."""
    if PlainForm().validate():
        take.begin_again()
    return redirect(url_for(".ask"), 303)


def _answers(form: AnswerForm) -> Answers:
    """Give the answers that were sent, added to those of another tab and the private ones, no longer on the page.

    A choice can be changed but not taken back, so an answer that is missing is one that was given elsewhere, or none.
    """
    answers: Answers = form.sheet.data
    return answers.after(Answers(context=form.unseen.data)).after(take.draft())
