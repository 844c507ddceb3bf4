"""The quiz page, rendered once for everybody; what is one person's is put into its gaps at each request."""

import re
from collections.abc import Iterable, Mapping
from functools import partial

from flask import Response, get_template_attribute, render_template
from markupsafe import Markup, escape

from quiz.answers import Answers
from quiz.web.csrf import csrf_token
from quiz.web.fixed import once
from quiz.web.instrument import instrument
from quiz.web.packed import PackedAround
from quiz.web.quiz_page import Again, Problem, QuizPage, chosen, first_open, items, quiz_page

# No text holds this sign, neither in a template nor in a questionnaire: HTML has no place for it.
GAP = re.compile("\0(.*?)\0")


class Print:
    """A rendered page with gaps, each with a name."""

    def __init__(self, rendered: str) -> None:
        """Take the page apart: text, the name of a gap, text, and so on."""
        self._parts = GAP.split(rendered)

    def filled(self, texts: Mapping[str, str]) -> str:
        """Give the page with these texts (HTML) in its gaps; a gap that none is given for stays empty."""
        parts = self._parts.copy()
        parts[1::2] = [texts.get(name, "") for name in parts[1::2]]
        return "".join(parts)


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
        return once("quiz not begun", _not_begun).response(csrf_token())
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


def _not_begun() -> PackedAround:
    page, print_ = once("quiz", _made)
    submit = get_template_attribute("again.html", "submit")(None)
    texts = {first_open(page, {}): " is-current", "submit": submit, "token": _gap("token")}
    before, _, after = GAP.split(print_.filled(texts))
    return PackedAround(before.encode(), after.encode())


def _made() -> tuple[QuizPage, Print]:
    page = quiz_page(instrument().questionnaire)
    return page, Print(render_template("quiz.html", page=page, gap=_gap))


def _gap(*name: str) -> Markup:
    return Markup(f"\0{' '.join(name)}\0")  # noqa: S704 a name, taken out again before anything is sent
