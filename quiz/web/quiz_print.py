"""The quiz page, rendered once for everybody; what is one person's is put into its gaps at each request."""

from collections.abc import Iterable
from functools import partial

from flask import Response, get_template_attribute, render_template
from markupsafe import escape

from quiz.core.answers import Answers
from quiz.web.csrf import csrf_token
from quiz.web.fixed import once
from quiz.web.gaps import PackedPrint, Part, Print, gap, page_of
from quiz.web.instrument import instrument
from quiz.web.quiz_page import Again, Problem, QuizPage, chosen, first_open, items, quiz_page


def print_quiz(
    answers: Answers,
    unseen: str = "",
    *,
    problem: Problem | None = None,
    unanswered: Iterable[str] = (),
    refused: Iterable[str] = (),
) -> str | Response:
    """Give the quiz page with the answers so far, and private ones, sealed.

    Above stands what to look at again: the ids of statements left open and of answers that were none.
    """
    page, print_ = once("quiz", _made)
    again = Again(items(page, unanswered), items(page, refused), problem)
    shown = chosen(instrument().questionnaire, answers)
    if not (shown or unseen or again):
        return page_of(once("quiz not begun", _not_begun).filled({"token": [Part.passing(csrf_token())]}))
    texts = {f"{field} {value}": "checked" for field, value in shown.items()}
    texts[first_open(page, shown)] = " is-current"
    texts |= {"token": csrf_token(), "unseen": escape(unseen)}
    ask = partial(get_template_attribute, "again.html")
    texts["submit"] = ask("submit")(again)
    if again:
        texts["again"] = ask("again")(again)
    return print_.filled(texts)


def print_blank() -> str:
    """Give the quiz page with nothing of anyone's, not even a token, for a moment without a signal."""
    page, print_ = once("quiz", _made)
    ask = partial(get_template_attribute, "again.html")
    texts = {first_open(page, {}): " is-current", "again": ask("adrift")(), "submit": ask("submit")(None)}
    return print_.filled(texts)


def _not_begun() -> PackedPrint:
    page, print_ = once("quiz", _made)
    submit = get_template_attribute("again.html", "submit")(None)
    texts = {first_open(page, {}): " is-current", "submit": submit, "token": gap("token")}
    return PackedPrint(print_.filled(texts))


def _made() -> tuple[QuizPage, Print]:
    page = quiz_page(instrument().questionnaire)
    return page, Print(render_template("quiz.html", page=page, gap=gap))
