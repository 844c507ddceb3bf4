"""Explanations of the shipped advice agree with what is shown, for a few thousand readers."""

from collections import Counter

import pytest

from quiz.advice.book import AdviceBook
from quiz.advice.choose import Situation, choose, clashes, course_for, fill_slots, situation
from quiz.advice.explain import Verdict, explain
from quiz.advice.rule_words import RuleWords
from quiz.core.questionnaire import Questionnaire
from tests.shipped.readers import NUMBERS, Reader

Explained = list[tuple[Reader, Situation, tuple[Verdict, ...]]]
REASONS = (
    "not called for",
    "muted by: ",
    "not in this course",
    "clashes with piece",
    "crowded out: its slot",
    "beyond",
)


@pytest.fixture(scope="module")
def explained(book: AdviceBook, everyone: list[Reader]) -> Explained:
    """Return every second reader with a verdict on each piece."""
    nows = [(one, situation(book, one.scores, one.context)) for one in everyone[::2]]
    return [(one, now, explain(book, now)) for one, now in nows]


def test_verdicts_place_the_chosen_pieces_in_their_order(explained: Explained) -> None:
    for one, _, verdicts in explained:
        placed = sorted((found for found in verdicts if found.place), key=lambda found: found.place or 0)
        assert tuple(NUMBERS[found.piece.id] for found in placed) == one.shown
        assert [found.place for found in placed] == list(range(1, len(placed) + 1))


def test_every_piece_has_one_verdict_in_the_order_of_the_book(explained: Explained) -> None:
    assert all([found.piece.id for found in verdicts] == list(NUMBERS) for _, _, verdicts in explained)


def test_every_piece_has_a_reason_and_each_kind_of_reason_occurs(
    explained: Explained, questionnaire: Questionnaire, book: AdviceBook
) -> None:
    words, kinds = RuleWords(questionnaire, book), Counter[str]()
    for one, now, verdicts in explained:
        for found in verdicts:
            reason = words.reason(found, now)
            if found.place:
                assert reason.startswith(("called for by: ", "for everyone")), one
            else:
                kinds.update([next(kind for kind in REASONS if reason.startswith(kind))])
    assert set(kinds) == set(REASONS)


def test_the_reason_why_a_piece_is_not_shown_is_true(explained: Explained, book: AdviceBook) -> None:
    for one, now, verdicts in explained:
        chosen = fill_slots(book, course_for(book, now), now)
        for found in verdicts:
            number = NUMBERS[found.piece.id]
            assert (number in one.allowed) == (bool(found.called_for_by) and not found.muted_by)
            if number not in one.allowed or found.piece in chosen or not found.slots:
                assert not found.clashes_with + found.crowded_out_by
                continue
            assert found.clashes_with + found.crowded_out_by, one
            assert set(found.clashes_with) <= set(clashes(found.piece, chosen))
            assert {chosen[slot - 1] for slot in found.slots} >= set(found.crowded_out_by)


def test_pieces_that_clash_or_crowd_out_are_eligible_themselves(explained: Explained) -> None:
    for _, now, verdicts in explained:
        for found in verdicts:
            assert all(now.is_eligible(other) for other in found.clashes_with + found.crowded_out_by)


def test_pieces_beyond_the_limit_would_be_next_if_the_course_showed_more(
    explained: Explained, book: AdviceBook
) -> None:
    beyond = 0
    for _, now, verdicts in explained:
        chosen = [piece for piece in fill_slots(book, course_for(book, now), now) if piece]
        shown = [card.piece for card in choose(book, now).cards]
        left = {found.piece.id for found in verdicts if found.piece in chosen and not found.place}
        assert left == {piece.id for piece in chosen[len(shown) :]}
        beyond += len(left)
    assert beyond
