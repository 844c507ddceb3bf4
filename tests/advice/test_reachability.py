"""Reachable and unreachable pieces of advice."""

from fractions import Fraction

import pytest

from quiz.advice.book import AdviceBook, Condition, Course, Piece, Signal
from quiz.advice.reachability import unreachable_pieces
from tests.advice.test_rule_words import piece

THEMES = ["a", "b", "c"]
ANSWERS = {"mood": ["never", "often"], "length": ["short", "long"]}
HIGH = Condition(at_least=Fraction(50))
OFTEN = Condition(question="mood", answers=("often",))
WORN = Condition(signals=("worn",))
SIGNALS = (Signal("low-mood", (OFTEN,)), Signal("worn", (Condition(signals=("low-mood",)),)))


def book(*pieces: Piece, slots: tuple[tuple[str, ...], ...] | None = None) -> AdviceBook:
    course = Course("all", slots or tuple((one.id,) for one in pieces))
    return AdviceBook(SIGNALS, (course,), pieces)


@pytest.mark.parametrize(
    "when",
    [
        Condition(),
        HIGH,
        OFTEN,
        WORN,
        Condition(at_least=Fraction(25), below=Fraction(50), count=3),
        Condition(overall_at_least=Fraction(75)),
        Condition(signals=("worn",), themes=("b",), at_least=Fraction(50)),
        Condition(signals=("worn",), question="length", answers=("long",)),
        Condition(below=Fraction(10), count=3),
    ],
    ids=["always", "score", "answer", "signal", "three scores", "overall", "signal and score", "two answers", "quiet"],
)
def test_a_reachable_piece_is_found(when: Condition) -> None:
    assert unreachable_pieces(book(piece("one", when)), THEMES, ANSWERS) == ()


def test_a_signal_that_combines_a_score_signal_and_an_answer_signal_is_found() -> None:
    several = Signal("several", (Condition(at_least=Fraction(50), count=3),))
    both = Signal("both", (Condition(signals=("several", "low-mood")),))
    one = piece("one", Condition(signals=("both",)))
    found = AdviceBook((*SIGNALS, several, both), (Course("all", (("one",),)),), (one,))
    assert unreachable_pieces(found, THEMES, ANSWERS) == ()


@pytest.mark.parametrize("when", [HIGH, OFTEN, Condition(question="mood", answers=("often",), at_least=Fraction(50))])
def test_a_piece_that_only_another_course_shows_is_reachable(when: Condition) -> None:
    courses = (Course("other", (("one",),), when=(when,)), Course("rest", (("first",),)))
    pieces = (piece("first", Condition()), piece("one", Condition()))
    assert unreachable_pieces(AdviceBook(SIGNALS, courses, pieces), THEMES, ANSWERS) == ()


@pytest.mark.parametrize(
    "hidden",
    [
        book(piece("first"), piece("one"), slots=(("first",),)),
        book(piece("first", Condition()), piece("one", HIGH), slots=(("first", "one"),)),
        book(piece("first", Condition()), piece("one", HIGH, not_with=("first",))),
        book(piece("first", Condition()), piece("one", HIGH, unless=(HIGH,))),
        book(piece("first", Condition()), piece("one")),
        book(piece("first", Condition()), piece("one", Condition(signals=("never",)))),
        book(*(piece(f"p{n}", Condition()) for n in range(4)), piece("one", Condition())),
    ],
    ids=["in no course", "always after another", "never beside", "muted by itself", "no when", "no signal", "fifth"],
)
def test_an_unreachable_piece_is_reported(hidden: AdviceBook) -> None:
    assert "one" in unreachable_pieces(hidden, THEMES, ANSWERS)
