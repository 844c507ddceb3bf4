"""A result's page: its frame is rendered once for everybody, and a person's own is put into it at each request."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import NamedTuple

from flask import Response, render_template
from markupsafe import Markup

from quiz.web.csrf import csrf_token
from quiz.web.discreet import is_discreet
from quiz.web.fixed import once
from quiz.web.forms import sealed_code
from quiz.web.gaps import PackedPrint, Part, gap, page_of
from quiz.web.journal_access import Held
from quiz.web.result_files import usual_paper
from quiz.web.result_page import AdviceCard, Reason, ResultPage, Row
from quiz.web.words import macro

ROWS = 1000
"""How many words of each kind are kept: of a row (a theme and its score), a first sentence (which themes stand out), a
reason (a sentence of the content), signs of hurry. None says whose it is."""


@dataclass(frozen=True)
class ProfileLayout:
    """All that the frame of a page depends on; no score, no answer and no advice is among it.

    `picture` is its width and height, `None` where there is no picture. The rest are the words of `ResultPage` and of
    the templates.
    """

    picture: tuple[int, int] | None
    support_first: bool
    banded: bool
    margin: str
    threshold: str
    held: Held
    discreet: bool
    paper: str


class RowText(NamedTuple):
    """A theme's score as text (HTML): its row of the table, the reason for a card, and a sentence about the picture."""

    row: str
    because: Markup
    named: str


def print_result(page: ResultPage, held: Held) -> Response:
    """Answer with the page of a result; `held` tells where it is kept, if anywhere."""
    picture = page.picture if page.lead != "none" else None
    frame = ProfileLayout(
        picture, page.support_first, page.banded, page.margin, page.threshold, held, is_discreet(), usual_paper()
    )
    print_ = once(("result", frame), lambda: _frame(frame))
    rows = [_row_text(row) for row in page.rows]
    return page_of(
        print_.filled(
            {
                "lead": [_lead(page.lead, *(row.name for row in page.leading))],
                "alt": [Part.passing(" ".join((macro("words.html", "drawn")(), *(text.named for text in rows))))],
                "rows": [Part.passing("".join(text.row for text in rows))],
                "fitting": _fitting(page),
                "token": [Part.passing(csrf_token())],
                "code": [Part.passing(sealed_code())],
            }
        )
    )


def _frame(frame: ProfileLayout) -> PackedPrint:
    return PackedPrint(render_template("results.html", page=frame, gap=gap, csrf_token=partial(gap, "token")))


def _fitting(page: ResultPage) -> list[Part]:
    step, here = (page.cards[0].step, gap("cards")) if page.cards else ("", "")
    fitting = macro("fitting.html", "fitting")
    print_ = once(("fitting", step, here), lambda: PackedPrint(fitting(step, gap("hurry"), here)))
    why = macro("advice.html", "why")
    # The first card's step already stands above.
    cards = [part for place, card in enumerate(page.cards) for part in _card(card, why, with_step=place > 0)]
    return print_.filled({"hurry": [_hurried(page.hurried)], "cards": cards})


def _card(card: AdviceCard, why: Callable[..., str], *, with_step: bool) -> list[Part]:
    here = gap("reasons") if card.reasons else ""
    print_ = once(
        ("card", card.id, card.paragraphs, card.step, here, with_step),
        lambda: PackedPrint(macro("advice.html", "advice")(replace(card, reasons=()), here, with_step)),
    )
    return print_.filled({"reasons": [Part.passing("".join(_reason(reason, why) for reason in card.reasons))]})


@lru_cache(maxsize=ROWS)
def _hurried(signs: tuple[str, ...]) -> Part:
    return Part.passing(macro("fitting.html", "hurried")(signs))


@lru_cache(maxsize=ROWS)
def _lead(kind: str, *themes: str) -> Part:
    return Part.passing(macro("words.html", "leading")(kind, themes))


@lru_cache(maxsize=ROWS)
def _sentence(because: str) -> str:
    return macro("advice.html", "why")(Reason(because), "")


def _reason(reason: Reason, why: Callable[..., str]) -> str:
    return _sentence(reason.because) if reason.row is None else why(reason, _row_text(reason.row).because)


@lru_cache(maxsize=ROWS)
def _row_text(row: Row) -> RowText:
    row_text, because, named = (
        macro(template, name)(row)
        for template, name in (("profile_row.html", "profile_row"), ("words.html", "because"), ("words.html", "named"))
    )
    return RowText(row_text, Markup(because), named)  # noqa: S704 a template's own text, escaped there
