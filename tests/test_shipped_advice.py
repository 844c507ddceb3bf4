"""Who is shown which of the 20 pieces: the instrument's table, written down here a second time."""

from collections.abc import Callable

import pytest

from quiz.advice_book import AdviceBook
from tests.shipped_readers import NUMBERS, Reader, reader

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
    2: lambda r: r.at(50, "burden") > 0,
    3: lambda r: r.at(50, "needs") > 0,
    4: lambda r: r.at(50, "attraction") > 0,
    5: lambda r: r.at(50, "abandonment") > 0 or r.said("trust", "past-partner", "both"),
    6: lambda r: r.high or r.unsafe or r.betrayed or (r.long and r.at(75, "abandonment", "jealousy") > 0),
    7: lambda r: r.mood or (r.high and r.said("self", "never", "rarely")),
    8: lambda r: r.at(50, below=75) > 0 or r.said("sharing", "never", "rarely"),
    9: lambda r: r.at(50) > 0 or r.betrayed or r.said("self", "never", "rarely"),
    10: lambda r: (r.new and r.at(50, "abandonment", "jealousy") > 0) or r.said("texting", "most", "nearly-all"),
    11: lambda r: r.at(50, "abandonment", "jealousy", "burden") > 0 or r.said("texting", "most", "nearly-all"),
    12: lambda r: r.high or r.unsafe or r.at(50, "abandonment") > 0 or r.said("self", "never", "rarely"),
    13: lambda r: r.said("social", "sometimes", "often", "almost-always"),
    14: lambda r: r.at(25, below=50) > 1,
    15: lambda r: r.at(50, "abandonment", "jealousy", below=75) > 0,
    16: lambda r: r.new or r.said("sharing", "never", "rarely"),
    17: lambda r: r.unsafe or r.at(50, "jealousy") > 0,
    18: lambda r: r.said("texting", "most", "nearly-all"),
    19: lambda r: r.at(50, "abandonment") > 0 and r.said("mood", "never", "rarely"),
}
"""1 is the opener and 20 the closer: they may come up for anyone."""

NOT_WHEN_UNSAFE = {1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 14, 15, 16, 18, 19}
NOT_WHEN_BETRAYED = {3, 4, 5, 7, 10, 11, 15}

NOT_WHEN: dict[int, Rule] = {
    1: lambda r: r.high and r.long,
    6: lambda r: r.at(25) == 0 and not (r.unsafe or r.betrayed),
    10: lambda r: r.long,
    12: lambda r: 19 in r.shown,
    14: lambda r: r.high or r.mood or 9 in r.shown,
    16: lambda r: 10 in r.shown,
    17: lambda r: r.at(25, "jealousy") == 0 and not r.unsafe,
    19: lambda r: r.mood or r.at(75, "burden") > 0,
}

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
"""Somebody each piece is meant for, with nothing else on their mind."""


def test_the_book_holds_the_twenty_pieces_in_order_each_under_its_therapists_name(book: AdviceBook) -> None:
    assert [piece.id for piece in book.pieces] == list(NUMBERS)
    for piece in book.pieces:
        role, pieces = WHO[piece.who]
        assert piece.role == role
        assert NUMBERS[piece.id] in pieces


@pytest.mark.parametrize("number", TYPICAL)
def test_each_piece_reaches_the_one_it_is_meant_for(book: AdviceBook, number: int) -> None:
    scores, context = TYPICAL[number]
    assert number in reader(book, {**QUIET, **scores}, **context).shown
    clear = {"safety_disagree": "almost-always", "safety_limits": "never"}
    assert number in reader(book, {**QUIET, **scores}, **context, **clear).shown


def test_all_twenty_are_seen_by_somebody_in_a_crowd(everyone: list[Reader]) -> None:
    assert {number for one in everyone for number in one.shown} == set(range(1, 21))


@pytest.mark.parametrize("number", SHOWN_WHEN)
def test_a_piece_comes_up_only_when_the_answers_call_for_it(everyone: list[Reader], number: int) -> None:
    assert all(SHOWN_WHEN[number](one) for one in everyone if number in one.shown)


@pytest.mark.parametrize("number", NOT_WHEN)
def test_a_piece_is_muted_when_its_row_says_so(everyone: list[Reader], number: int) -> None:
    assert not any(NOT_WHEN[number](one) for one in everyone if number in one.shown)


def test_what_could_send_somebody_unsafe_to_their_partner_is_muted(everyone: list[Reader]) -> None:
    assert not any(NOT_WHEN_UNSAFE.intersection(one.shown) for one in everyone if one.unsafe)


def test_what_argues_doubt_away_is_muted_where_trust_was_broken(everyone: list[Reader]) -> None:
    assert not any(NOT_WHEN_BETRAYED.intersection(one.shown) for one in everyone if one.betrayed)
