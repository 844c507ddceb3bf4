"""Reachable and unreachable pieces of advice."""

from fractions import Fraction

import pytest

from quiz.advice.book import AdviceBook, BaseOrder, Condition, ExtraOrder, Groups, Mute, Piece, Signal, Text
from quiz.advice.reachability import unreachable_pieces
from tests.advice.books import at, gave, on, part, piece

THEMES = ["a", "b", "c"]
ANSWERS = {"mood": ["never", "often"], "length": ["short", "long"]}
OFTEN = gave("mood", "often")
SIGNALS = (
    Signal("low-mood", (OFTEN,)),
    Signal("worn", (on("low-mood"),)),
    Signal("several", (at(50, count=3),)),
    Signal("both", (on("several", "low-mood"),)),
)


def book(*pieces: Piece, extras: Groups | None = None, most: int = 2) -> AdviceBook:
    """Return a book that lists pieces with a base part as situations, and the others as extras, in order."""
    situations = tuple((one.id,) for one in pieces if one.base and not one.theme)
    extras = extras or tuple((one.id,) for one in pieces if not one.base)
    mutes = (Mute("to_partner", (Condition(),)),)
    return AdviceBook((), (), BaseOrder(1, situations), ExtraOrder(most, extras), SIGNALS, mutes, pieces)


@pytest.mark.parametrize(
    "when",
    [
        Condition(),
        at(50),
        OFTEN,
        on("worn"),
        at(25, below=Fraction(50), count=3),
        at(50, "b", signals=("worn",)),
        on("worn", "several"),
        on("both"),
        Condition(signals=("worn",), question="length", answers=("long",)),
        Condition(below=Fraction(10), count=3),
    ],
)
def test_a_reachable_piece_is_found(when: Condition) -> None:
    for one in (piece("one", part(when)), piece("one", extra=part(when)), piece("one", part(when), theme="b")):
        assert unreachable_pieces(book(one), THEMES, ANSWERS) == ()


def test_a_piece_that_is_shown_when_it_is_its_turn_or_when_others_do_not_fit_is_reachable() -> None:
    extras = [piece(f"p{n}", extra=part()) for n in range(4)]
    assert unreachable_pieces(book(*extras, extras=(("p0", "p1", "p2", "p3"),), most=1), THEMES, ANSWERS) == ()
    for unless in (at(50), OFTEN):
        shown = book(piece("first", part(unless=(unless,))), piece("one", part()))
        assert unreachable_pieces(shown, THEMES, ANSWERS) == ()


TAGGED = (Text("Ask.", tags=("to_partner",)),)


@pytest.mark.parametrize(
    "hidden",
    [
        book(piece("first", extra=part()), piece("one", extra=part()), extras=(("first",),)),
        book(piece("first", part()), piece("one", part(at(50)))),
        book(piece("first", part()), piece("one", extra=part(at(50)), not_with=("first",))),
        book(piece("one", part(at(50), unless=(at(50),)))),
        book(piece("one", part(on("never")))),
        book(piece("one", extra=part(paragraphs=TAGGED))),
        book(*(piece(id_, extra=part()) for id_ in ("p", "q", "one"))),
    ],
    ids=["not listed", "always after another", "never beside", "muted by itself", "no signal", "muted by tag", "third"],
)
def test_an_unreachable_piece_is_reported(hidden: AdviceBook) -> None:
    assert "one" in unreachable_pieces(hidden, THEMES, ANSWERS)
