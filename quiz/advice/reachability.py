"""Finds pieces of advice that can never be shown, by a search over the answers that matter to the rules."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from quiz.advice.book import AdviceBook, Condition, Conditions
from quiz.advice.choose import choose, situation

Start = tuple[dict[str, Fraction], dict[str, str]]


def unreachable_pieces(
    book: AdviceBook, themes: Sequence[str], answers: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """Return the ids of pieces for which no answers were found that show them.

    `themes` are all theme ids, `answers` the option ids by question id.

    For each piece, the search starts from answers that call for it, with all other scores 0 and questions unanswered.
    It then tries every combination of one more score and one more context answer. A piece whose rules need more than
    that is reported too: such rules are too complex for a person to follow.
    """
    zeros = dict.fromkeys(themes, Fraction(0))
    scores = [(theme, score) for theme in themes for score in _levels(book)]
    options = [(question, option) for question, ids in answers.items() for option in ids]
    seen: set[str] = set()
    for piece in book.pieces:
        starts = [start for condition in piece.when for start in _starts(book, condition, themes)]
        for start, score, answer in itertools.product(starts, [None, *scores], [None, *options]):
            if piece.id in seen:
                break
            changed_scores = zeros | start[0] | dict([score] if score else [])
            context = start[1] | dict([answer] if answer else [])
            seen.update(card.piece.id for card in choose(book, situation(book, changed_scores, context)).cards)
    return tuple(piece.id for piece in book.pieces if piece.id not in seen)


def _levels(book: AdviceBook) -> list[Fraction]:
    """Return one score for each interval between the limits that the rules name."""
    lists: list[Conditions] = [piece.when + piece.unless for piece in book.pieces]
    lists += [signal.when for signal in book.signals] + [course.when for course in book.courses]
    limits = {limit for conditions in lists for c in conditions for limit in (c.at_least, c.below, c.overall_at_least)}
    return sorted(Fraction(limit) for limit in limits if limit is not None)


def _starts(book: AdviceBook, condition: Condition, themes: Sequence[str]) -> Iterator[Start]:
    """Yield answers that make a condition hold, one for each way to turn on its signals."""
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
        if condition.at_least is not None:
            scores.update(dict.fromkeys((condition.themes or themes)[: condition.count], condition.at_least))
        if condition.overall_at_least is not None:
            scores.update(dict.fromkeys(themes, condition.overall_at_least))
        if condition.question:
            context[condition.question] = condition.answers[0]
        yield scores, context
