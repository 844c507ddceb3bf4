"""Advice for a result whose private answers nobody knows any more: only what may be shown whatever they were."""

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


def unaware(book: AdviceBook, context: Mapping[str, str | None] | None = None) -> Advice:
    return advise_without_private(book, PROFILE, context or {}, PRIVATE)


def alone(*pieces: Piece) -> AdviceBook:
    return AdviceBook((), (Course("all", tuple((one.id,) for one in pieces)),), pieces)


def test_what_no_private_answer_touches_is_shown() -> None:
    texting = Condition(question="texting", answers=("most",))
    book = alone(piece("all"), piece("scored", when=(at(90, "t0"),)), piece("asked", when=(texting,)))
    assert ids(unaware(book, {"texting": "most"})) == ["all", "scored", "asked"]
    assert ids(unaware(book)) == ["all", "scored"]


@pytest.mark.parametrize("known", [{}, {"calm": "yes"}, {"calm": "no", "free": "no"}])
def test_what_one_private_answer_would_hide_or_call_for_is_not_shown(known: Mapping[str, str]) -> None:
    hidden = [
        piece("hidden-by-no", unless=(NO,)),
        piece("called-by-yes", when=(YES,)),
        piece("called-by-either-but-not-by-silence", when=(YES, NO)),
        piece("hidden-by-the-other-question", unless=(Condition(question="free", answers=("no",)),)),
    ]
    assert ids(unaware(alone(*hidden, piece("all")), known)) == ["all"]


def test_what_one_private_answer_would_say_or_not_is_not_said() -> None:
    said = (Paragraph("For all."), Paragraph("Calm.", when=(YES,)), Paragraph("Not unless.", unless=(NO,)))
    steps = (Paragraph("Calm step.", when=(YES,)), Paragraph("Step unless.", unless=(NO,)), Paragraph("Step."))
    [card] = unaware(alone(piece("one", paragraphs=said, steps=steps))).cards
    assert (card.paragraphs, card.step) == (("For all.",), "Step.")


def test_what_another_course_leaves_out_is_not_shown_and_the_order_is_that_of_no_answer() -> None:
    pieces = (piece("a"), piece("b"), piece("c"))
    unsafe = Course("unsafe", (("b",), ("a",)), when=(NO, FREE), support_first=True)
    book = AdviceBook((), (unsafe, Course("rest", (("a",), ("c",), ("b",)))), pieces)
    found = unaware(book)
    assert (ids(found), found.support_first) == (["a", "b"], False)


def test_a_slot_goes_on_to_the_next_piece_that_may_be_shown() -> None:
    book = AdviceBook((), (Course("all", (("private", "open"),)),), (piece("private", when=(YES,)), piece("open")))
    assert ids(unaware(book)) == ["open"]
