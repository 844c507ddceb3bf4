"""How advice is chosen from small books."""

from dataclasses import replace

import pytest

from quiz.advice.book import AdviceBook, BaseOrder, ExtraOrder, Mute, Piece, Signal, Text
from quiz.advice.choose import Advice, Card, in_turn, paper_advice, saved_advice, screen_advice
from quiz.advice.situation import Situation
from tests.advice.books import at, gave, on, part, piece, situated

SAD = Signal("sad", (gave("mood", "sad"),), because="You said that you are sad.")
ALONE = Signal("alone", (gave("home", "alone"),), because="You said that you live alone.")


def book(*pieces: Piece, situations: str = "", closers: str = "", extras: str = "", most: int = 2) -> AdviceBook:
    """Return a book whose groups are given as words: "one two,three" has two groups."""
    order = [tuple(tuple(group.split(",")) for group in groups.split()) for groups in (situations, closers, extras)]
    return AdviceBook(
        not_on_paper=("mood",),
        base=BaseOrder(situations=order[0], closers=order[1]),
        extras=ExtraOrder(most, order[2]),
        signals=(SAD, ALONE),
        pieces=pieces,
    )


def ids(advice: Advice) -> list[str]:
    return [card.piece.id for card in advice.cards]


def only(one: Piece, now: Situation | None = None) -> Card:
    """Return the card on the screen of a piece that is a closer."""
    alone = book(one, closers=one.id)
    [card] = screen_advice(alone, now or situated(alone)).cards
    return card


def theme_cards(number: int = 3) -> AdviceBook:
    cards = (piece(theme * 2, part(at(50, theme)), theme=theme) for theme in "abcd")
    return replace(book(*cards), base=BaseOrder(theme_cards=number))


def test_leading_themes_get_their_cards_highest_first_and_up_to_the_limit() -> None:
    scores = {"a": 60, "b": 80, "c": 70, "d": 100}
    for number, expected in [(1, ["bb"]), (2, ["bb", "cc"]), (3, ["bb", "cc", "aa"])]:
        chosen = theme_cards(number)
        assert ids(screen_advice(chosen, situated(chosen, scores, leading="abc"))) == expected


def test_a_leading_theme_whose_score_does_not_call_for_its_card_has_none() -> None:
    assert ids(screen_advice(theme_cards(), situated(theme_cards(), {"a": 49, "b": 50}))) == ["bb"]


def test_equal_themes_and_equal_closers_take_turns_by_the_date() -> None:
    closers = [piece(name, part(), because="For anyone.") for name in ("x", "y")]
    chosen = replace(theme_cards(2), base=BaseOrder(2, closers=(("y", "x"),)))
    chosen = replace(chosen, pieces=(*chosen.pieces, *closers))
    scores = {"a": 60, "b": 60, "c": 60, "d": 80}
    found = [ids(saved_advice(chosen, situated(chosen, scores, "abc", period))) for period in range(6)]
    assert list(map(" ".join, found)) == ["aa bb x", "bb cc y", "cc aa x", "aa bb y", "bb cc x", "cc aa y"]


@pytest.mark.parametrize(("period", "expected"), [(0, "abcz"), (1, "bcaz"), (2, "cabz"), (3, "abcz"), (-1, "cabz")])
def test_groups_keep_their_order_and_within_a_group_each_comes_first_in_turn(period: int, expected: str) -> None:
    for group in [("a", "b", "c"), ("c", "a", "b")]:
        assert in_turn([group, (), ("z",)], period) == list(expected)


def test_theme_cards_that_contradict_each_other_are_not_shown_together() -> None:
    chosen = book(piece("low", part(), theme="a", not_with=("high",)), piece("high", part(), theme="b"))
    assert ids(saved_advice(chosen, situated(chosen, {"a": 60, "b": 70}))) == ["high"]


def test_the_first_situation_that_fits_is_shown_between_theme_cards_and_closer() -> None:
    situations = [piece("sad", part(on("sad"))), piece("alone", part(on("alone"))), piece("any", part())]
    chosen = book(
        piece("a", part(), theme="a"), piece("end", part()), *situations, situations="sad alone any", closers="end"
    )
    for mood, home, expected in [("sad", "alone", "sad"), (None, "alone", "alone"), (None, None, "any")]:
        assert ids(screen_advice(chosen, situated(chosen, {"a": 60}, mood=mood, home=home))) == ["a", expected, "end"]
    assert ids(screen_advice(book(situations[0], situations="sad"), situated(chosen))) == []


