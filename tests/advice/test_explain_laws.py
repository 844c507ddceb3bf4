"""Explanations of any book, for any reader, agree with what is shown."""

from collections.abc import Iterator

from hypothesis import given

from quiz.advice.book import AdviceBook
from quiz.advice.choose import clashes, paper_advice, screen_advice
from quiz.advice.explain import PartVerdict, Verdict, explain
from quiz.advice.rule_words import PLACES, RuleWords
from quiz.advice.situation import Situation
from tests.advice.books import QUESTIONNAIRE, readers

Reader = tuple[AdviceBook, Situation]


def kept_back(book: AdviceBook, now: Situation) -> Iterator[tuple[Verdict, PartVerdict, bool]]:
    """Yield each part that applies but is not shown, with whether it is listed in the book."""
    extras = {id_ for group in book.extras.pieces for id_ in group}
    for found in explain(book, now):
        if found.base and found.base.applies and found.place in {None, "extra"}:
            yield found, found.base, True
        if found.extra and found.extra.applies and not found.added and found.place != "extra":
            yield found, found.extra, found.piece.id in extras


@given(readers())
def test_verdicts_rank_the_cards_on_screen_and_on_paper_in_their_order(reader: Reader) -> None:
    book, now = reader
    verdicts = explain(book, now)
    assert [found.piece for found in verdicts] == list(book.pieces)
    ranks = {found.rank: found for found in verdicts if found.rank}
    cards = screen_advice(book, now).cards
    assert [ranks[rank].piece for rank in range(1, len(ranks) + 1)] == [card.piece for card in cards]
    assert [ranks[rank].added for rank in range(1, len(ranks) + 1)] == [bool(card.extra) for card in cards]
    assert all((found.place is None) == (found.rank is None) for found in verdicts)
    paper = {found.on_paper: found.piece for found in verdicts if found.on_paper}
    on_paper = [card.piece for card in paper_advice(book, now).cards]
    assert [paper[rank] for rank in range(1, len(paper) + 1)] == on_paper


@given(readers())
def test_a_part_that_is_shown_applies_and_has_no_cause_to_be_kept_back(reader: Reader) -> None:
    for found in explain(*reader):
        shown = [found.extra] if found.place == "extra" else [found.base] if found.place else []
        for verdict in [*shown, *([found.extra] if found.added else [])]:
            assert verdict
            assert verdict.applies
            assert not verdict.clashes_with + verdict.crowded_out_by


@given(readers())
def test_a_part_that_applies_but_is_not_shown_names_the_shown_pieces_that_keep_it_back(reader: Reader) -> None:
    book, now = reader
    shown = [card.piece for card in screen_advice(book, now).cards]
    for found, verdict, listed in kept_back(book, now):
        assert bool(verdict.clashes_with + verdict.crowded_out_by) == listed
        assert set(verdict.clashes_with) <= set(clashes(found.piece, shown))
        assert all(piece in shown and piece != found.piece for piece in verdict.crowded_out_by)


@given(readers())
def test_a_reason_names_the_place_of_every_part_that_is_shown(reader: Reader) -> None:
    book, now = reader
    words = RuleWords(QUESTIONNAIRE, book)
    for found in explain(book, now):
        reason = words.reason(found, now)
        assert (
            (f"{PLACES[found.place]} (" in reason)
            if found.place
            else not any(f"{p} (" in reason for p in PLACES.values())
        )
        assert ("extra: added to its card (" in reason) == found.added
        assert ("base: on paper only (" in reason) == (found.on_paper is not None and found.place in {None, "extra"})
