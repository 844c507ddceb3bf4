"""What the shipped advice never does to any reader, and who sees the support lines first."""

import re
from collections.abc import Callable

import pytest

from quiz.advice.book import AdviceBook
from quiz.core.questionnaire import Questionnaire
from tests.shipped.readers import Reader, reader

Rule = Callable[[Reader], bool]

TOP = {"burden": 2, "needs": 3, "attraction": 4, "abandonment": 5, "jealousy": 17}
QUIET = dict.fromkeys(TOP, 10.0)
FULL = dict.fromkeys(TOP, 60.0)

TOGETHER = re.compile(
    r"couples?\W(?:.{0,60}\W)?(?:counsel|therap)|(?:counsel|therap)\w*\W(?:.{0,30}\W)?together", re.IGNORECASE
)
PICKED = re.compile(r"\b(?:chose|chosen|choosing|picked|picks?) (?:you|to be with you)\b", re.IGNORECASE)
TO_PARTNER = re.compile(
    r"\b(?:talk|speak|open up|say (?:it|so|this)|take it|bring it|call|write)\W(?:.{0,20}\W)?"
    r"(?:to|with) (?:your|the|a) partner"
    r"|\b(?:tell|ask|show|call|text|confront) (?:your|the|a) partner",
    re.IGNORECASE,
)
VERDICT = re.compile(
    r"\byou(?:r relationship|r partner)? (?:is|are) (?:not )?(?:safe|abus\w+|toxic|healthy|fine)\b|\babus\w+\b",
    re.IGNORECASE,
)


def reader_with(book: AdviceBook, scores: dict[str, float], **context: str | None) -> Reader:
    return reader(book, {**QUIET, **scores}, **context)


KINDS: dict[str, Rule] = {
    "unsafe": lambda r: r.unsafe,
    "betrayed": lambda r: r.betrayed and not r.unsafe,
    "heavy": lambda r: r.heavy and not r.unsafe and not r.betrayed,
    "clear": lambda r: r.clear,
    "anyone": lambda _: True,
}


@pytest.mark.parametrize(
    ("kind", "allowed"), [("unsafe", (6, 17, 12)), ("betrayed", (6, 9, 16, 20, 12)), ("heavy", (9, 2, 7))]
)
def test_precedence_allows_only_these_and_in_this_order(
    everyone: list[Reader], kind: str, allowed: tuple[int, ...]
) -> None:
    people = [one for one in everyone if KINDS[kind](one)]
    assert len(people) > 100
    for one in people:
        assert one.shown == tuple(number for number in allowed if number in one.shown)


def test_an_unsafe_reader_sees_the_same_three_pieces_whatever_else_they_answered(everyone: list[Reader]) -> None:
    assert {one.shown for one in everyone if one.unsafe} == {(6, 17, 12)}


def test_support_comes_first_for_readers_who_are_unsafe_or_carry_a_lot_and_for_no_one_else(
    everyone: list[Reader],
) -> None:
    for one in everyone:
        assert one.advice.support_first == (one.unsafe or one.heavy)


def test_everybody_gets_one_to_four_cards_each_once(everyone: list[Reader]) -> None:
    for one in everyone:
        assert 1 <= len(one.shown) <= 4
        assert len(set(one.shown)) == len(one.shown)


def test_every_card_says_something_has_one_step_and_at_least_one_reason(everyone: list[Reader]) -> None:
    for one in everyone:
        for card in one.advice.cards:
            assert card.paragraphs
            assert all(text.strip() for text in (*card.paragraphs, card.step))
            assert card.themes or card.because
            assert set(card.themes) <= one.scores.keys()


def test_the_first_card_is_about_the_theme_that_scored_highest(everyone: list[Reader]) -> None:
    for one in everyone:
        if not (one.unsafe or one.betrayed or one.heavy) and one.at(50):
            top = {TOP[theme] for theme, score in one.scores.items() if score == max(one.scores.values())}
            assert one.shown[0] in top


def test_self_compassion_never_stands_alone_with_jealousy(everyone: list[Reader]) -> None:
    assert not any(one.shown == (9,) for one in everyone if one.at(50, "jealousy"))


def test_no_two_cards_contradict_each_other(everyone: list[Reader]) -> None:
    for pair in ({14, 9}, {10, 16}, {12, 19}):
        assert not any(pair <= set(one.shown) for one in everyone)


@pytest.mark.parametrize("words", [TOGETHER, PICKED, TO_PARTNER], ids=["therapy together", "picked you", "to partner"])
def test_an_unsafe_reader_never_reads_words_that_lead_back_to_the_partner(
    everyone: list[Reader], words: re.Pattern[str]
) -> None:
    assert not any(words.search(one.words) for one in everyone if one.unsafe)
    # The words are there to be muted: others do read them.
    assert any(words.search(one.words) for one in everyone)


