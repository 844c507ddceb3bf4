"""A result's page: its frame is rendered once for everybody, and a person's own is put into it at each request."""

from dataclasses import dataclass
from functools import lru_cache, partial

from flask import get_template_attribute, render_template
from markupsafe import Markup

from quiz.web.csrf import csrf_token
from quiz.web.discreet import is_discreet
from quiz.web.fixed import once
from quiz.web.forms import sealed_code
from quiz.web.gaps import Print, gap
from quiz.web.journal_access import Held
from quiz.web.result_files import usual_paper
from quiz.web.result_page import AdviceCard, Reason, ResultPage, Row

ROWS = 1000
"""How many rows' words are kept: each follows from a theme and its score, and tells nothing about anyone."""


@dataclass(frozen=True)
class Frame:
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


def print_result(page: ResultPage, held: Held) -> str:
    """Give the page of a result; `held` tells where it is kept, if anywhere."""
    picture = page.picture if page.lead != "none" else None
    frame = Frame(
        picture, page.support_first, page.banded, page.margin, page.threshold, held, is_discreet(), usual_paper()
    )
    print_ = once(("result", frame), lambda: _frame(frame))
    words = partial(get_template_attribute, "words.html")
    return print_.filled(
        {
            "lead": words("lead")(page),
            "alt": words("alt")(page),
            "rows": "".join(_row(row)[0] for row in page.rows),
            "fitting": get_template_attribute("fitting.html", "fitting")(page, _cards(page)),
            "token": csrf_token(),
            "code": sealed_code(),
        }
    )


def _frame(frame: Frame) -> Print:
    return Print(render_template("results.html", page=frame, gap=gap, csrf_token=partial(gap, "token")))


def _cards(page: ResultPage) -> Markup:
    # The first card's step already stands above.
    return Markup().join(_card(card, with_step=place > 0) for place, card in enumerate(page.cards))


def _card(card: AdviceCard, *, with_step: bool) -> Markup:
    kind = (card.id, card.paragraphs, card.step, with_step, bool(card.reasons))
    print_ = once(("card", kind), lambda: _card_without_reasons(card, with_step=with_step))
    return Markup(print_.filled({"reasons": "".join(map(_reason, card.reasons))}))  # noqa: S704 templates' text


def _card_without_reasons(card: AdviceCard, *, with_step: bool) -> Print:
    advice = get_template_attribute("advice.html", "advice")
    return Print(advice(card, gap("reasons") if card.reasons else "", with_step))


def _reason(reason: Reason) -> str:
    because = _row(reason.row)[1] if reason.row else ""
    return str(get_template_attribute("advice.html", "why")(reason, because))


@lru_cache(maxsize=ROWS)
def _row(row: Row) -> tuple[str, Markup]:
    """Give a theme's row of the table, and its score as the reason for a card."""
    because = get_template_attribute("words.html", "because")(row)
    return str(get_template_attribute("profile_row.html", "profile_row")(row)), Markup(because)  # noqa: S704 as above