def test_on_paper_another_situation_stands_in_and_reasons_name_themes_only() -> None:
    situations = [piece("sad", part(on("sad"))), piece("alone", part(on("alone"), at(50))), piece("any", part())]
    others = [piece("a", part(at(50)), theme="a"), piece("end", part(), because="For anyone.")]
    chosen = book(*others, *situations, situations="sad alone any", closers="end")
    now = situated(chosen, {"a": 60}, mood="sad", home="alone")
    assert ids(screen_advice(chosen, now)) == ids(saved_advice(chosen, now)) == ["a", "sad", "end"]
    assert [card.because for card in saved_advice(chosen, now).cards] == [(), (SAD.because,), ("For anyone.",)]
    paper = paper_advice(chosen, now)
    assert ids(paper) == ["a", "alone", "end"]
    assert [(card.themes, card.because) for card in paper.cards] == [(("a",), ()), (("a",), ()), ((), ())]


def test_a_piece_is_never_beside_one_that_it_contradicts_whichever_names_the_other() -> None:
    for one, other in ((("y",), ()), ((), ("x",))):
        closers = [piece("y", part(), not_with=other), piece("z", part())]
        sad, any_ = piece("x", part(on("sad")), not_with=one), piece("any", part())
        chosen = book(sad, any_, *closers, situations="x any", closers="y,z")
        for period in (0, 1):
            assert ids(saved_advice(chosen, situated(chosen, period=period, mood="sad"))) == ["x", "z"]
        # On paper, which ignores moods, x replaces s. As y clashes with x, it is not on the screen, either.
        beside = book(
            piece("s", part(on("sad"))), replace(sad, base=part()), any_, *closers, situations="s x any", closers="y"
        )
        assert ids(paper_advice(beside, situated(beside, mood="sad"))) == ["x"]
        assert ids(saved_advice(beside, situated(beside, mood="sad"))) == ["s"]


def test_extra_cards_come_last_up_to_the_limit_group_by_group_and_in_turn() -> None:
    extras = [piece(name, extra=part(at(50) if name == "never" else at(0))) for name in ("never", "a", "b", "c")]
    pieces = (*extras, piece("end", part()))
    for period, most, expected in [(0, 2, ["a", "b"]), (0, 3, ["a", "b", "c"]), (1, 2, ["a", "c"]), (1, 0, [])]:
        chosen = book(*pieces, closers="end", extras="never a c,b", most=most)
        assert ids(screen_advice(chosen, situated(chosen, {"a": 10}, period=period))) == ["end", *expected]
        assert ids(saved_advice(chosen, situated(chosen, {"a": 10}))) == ["end"]
        assert ids(paper_advice(chosen, situated(chosen, {"a": 10}))) == ["end"]


def test_an_extra_card_contradicts_neither_a_base_card_nor_another_extra_card() -> None:
    extras = [
        piece("x", extra=part(), not_with=("end",)),
        piece("y", extra=part()),
        piece("z", extra=part(), not_with=("y",)),
    ]
    chosen = book(piece("end", part()), *extras, closers="end", extras="x y z")
    assert ids(screen_advice(chosen, situated(chosen))) == ["end", "y"]


def test_the_extra_part_of_a_base_card_is_added_to_it_on_the_screen_and_takes_no_room() -> None:
    both = piece("both", part(steps=(Text("Base step."),)), part(paragraphs=(Text("More."),), steps=(Text("No."),)))
    chosen = book(both, piece("x", extra=part()), closers="both", extras="both x", most=1)
    first, second = screen_advice(chosen, situated(chosen)).cards
    assert (first.piece.id, first.paragraphs, first.extra) == ("both", (Text("Said."),), (Text("More."),))
    assert (first.step, second.piece.id, second.extra) == ("Base step.", "x", ())
    for advice in (saved_advice, paper_advice):
        assert advice(chosen, situated(chosen)).cards == (replace(first, extra=()),)