def test_a_reader_whose_trust_was_broken_never_reads_that_they_were_picked(everyone: list[Reader]) -> None:
    assert not any(PICKED.search(one.words) for one in everyone if one.betrayed)


def test_couples_counseling_needs_both_safety_answers_and_both_clear(everyone: list[Reader]) -> None:
    assert any(TOGETHER.search(one.words) for one in everyone if one.clear)
    assert not any(TOGETHER.search(one.words) for one in everyone if not one.clear)


@pytest.mark.parametrize(
    "safety",
    [
        {},
        {"safety_disagree": None, "safety_limits": None},
        {"safety_disagree": "almost-always"},
        {"safety_disagree": "almost-always", "safety_limits": None},
        {"safety_disagree": None, "safety_limits": "never"},
    ],
)
def test_a_skipped_safety_answer_is_neither_clear_nor_unsafe(book: AdviceBook, safety: dict[str, str | None]) -> None:
    one = reader_with(book, {"needs": 60}, **safety)
    clear = reader_with(book, {"needs": 60}, safety_disagree="often", safety_limits="rarely")
    assert not TOGETHER.search(one.words)
    assert TOGETHER.search(clear.words)
    assert (one.shown, one.reasons, one.advice.support_first) == (clear.shown, clear.reasons, False)


@pytest.mark.parametrize("disagree", ["often", "almost-always"])
@pytest.mark.parametrize("limits", ["never", "rarely"])
def test_two_clear_safety_answers_allow_couples_counseling(book: AdviceBook, disagree: str, limits: str) -> None:
    assert TOGETHER.search(reader_with(book, {"needs": 60}, safety_disagree=disagree, safety_limits=limits).words)


@pytest.mark.parametrize("answer", ["never", "rarely", "sometimes"])
@pytest.mark.parametrize("other", ["never", "often", None])
def test_the_cards_do_not_reveal_which_private_answer_was_given(
    book: AdviceBook, answer: str, other: str | None
) -> None:
    given = reader_with(book, FULL, safety_disagree=answer, safety_limits=other)
    assert given.advice == reader_with(book, FULL, safety_disagree="often", safety_limits="almost-always").advice


def test_reasons_never_repeat_a_private_answer(everyone: list[Reader], questionnaire: Questionnaire) -> None:
    private = " ".join(question.text for question in questionnaire.questions if question.private)
    for word in ("safe", "disagree", "limit", "spend"):
        assert word in private
        assert not any(re.search(rf"\b{word}", one.reasons, re.IGNORECASE) for one in everyone)


def test_nobody_is_given_a_verdict_on_their_relationship_or_partner(everyone: list[Reader]) -> None:
    assert not any(VERDICT.search(one.words) for one in everyone)


def test_jealousy_is_about_ones_own_urge_unless_somebody_is_unsafe(book: AdviceBook) -> None:
    own = reader_with(book, {"jealousy": 80}).words
    other = reader_with(book, {"jealousy": 80}, safety_limits="often").words
    assert "urge to check" in own
    assert "urge to check" not in other
    assert "someone tries to run what you do" in other
    assert "someone tries to run what you do" not in own


@pytest.mark.parametrize("piece", ["left-for-someone", "something-more-serious", "jealousy"])
def test_a_piece_with_several_versions_shows_one_of_them(everyone: list[Reader], piece: str) -> None:
    variants = [card.paragraphs for one in everyone for card in one.advice.cards if card.piece.id == piece]
    assert {len(paragraphs) for paragraphs in variants} == {2}
    assert len(set(variants)) > 1


def test_an_unsafe_reader_is_asked_to_choose_a_time_when_they_are_alone(book: AdviceBook) -> None:
    for card in reader_with(book, FULL, safety_limits="often").advice.cards[:2]:
        assert "alone and it feels safe" in card.step


def test_a_call_may_be_a_video_or_a_visit_and_a_worst_case_is_walked_once(book: AdviceBook) -> None:
    texts = {piece.id: " ".join(p.text for p in (*piece.paragraphs, *piece.steps)) for piece in book.pieces}
    assert {"video", "in person"} <= set(re.findall("video|in person", texts["call-not-text"].lower()))
    assert "once" in texts["worst-case"]


def test_needs_stay_a_private_thought(book: AdviceBook) -> None:
    [piece] = [piece for piece in book.pieces if piece.id == "emotional-needs"]
    assert "partner" not in " ".join(p.text for p in (*piece.paragraphs, *piece.steps)).lower()
