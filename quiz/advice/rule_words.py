"""The advice rules in words, for authors and reviewers: what must hold, and what did hold for a given reader."""

import math
from collections.abc import Sequence
from fractions import Fraction

from quiz.advice.book import AdviceBook, Condition, Conditions, Course, Piece, Signal
from quiz.advice.choose import Situation
from quiz.advice.explain import Verdict
from quiz.core.questionnaire import Questionnaire

ALWAYS = "for everyone"


class RuleWords:
    """Describes rules in terms of one questionnaire. Pieces are numbered from 1 in the order of the book."""

    def __init__(self, questionnaire: Questionnaire, book: AdviceBook) -> None:
        self.number = {piece.id: number for number, piece in enumerate(book.pieces, 1)}
        self._themes = {theme.id: theme.short for theme in questionnaire.themes}
        options = questionnaire.options
        self._answers = {q.id: {o.id: o.words for o in options[q.options]} for q in questionnaire.questions}

    def condition(self, condition: Condition, now: Situation | None = None) -> str:
        """Describe what must hold or, for a situation in which the condition holds, what made it hold."""
        parts = [" and ".join(condition.signals)] if condition.signals else []
        if condition.tests_scores:
            parts.append(f"{self._who(condition, now)} {_range_words(condition.at_least, condition.below)}")
        if condition.overall_at_least is not None:
            mean = f", {format_score(now.overall)}," if now else ""
            parts.append(f"the mean of all scored themes{mean} is {_range_words(condition.overall_at_least, None)}")
        if condition.question:
            answers = [now.context[condition.question] or ""] if now else condition.answers
            words = [f"“{self._answers[condition.question][id_]}”" for id_ in answers]
            parts.append(f"the answer on {condition.question} is {join_words(words, 'or')}")
        return ", and ".join(parts) or ALWAYS

    def conditions(self, conditions: Conditions) -> str:
        """Describe conditions of which at least one must hold."""
        return "; or ".join(self.condition(condition) for condition in conditions)

    def matching(self, conditions: Conditions, now: Situation) -> str:
        """Describe the conditions that hold. An empty condition ("for everyone") is left out if another one holds."""
        matching = [self.condition(condition, now) for condition in now.matching(conditions)]
        return "; ".join(words for words in matching if words != ALWAYS) or "".join(matching[:1])

    def signals(self, signals: Sequence[Signal], now: Situation) -> str:
        """List the signals that are on, each with the conditions that turned it on."""
        return "; ".join(f"{s.id} ({self.matching(s.when, now)})" for s in signals if s.id in now.signals)

    def course(self, course: Course, now: Situation) -> str:
        """Name the course in use and the conditions that selected it."""
        return f"{course.id or 'none'} ({self.matching(course.when, now) or 'no earlier one fits'})"

    def reason(self, verdict: Verdict, now: Situation) -> str:
        """Describe why a piece is shown or not. A muted piece is described as such even if nothing called for it."""
        muted = self.matching(verdict.muted_by, now)
        if not verdict.called_for_by:
            return f"not called for; muted by: {muted}" if muted else "not called for"
        matching = self.matching(verdict.called_for_by, now)
        called = matching if matching == ALWAYS else f"called for by: {matching}"
        return called if verdict.place else f"{self._why_not(verdict, now)} ({called})"

    def _why_not(self, verdict: Verdict, now: Situation) -> str:
        if verdict.muted_by:
            return f"muted by: {self.matching(verdict.muted_by, now)}"
        if not verdict.slots:
            return "not in this course"
        others = [piece for piece in verdict.crowded_out_by if piece not in verdict.clashes_with]
        parts = [f"clashes with {self._pieces(verdict.clashes_with)}"] if verdict.clashes_with else []
        if others:
            parts.append(f"crowded out: its {'slot' if len(others) == 1 else 'slots'} went to {self._pieces(others)}")
        return "; ".join(parts) or f"beyond the {verdict.course.most} that this course shows"

    def _pieces(self, pieces: Sequence[Piece]) -> str:
        numbers = [str(self.number[piece.id]) for piece in pieces]
        return f"{'piece' if len(numbers) == 1 else 'pieces'} {join_words(numbers, 'and')}"

    def _who(self, condition: Condition, now: Situation | None) -> str:
        """Return the subject and verb: the themes that a condition counts, with their scores in a situation."""
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
    """Format a score, 0-100, truncated to one decimal: it must never appear to reach a limit that it is below."""
    return f"{math.floor(score * 10) / 10:g}"


def join_words(names: Sequence[str], conjunction: str) -> str:
    """Join names with commas, and the last one with a conjunction."""
    return f" {conjunction} ".join([part for part in (", ".join(names[:-1]), *names[-1:]) if part])


def _range_words(low: Fraction | None, high: Fraction | None) -> str:
    ends = [f"{float(low):g} or more"] if low is not None else []
    return " and ".join([*ends, *([f"under {float(high):g}"] if high is not None else [])])
