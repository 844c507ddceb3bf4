"""The advice rules in words, for authors and reviewers: what must hold, and what held for a given reader."""

import math
from collections.abc import Sequence
from fractions import Fraction

from quiz.advice.book import AdviceBook, Condition, Conditions, Piece, Signal
from quiz.advice.explain import PartVerdict, Verdict
from quiz.advice.situation import Situation
from quiz.core.questionnaire import Questionnaire

ALWAYS = "for everyone"
PLACES = {"theme": "theme card", "situation": "situation card", "closer": "closer", "extra": "extra card"}


class RuleWords:
    """Describes rules in terms of one questionnaire.

    A piece without a `number` gets its place in the book, from 1.
    """

    def __init__(self, questionnaire: Questionnaire, book: AdviceBook) -> None:
        self.number = {piece.id: piece.number or place for place, piece in enumerate(book.pieces, 1)}
        self._themes = {theme.id: theme.short for theme in questionnaire.themes}
        options = questionnaire.options
        self._answers = {q.id: {o.id: o.words for o in options[q.options]} for q in questionnaire.questions}

    def condition(self, condition: Condition, now: Situation | None = None) -> str:
        """Describe what must hold or, given a situation in which the condition holds, what makes it hold."""
        parts = [" and ".join(condition.signals)] if condition.signals else []
        if condition.tests_scores:
            parts.append(f"{self._who(condition, now)} {_range_words(condition.at_least, condition.below)}")
        if condition.statement and now:
            parts.append(f"the answer on {condition.statement} is {now.context[condition.statement]}")
        elif condition.statement:
            limits = _range_words(condition.at_least, condition.below)
            parts.append(f"the answer on {condition.statement} is {limits}")
        if condition.question:
            answers = [now.context[condition.question] or ""] if now else condition.answers
            words = [f"“{self._answers[condition.question][id_]}”" for id_ in answers]
            parts.append(f"the answer on {condition.question} is {join_words(words, 'or')}")
        return ", and ".join(parts) or ALWAYS

    def conditions(self, conditions: Conditions) -> str:
        """Describe conditions of which at least one must hold."""
        return "; or ".join(self.condition(condition) for condition in conditions)

    def matching(self, conditions: Conditions, now: Situation) -> str:
        """Describe the conditions that hold. An empty one ("for everyone") is left out if any other holds."""
        matching = [self.condition(condition, now) for condition in now.matching(conditions)]
        return "; ".join(words for words in matching if words != ALWAYS) or "".join(matching[:1])

    def name(self, piece_id: str) -> str:
        """Return a piece's number, followed by its id if another piece has the same number."""
        number = self.number[piece_id]
        shared = list(self.number.values()).count(number) > 1
        return f"{number} {piece_id}" if shared else str(number)

    def signals(self, signals: Sequence[Signal], now: Situation) -> str:
        """List the signals that are on, each with the conditions that turned it on."""
        return "; ".join(f"{s.id} ({self.matching(s.when, now)})" for s in signals if s.id in now.signals)

    def reason(self, verdict: Verdict, now: Situation) -> str:
        """Describe, for each part of a piece, why it is shown or not."""
        parts = []
        if verdict.base:
            shown = PLACES[verdict.place] if verdict.place and verdict.place != "extra" else ""
            shown = shown or ("on paper only" if verdict.on_paper else "")
            parts.append(f"base: {self._part(verdict.base, shown, now)}")
        if verdict.extra:
            shown = PLACES["extra"] if verdict.place == "extra" else "added to its card" if verdict.added else ""
            parts.append(f"extra: {self._part(verdict.extra, shown, now)}")
        return "; ".join(parts)

    def _part(self, verdict: PartVerdict, shown: str, now: Situation) -> str:
        muted = f"muted by: {self.matching(verdict.muted_by, now)}" if verdict.muted_by else ""
        if not verdict.called_for_by:
            return f"not called for, {muted}" if muted else "not called for"
        matching = self.matching(verdict.called_for_by, now)
        called = matching if matching == ALWAYS else f"called for by: {matching}"
        return f"{shown or muted or self._why_not(verdict)} ({called})"

    def _why_not(self, verdict: PartVerdict) -> str:
        if not verdict.leading:
            return "its theme does not lead"
        if verdict.silenced:
            return "without a text for this reader"
        if verdict.clashes_with:
            return f"clashes with {self._pieces(verdict.clashes_with)}"
        if verdict.crowded_out_by:
            return f"crowded out by {self._pieces(verdict.crowded_out_by)}"
        return "only shown on its base card"

    def _pieces(self, pieces: Sequence[Piece]) -> str:
        numbers = [self.name(piece.id) for piece in pieces]
        return f"{'piece' if len(numbers) == 1 else 'pieces'} {join_words(numbers, 'and')}"

    def _who(self, condition: Condition, now: Situation | None) -> str:
        """Return the subject and verb for the themes that a condition counts: in a situation, with their scores."""
        if now:
            within = now.themes_within(condition)
            names = [f"{self._themes[theme]} {format_score(now.scores[theme])}" for theme in within]
            return f"{join_words(names, 'and')} {'is' if len(names) == 1 else 'are'}"
        names = [self._themes[theme] for theme in condition.themes]
        if condition.count > 1:
            quantity = f"{'at least' if condition.count < len(names or self._themes) else 'all'} {condition.count}"
            return f"{quantity} of {join_words(names, 'and')} are" if names else f"{quantity} themes are"
        return f"{join_words(names, 'or') or 'any theme'} is"


def format_score(score: Fraction) -> str:
    """Return a score, 0-100, rounded down to one decimal, so that it never seems to reach a limit that it does not."""
    return f"{math.floor(score * 10) / 10:g}"


def join_words(names: Sequence[str], conjunction: str) -> str:
    """Join names with commas, and the last two with a conjunction: `a, b and c`."""
    return f" {conjunction} ".join([part for part in (", ".join(names[:-1]), *names[-1:]) if part])


def _range_words(low: Fraction | None, high: Fraction | None) -> str:
    ends = [f"{float(low):g} or more"] if low is not None else []
    return " and ".join([*ends, *([f"under {float(high):g}"] if high is not None else [])])
