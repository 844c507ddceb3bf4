"""Finds pieces of advice that can never be shown, by searching through the answers that matter to the rules."""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from quiz.advice.book import AdviceBook, Condition, Piece
from quiz.advice.choose import screen_advice
from quiz.advice.situation import Situation, situation

Answers = tuple[dict[str, Fraction], dict[str, str]]
"""Scores by theme id, and other answers by question or statement id."""


def unreachable_pieces(
    book: AdviceBook, themes: Sequence[str], answers: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """Return the ids of the pieces that none of the tried answers shows on the screen.

    `themes` has all theme ids, `answers` the option ids by question id.

    For each piece, the search starts with answers that call for one of its parts; all other scores are 0, and all other
    questions unanswered. From there, it tries every combination of at most one more score and one more context answer,
    in every period. A piece whose rules need more changes than that is returned, too: such rules are too complex for a
    person to follow.
    """
    scores = [{theme: score} for theme in themes for score in _levels(book)]
    options = [{question: option} for question, ids in answers.items() for option in ids]
    # The smallest changes come first: they are usually enough.
    changes = sorted(itertools.product([{}, *scores], [{}, *options]), key=lambda pair: len(pair[0]) + len(pair[1]))
    seen: set[str] = set()
    for piece in book.pieces:
        for now in _situations(book, piece, themes, changes):
            if piece.id in seen:
                break
            seen.update(card.piece.id for card in screen_advice(book, now).cards)
    return tuple(piece.id for piece in book.pieces if piece.id not in seen)


def _situations(
    book: AdviceBook, piece: Piece, themes: Sequence[str], changes: Sequence[Answers]
) -> Iterator[Situation]:
    """Yield the situations that call for a piece, each in every period."""
    conditions = [condition for part in piece.parts for condition in part.when]
    starts = [start for condition in conditions for start in _starts(book, condition, themes)]
    turns = range(max((len(group) for group in _all_groups(book)), default=1))
    for (score, answer), (start_scores, start_context) in itertools.product(changes, starts):
        found = dict.fromkeys(themes, Fraction(0)) | start_scores | score
        leading = tuple(theme for theme in themes if found[theme] == max(found.values()))
        now = situation(book, found, start_context | answer, leading)
        if any(now.paragraphs(book, part) for part in piece.parts):
            yield from (replace(now, period=turn) for turn in turns)


def _all_groups(book: AdviceBook) -> Iterator[tuple[str, ...]]:
    yield from (*book.base.situations, *book.base.closers, *book.extras.pieces)


def _levels(book: AdviceBook) -> list[Fraction]:
    """Return all score limits in the rules: with 0, one score for each interval between limits."""
    parts = [part for piece in book.pieces for part in piece.parts]
    conditions = [condition for part in parts for condition in (*part.when, *part.unless)]
    conditions += [c for part in parts for text in part.texts for c in (*text.when, *text.unless)]
    conditions += [condition for signal in book.signals for condition in signal.when]
    conditions += [condition for mute in book.mutes for condition in mute.when]
    limits = {limit for one in conditions if one.tests_scores for limit in (one.at_least, one.below)}
    return sorted(limit for limit in limits if limit is not None)


def _starts(book: AdviceBook, condition: Condition, themes: Sequence[str]) -> Iterator[Answers]:
    """Yield answers that make a condition hold, one set for each way to turn on its signals."""
    ways = [
        [start for cause in signal.when for start in _starts(book, cause, themes)]
        for signal in book.signals
        if signal.id in condition.signals
    ]
    for causes in itertools.product(*ways):
        scores: dict[str, Fraction] = {}
        context: dict[str, str] = {}
        for cause_scores, cause_context in causes:
            scores.update(cause_scores)
            context.update(cause_context)
        if condition.statement:
            at_least = math.ceil((condition.below or 0) - 1 if condition.at_least is None else condition.at_least)
            context[condition.statement] = str(at_least)
        elif condition.at_least is not None:
            scores.update(dict.fromkeys((condition.themes or themes)[: condition.count], condition.at_least))
        if condition.question:
            context[condition.question] = condition.answers[0]
        yield scores, context
