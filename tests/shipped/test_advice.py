"""Who is shown which of the 20 pieces: the table of the specification, restated as code."""

from collections.abc import Callable

import pytest

from quiz.advice.book import AdviceBook
from tests.shipped.readers import NUMBERS, Reader, reader

Rule = Callable[[Reader], bool]

WHO = {
    "Dr. Carla Marie Manly": ("clinical psychologist", {1, 6, 7, 8}),
    "Katie Leikam": ("LGBT-affirming therapist", {2, 3, 4, 5}),
    "David Bennett": ("certified counselor and relationship expert", {9, 10, 11, 12}),
    "Steven Reigns": ("licensed psychotherapist, Therapy For Adults", {13}),
    "Dr. Brian Jory": ("relationship therapist, Berry College Family Studies", {14, 15, 16}),
    "Christianne Kernes": ("licensed therapist, LARKR", {17}),
    "Rebecca Kronman": ("licensed clinical social worker", {18, 19}),
    "Jami Kirkbride": ("therapist and personality trainer", {20}),
}

SHOWN_WHEN: dict[int, Rule] = {
    1: lambda _: True,
    2: lambda r: r.at(50, "burden") > 0,
    3: lambda r: r.at(50, "needs") > 0,
    4: lambda r: r.at(50, "attraction") > 0,
    5: lambda r: r.at(50, "abandonment") > 0 or r.gave("trust", "past-partner", "both"),
    6: lambda r: r.high or r.unsafe or (r.long and r.at(75, "abandonment", "jealousy") > 0),
    7: lambda r: r.mood or (r.high and r.worth),
    8: lambda r: r.at(50, below=75) > 0 or r.closed,
    9: lambda r: r.at(50) > 0 or r.worth,
    10: lambda r: (r.new and r.at(50, "abandonment", "jealousy") > 0) or r.texting,
    11: lambda r: r.at(50, "abandonment", "jealousy", "burden") > 0 or r.texting,
    12: lambda r: r.high or r.unsafe or r.worth or r.at(50, "abandonment") > 0,
    13: lambda r: r.gave("social", "sometimes", "often", "almost-always"),
    14: lambda r: r.at(25, below=50) > 1,
    15: lambda r: r.at(50, "abandonment", "jealousy", below=75) > 0,
    16: lambda r: r.new or r.closed,
    17: lambda r: r.unsafe or r.at(50, "jealousy") > 0,
    18: lambda r: r.texting,
    19: lambda r: r.at(50, "abandonment") > 0 and r.gave("mood", "never", "rarely"),
    20: lambda r: r.at(50, "needs", "attraction", "burden") > 0,
}

ALSO_WHEN: dict[int, Rule] = {
    6: lambda r: r.betrayed and r.at(50) > 0,
    9: lambda r: r.betrayed,
    20: lambda r: r.betrayed or (r.at(0, below=50) == 5 and r.at(25) > 0),
}
"""What the rules of precedence add: the pieces for BETRAYED, and who else a closing card suits."""

NOT_WHEN_UNSAFE = {1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 14, 15, 16, 18, 19}
NOT_WHEN_BETRAYED = {3, 4, 5, 7, 10, 11, 15}

NOT_WHEN: dict[int, Rule] = {
    1: lambda r: r.high and r.long,
    6: lambda r: r.at(25) == 0 and not r.unsafe,
    10: lambda r: r.long,
    14: lambda r: r.high or r.mood,
    17: lambda r: r.at(25, "jealousy") == 0 and not r.unsafe,
    19: lambda r: r.mood or r.at(75, "burden") > 0,
}

ALSO_NOT_WHEN: dict[int, Rule] = {
    10: lambda r: r.closed,
    14: lambda r: r.at(50) > 0,
    19: lambda r: r.worth,
}
"""Where our rules are stricter than the table; each is explained beside its piece in data/advice.toml."""


