"""Who is shown which of the 20 ideas: the table of the specification, restated as code."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from quiz.advice.book import AdviceBook
from tests.shipped.readers import CLEAR, DAY, Reader, reader

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
THEME_CARDS = {2: "burden", 3: "needs", 4: "attraction", 5: "abandonment", 17: "jealousy"}
SITUATIONS: dict[int, Rule] = {
    7: lambda r: r.mood or r.worth or r.betrayed,
    12: lambda r: r.worth or r.at(50, "abandonment") > 0,
    6: lambda r: r.high or (r.long and r.at(75, "abandonment", "jealousy") > 0),
    13: lambda r: r.social,
    14: lambda r: r.at(25, below=50) >= 3 and not r.at(50),
    1: lambda _: True,
}
"""By weight: the first that fits is shown."""
EXTRA_CARDS: dict[int, Rule] = {
    6: lambda r: r.unsafe,
    17: lambda r: r.unsafe,
    8: lambda r: r.clear and (r.at(50, below=75) > 0 or r.closed),
    10: lambda r: r.clear and not r.betrayed and (r.new or r.texting) and r.at(25, "abandonment", "jealousy") > 0,
    11: lambda r: r.clear and not r.betrayed and r.at(25 if r.texting else 50, "abandonment", "jealousy", "burden") > 0,
    15: lambda r: r.clear and not r.betrayed and r.at(50, "abandonment", "jealousy", below=75) > 0,
    16: lambda r: r.clear and (r.closed or r.new),
    18: lambda r: r.clear and r.texting,
    19: lambda r: r.clear and r.at(50, "abandonment") > 0 and r.gave("mood", "never", "rarely") and not r.worth,
}
QUIET = dict.fromkeys(THEME_CARDS.values(), 10.0)
TYPICAL: dict[int, tuple[dict[str, float], dict[str, str]]] = {
    1: ({}, {"length": "under-3-months"}),
    2: ({"burden": 60}, {}),
    3: ({"needs": 60}, {}),
    4: ({"attraction": 60}, {}),
    5: ({"abandonment": 60}, {}),
    6: ({"burden": 60, "needs": 60, "attraction": 60}, {}),
    7: ({"needs": 60}, {"mood": "often"}),
    8: ({"needs": 60}, {}),
    9: ({}, {}),
    10: ({"jealousy": 60}, {"length": "3-to-12-months"}),
    11: ({"burden": 60}, {}),
    12: ({"abandonment": 60}, {}),
    13: ({}, {"social": "sometimes"}),
    14: ({"burden": 30, "needs": 45, "jealousy": 25}, {}),
    15: ({"abandonment": 60}, {}),
    16: ({}, {"sharing": "rarely"}),
    17: ({"jealousy": 60}, {}),
    18: ({}, {"texting": "nearly-all"}),
    19: ({"abandonment": 60}, {"mood": "never"}),
    20: ({}, {}),
}
"""For each idea, a reader it is meant for, with nothing else to report."""


def test_the_book_holds_the_twenty_ideas_each_under_its_therapists_name(book: AdviceBook) -> None:
    assert [piece.number for piece in book.pieces] == sorted([*range(1, 21), 16])
    for piece in book.pieces:
        role, pieces = WHO[piece.who]
        assert piece.role == role
        assert piece.number in pieces


@pytest.mark.parametrize("number", TYPICAL)
def test_each_idea_reaches_the_reader_it_is_meant_for_in_some_month(book: AdviceBook, number: int) -> None:
    scores, context = TYPICAL[number]
    months = [
        reader(book, {**QUIET, **scores}, DAY + timedelta(weeks=4 * month), **context, **CLEAR) for month in range(5)
    ]
    assert any(number in (*one.base, *one.extra_numbers) for one in months)


def test_every_leading_theme_of_50_or_more_has_its_card_up_to_three_highest_first(everyone: list[Reader]) -> None:
    seen = set()
    for one in everyone:
        called = {theme for theme in one.now.leading if one.scores[theme] >= 50}
        shown = [THEME_CARDS[number] for number in one.base if number in THEME_CARDS]
        assert set(shown) <= called
        assert len(shown) == min(3, len(called))
        points = [one.scores[theme] for theme in shown]
        assert points == sorted(points, reverse=True)
        assert not shown or max(one.scores[theme] for theme in called - set(shown) or shown[-1:]) <= points[-1]
        seen.add(len(called))
    assert seen == {0, 1, 2, 3, 4, 5}


def test_then_comes_one_situation_card_the_first_that_fits_and_a_closer(everyone: list[Reader]) -> None:
    for one in everyone:
        *before, situation, closer = one.base
        assert all(number in THEME_CARDS for number in before)
        assert situation == next(number for number, fits in SITUATIONS.items() if fits(one))
        assert closer in {9, 20}


def test_on_paper_the_situation_card_knows_neither_mood_nor_broken_trust(everyone: list[Reader]) -> None:
    others = 0
    for one in everyone:
        paper = [card.piece.number for card in one.paper.cards]
        *before, _, closer = one.base
        assert (paper[:-2], paper[-1]) == (before, closer)
        fits = {number: rule for number, rule in SITUATIONS.items() if number != 7}
        assert paper[-2] == (7 if one.worth else next(number for number, rule in fits.items() if rule(one)))
        others += paper[-2] != one.base[-2]
    assert others > 100


@pytest.mark.parametrize("number", EXTRA_CARDS)
def test_an_extra_card_is_shown_only_to_those_in_its_row(everyone: list[Reader], number: int) -> None:
    shown = [one for one in everyone if number in one.extra_numbers]
    assert shown
    for one in shown:
        assert EXTRA_CARDS[number](one), one.now
        assert one.unsafe or not one.apart


def test_extras_are_at_most_two_and_none_for_a_reader_of_unknown_safety(everyone: list[Reader]) -> None:
    for one in everyone:
        assert len(one.extras) <= 2
        if not one.clear and not one.unsafe:
            assert one.screen == one.saved


def test_an_unsafe_reader_gets_the_two_outward_pieces_and_no_others(everyone: list[Reader]) -> None:
    for one in everyone:
        if one.unsafe:
            outward = {card.piece.number for card in one.screen.cards if card.extra} | set(one.extra_numbers)
            assert outward == {6, 17}


def test_pieces_that_contradict_each_other_never_meet(everyone: list[Reader]) -> None:
    for one in everyone:
        for advice in (one.screen, one.paper):
            numbers = {card.piece.number for card in advice.cards}
            assert not any(pair <= numbers for pair in ({14, 9}, {10, 16}))


def test_support_comes_first_for_low_mood_a_heavy_burden_or_high_scores(everyone: list[Reader]) -> None:
    for one in everyone:
        first = one.mood or one.at(75, "burden") > 0 or one.high
        assert [advice.support_first for advice in (one.screen, one.saved, one.paper)] == [first] * 3


def test_low_mood_is_answered_after_broken_trust_and_with_low_self_worth(book: AdviceBook) -> None:
    for context in ({"trust": "current-partner"}, {"self": "never"}, {"trust": "both", "self": "rarely"}):
        one = reader(book, QUIET, mood="often", **context)
        assert 7 in one.base
        assert "support lines" in one.words
        assert "a doctor or a therapist of your own" in one.words.lower()
        assert one.screen.support_first


def test_a_retake_four_weeks_later_reads_differently(book: AdviceBook) -> None:
    now, later = (reader(book, {**QUIET, "needs": 60}, DAY + timedelta(weeks=4 * month)) for month in range(2))
    assert [card.step for card in now.saved.cards] != [card.step for card in later.saved.cards]
    assert now.base[-1] != later.base[-1]


def test_every_base_piece_has_three_steps_and_every_extra_card_two(book: AdviceBook) -> None:
    listed = {id_ for group in book.extras.pieces for id_ in group}
    for piece in book.pieces:
        assert piece.base is None or len(piece.base.steps) == 3
        assert piece.id not in listed or (piece.extra and len(piece.extra.steps) == 2)