def test_a_part_without_a_text_for_this_reader_is_not_shown() -> None:
    tagged, low = Text("Ask.", tags=("to_partner",)), Text("Low.", unless=(at(50),))
    extras = [
        piece("x", extra=part(paragraphs=(tagged,), steps=(Text("Step."),))),
        piece("y", extra=part(paragraphs=(tagged, low))),
    ]
    situations = [piece("one", part(paragraphs=(low,))), piece("two", part())]
    chosen = replace(
        book(*extras, *situations, situations="one two", extras="x y"), mutes=(Mute("to_partner", (at(10),)),)
    )
    assert ids(screen_advice(chosen, situated(chosen, {"a": 5}))) == ["one", "x", "y"]
    assert ids(screen_advice(chosen, situated(chosen, {"a": 20}))) == ["one", "y"]
    assert ids(screen_advice(chosen, situated(chosen, {"a": 60}))) == ["two"]


def test_steps_take_turns_by_the_date_alike_on_screen_in_saved_results_and_on_paper() -> None:
    steps = (Text("One."), Text("High.", when=(at(50),)), Text("Two."), Text("Three."))
    chosen = book(piece("x", part(steps=steps)), closers="x")
    for period, expected in enumerate(["One.", "Two.", "Three.", "One."]):
        now = situated(chosen, {"a": 10}, period=period)
        found = [advice(chosen, now).cards[0].step for advice in (screen_advice, saved_advice, paper_advice)]
        assert found == [expected] * 3
    assert only(piece("x", part())).step == ""


def test_a_card_has_only_the_paragraphs_meant_for_this_reader() -> None:
    one, high = Text("For all."), Text("High.", when=(at(50),))
    low = Text("Not high.", unless=(at(50),))
    x = piece("x", part(paragraphs=(one, high, low)), part(paragraphs=(low, one, high)))
    for score, shown, extra in [(60, (one, high), (one, high)), (10, (one, low), (low, one))]:
        card = only(x, situated(AdviceBook(), {"a": score}))
        assert (card.paragraphs, card.extra) == (shown, extra)


def test_a_card_is_ours_if_its_therapist_said_nothing_on_it() -> None:
    ours, theirs = Text("Ours.", ours=True), Text("Theirs.", when=(at(50),))
    x = piece("x", part(paragraphs=(ours, theirs)))
    assert not only(x, situated(AdviceBook(), {"a": 60})).is_ours
    assert only(x, situated(AdviceBook(), {"a": 10})).is_ours
    assert not only(replace(x, extra=part()), situated(AdviceBook(), {"a": 10})).is_ours


def test_the_reasons_are_the_themes_and_the_sentences_that_called_for_a_piece() -> None:
    when = (at(50, "a", "b"), on("alone"), at(90, "c"))
    chosen = book(piece("x", part(*when), because="For anyone."), closers="x")
    [card] = saved_advice(chosen, situated(chosen, {"a": 60, "b": 50, "c": 70}, home="alone", mood="sad")).cards
    assert (card.themes, card.because) == (("a", "b"), (ALONE.because,))
    [card] = saved_advice(chosen, situated(chosen, {"b": 50})).cards
    assert (card.themes, card.because) == (("b",), ())


def test_a_piece_shows_its_own_reason_only_if_there_is_no_other() -> None:
    chosen = book(piece("x", part(at(0, "z"), gave("q", "yes"), at(50)), because="For anyone."), closers="x")
    [quiet], [high] = (saved_advice(chosen, situated(chosen, {"a": score}, q="yes")).cards for score in (10, 60))
    assert (quiet.themes, quiet.because) == ((), ("For anyone.",))
    assert (high.themes, high.because) == (("a",), ())


def test_whether_support_lines_come_first_is_the_same_on_screen_in_saved_results_and_on_paper() -> None:
    chosen = replace(book(), support_first=(at(75), on("sad")))
    for now, first in [
        (situated(chosen, {"a": 80}), True),
        (situated(chosen, mood="sad"), True),
        (situated(chosen), False),
    ]:
        assert [advice(chosen, now).support_first for advice in (screen_advice, saved_advice, paper_advice)] == [
            first
        ] * 3