def may_come_up(number: int, one: Reader) -> bool:
    """Return whether a piece is eligible according to the tables."""
    if (one.unsafe and number in NOT_WHEN_UNSAFE) or (one.betrayed and number in NOT_WHEN_BETRAYED):
        return False
    calls = [rules[number](one) for rules in (SHOWN_WHEN, ALSO_WHEN) if number in rules]
    mutes = [rules[number](one) for rules in (NOT_WHEN, ALSO_NOT_WHEN) if number in rules]
    return any(calls) and not any(mutes)


QUIET = dict.fromkeys(("burden", "needs", "attraction", "abandonment", "jealousy"), 10.0)
TYPICAL: dict[int, tuple[dict[str, float], dict[str, str]]] = {
    1: ({}, {"length": "under-3-months"}),
    2: ({"burden": 60}, {}),
    3: ({"needs": 60}, {}),
    4: ({"attraction": 60}, {}),
    5: ({"abandonment": 60}, {}),
    6: ({"abandonment": 80}, {"length": "3-years-or-more"}),
    7: ({"needs": 60}, {"mood": "often"}),
    8: ({"needs": 60}, {}),
    9: ({"jealousy": 60}, {}),
    10: ({"jealousy": 60}, {"length": "3-to-12-months"}),
    11: ({"burden": 60}, {}),
    12: ({}, {"self": "rarely"}),
    13: ({}, {"social": "sometimes"}),
    14: ({"burden": 30, "needs": 45}, {}),
    15: ({"abandonment": 60}, {}),
    16: ({}, {"sharing": "rarely"}),
    17: ({"jealousy": 60}, {}),
    18: ({}, {"texting": "nearly-all"}),
    19: ({"abandonment": 60}, {"mood": "never"}),
    20: ({"attraction": 60}, {}),
}
"""For each piece, a reader it is meant for, with nothing else to report."""


def test_the_book_holds_the_twenty_pieces_in_order_each_under_its_therapists_name(book: AdviceBook) -> None:
    assert [piece.id for piece in book.pieces] == list(NUMBERS)
    for piece in book.pieces:
        role, pieces = WHO[piece.who]
        assert piece.role == role
        assert NUMBERS[piece.id] in pieces


@pytest.mark.parametrize("number", TYPICAL)
def test_each_piece_reaches_the_reader_it_is_meant_for(book: AdviceBook, number: int) -> None:
    scores, context = TYPICAL[number]
    assert number in reader(book, {**QUIET, **scores}, **context).shown
    clear = {"safety_disagree": "almost-always", "safety_limits": "never"}
    assert number in reader(book, {**QUIET, **scores}, **context, **clear).shown


def test_all_twenty_pieces_are_shown_to_some_reader(everyone: list[Reader]) -> None:
    assert {number for one in everyone for number in one.shown} == set(range(1, 21))


@pytest.mark.parametrize("number", SHOWN_WHEN)
def test_a_piece_may_come_up_when_its_row_says_so_and_not_otherwise(everyone: list[Reader], number: int) -> None:
    for one in everyone:
        assert (number in one.allowed) == may_come_up(number, one), one


@pytest.mark.parametrize("number", NOT_WHEN)
def test_a_piece_is_muted_when_its_row_says_so(everyone: list[Reader], number: int) -> None:
    assert not any(NOT_WHEN[number](one) for one in everyone if number in one.allowed)


def test_advice_that_could_send_an_unsafe_reader_to_their_partner_is_muted(everyone: list[Reader]) -> None:
    assert not any(NOT_WHEN_UNSAFE & one.allowed for one in everyone if one.unsafe)


def test_advice_that_argues_doubt_away_is_muted_where_trust_was_broken(everyone: list[Reader]) -> None:
    assert not any(NOT_WHEN_BETRAYED & one.allowed for one in everyone if one.betrayed)


def test_only_eligible_pieces_are_shown(everyone: list[Reader]) -> None:
    assert all(one.allowed.issuperset(one.shown) for one in everyone)
