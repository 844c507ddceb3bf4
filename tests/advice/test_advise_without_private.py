"""Advice for a saved result, whose private answers are unknown: only what may be shown whatever they were."""

from collections.abc import Mapping

import pytest

from quiz.advice.book import AdviceBook, Condition, Course, Paragraph, Piece
from quiz.advice.choose import Advice, advise_without_private
from quiz.core.answers import Answers
from quiz.rules import Scorer
from tests.advice.test_choose import at, ids, piece
from tests.strategies import make

PRIVATE = {"calm": ("yes", "no"), "free": ("yes", "no")}
YES, NO = (Condition(question="calm", answers=(answer,)) for answer in ("yes", "no"))
FREE = Condition(question="free", answers=("yes",))
PROFILE = Scorer(make()).profile(Answers({f"s0-{n}": 5 for n in range(6)}))


def advice_for(book: AdviceBook, context: Mapping[str, str | None] | None = None) -> Advice:
    return advise_without_private(book, PROFILE, context or {}, PRIVATE)


def one_slot_each(*pieces: Piece) -> AdviceBook:
    return AdviceBook((), (Course("all", tuple((one.id,) for one in pieces)),), pieces)


def test_a_piece_that_depends_on_no_private_answer_is_shown() -> None:
    texting = Condition(question="texting", answers=("most",))
    book = one_slot_each(piece("all"), piece("scored", when=(at(90, "t0"),)), piece("asked", when=(texting,)))
    assert ids(advice_for(book, {"texting": "most"})) == ["all", "scored", "asked"]
    assert ids(advice_for(book)) == ["all", "scored"]


@pytest.mark.parametrize("known", [{}, {"calm": "yes"}, {"calm": "no", "free": "no"}])
def test_a_piece_that_a_private_answer_would_hide_or_call_for_is_not_shown(known: Mapping[str, str]) -> None:
    hidden = [
        piece("hidden-by-no", unless=(NO,)),
        piece("called-by-yes", when=(YES,)),
        piece("called-by-either-but-not-by-silence", when=(YES, NO)),
        piece("hidden-by-the-other-question", unless=(Condition(question="free", answers=("no",)),)),
    ]
    assert ids(advice_for(one_slot_each(*hidden, piece("all")), known)) == ["all"]


def test_a_paragraph_or_step_that_depends_on_a_private_answer_is_left_out() -> None:
    paragraphs = (Paragraph("For all."), Paragraph("Calm.", when=(YES,)), Paragraph("Not unless.", unless=(NO,)))
    steps = (Paragraph("Calm step.", when=(YES,)), Paragraph("Step unless.", unless=(NO,)), Paragraph("Step."))
    [card] = advice_for(one_slot_each(piece("one", paragraphs=paragraphs, steps=steps))).cards
    assert (card.paragraphs, card.step) == (("For all.",), "Step.")


def test_a_piece_must_be_in_every_possible_course_and_the_order_is_that_of_no_private_answer() -> None:
    pieces = (piece("a"), piece("b"), piece("c"))
    unsafe = Course("unsafe", (("b",), ("a",)), when=(NO, FREE), support_first=True)
    book = AdviceBook((), (unsafe, Course("rest", (("a",), ("c",), ("b",)))), pieces)
    found = advice_for(book)
    assert (ids(found), found.support_first) == (["a", "b"], False)


def test_a_slot_falls_back_to_the_next_piece_that_may_be_shown() -> None:
    book = AdviceBook((), (Course("all", (("private", "open"),)),), (piece("private", when=(YES,)), piece("open")))
    assert ids(advice_for(book)) == ["open"]
