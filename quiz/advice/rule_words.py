"""The rules of advice in words, for those who write or check it: what must hold, and what did hold for somebody."""

import math
from collections.abc import Sequence
from fractions import Fraction

from quiz.advice.book import AdviceBook, Condition, Conditions, Course, Piece, Signal
from quiz.advice.choose import Situation
from quiz.advice.explain import Verdict
from quiz.core.questionnaire import Questionnaire

EVERYONE = "for everyone"


class RuleWords:
    """Puts rules into the words of one questionnaire. Pieces have numbers, from 1 in the order of the book."""

    def __init__(self, questionnaire: Questionnaire, book: AdviceBook) -> None:
        self.number = {piece.id: number for number, piece in enumerate(book.pieces, 1)}
        self._themes = {theme.id: theme.short for theme in questionnaire.themes}
        options = {question.id: questionnaire.options[question.options] for question in questionnaire.questions}
        self._answers = {id_: {option.id: option.words for option in found} for id_, found in options.items()}

    def condition(self, condition: Condition, now: Situation | None = None) -> str:
        """Say what must hold; with a situation in which it does, what made it hold there."""
        parts = [" and ".join(condition.signals)] if condition.signals else []
        if condition.by_score:
            parts.append(f"{self._who(condition, now)} {_stretch(condition.at_least, condition.below)}")
        if condition.overall_at_least is not None:
            mean = f", {points(now.overall)}," if now else ""
            parts.append(f"the mean of all scored themes{mean} is {_stretch(condition.overall_at_least, None)}")
        if condition.question:
            answers = [now.context[condition.question] or ""] if now else condition.answers
            words = [f"“{self._answers[condition.question][id_]}”" for id_ in answers]
            parts.append(f"the answer on {condition.question} is {listed(words, 'or')}")
        return ", and ".join(parts) or EVERYONE

    def conditions(self, conditions: Conditions) -> str:
        """Say what must hold, one of it being enough."""
        return "; or ".join(self.condition(condition) for condition in conditions)

    def held(self, conditions: Conditions, now: Situation) -> str:
        """Say what holds of some conditions. That something is for everyone is said only when there is no more."""
        told = [self.condition(condition, now) for condition in now.held(conditions)]
        return "; ".join(words for words in told if words != EVERYONE) or "".join(told[:1])

    def signals(self, signals: Sequence[Signal], now: Situation) -> str:
        """Name the signals that are on, each with what turned it on."""
        return "; ".join(f"{s.id} ({self.held(s.when, now)})" for s in signals if s.id in now.signals)

    def course(self, course: Course, now: Situation) -> str:
        """Name the course taken, and what it was taken for."""
        return f"{course.id or 'none'} ({self.held(course.when, now) or 'no earlier one fits'})"

    def reason(self, verdict: Verdict, now: Situation) -> str:
        """Say why a piece is shown or not. One that is muted says so even when nothing called for it."""
        muted = self.held(verdict.muted_by, now)
        if not verdict.called_for_by:
            return f"not called for; muted by: {muted}" if muted else "not called for"
        held = self.held(verdict.called_for_by, now)
        called = held if held == EVERYONE else f"called for by: {held}"
        return called if verdict.place else f"{self._why_not(verdict, now)} ({called})"

    def _why_not(self, verdict: Verdict, now: Situation) -> str:
        if verdict.muted_by:
            return f"muted by: {self.held(verdict.muted_by, now)}"
        if not verdict.slots:
            return "not in this course"
        others = [piece for piece in verdict.crowded_out_by if piece not in verdict.clashes_with]
        parts = [f"clashes with {self._pieces(verdict.clashes_with)}"] if verdict.clashes_with else []
        if others:
            parts.append(f"crowded out: its {'slot' if len(others) == 1 else 'slots'} went to {self._pieces(others)}")
        return "; ".join(parts) or f"beyond the {verdict.course.most} that this course shows"

    def _pieces(self, pieces: Sequence[Piece]) -> str:
        numbers = [str(self.number[piece.id]) for piece in pieces]
        return f"{'piece' if len(numbers) == 1 else 'pieces'} {listed(numbers, 'and')}"

    def _who(self, condition: Condition, now: Situation | None) -> str:
        """Name the themes that a condition counts, with their scores in a situation, up to the verb."""
        if now:
            within = now.themes_within(condition)
            names = [f"{self._themes[theme]} {points(now.scores[theme])}" for theme in within]
            return f"{listed(names, 'and')} {'is' if len(names) == 1 else 'are'}"
        names = [self._themes[theme] for theme in condition.themes]
        if condition.count > 1:
            few = f"{'at least' if condition.count < len(names or self._themes) else 'all'} {condition.count}"
            return f"{few} of {listed(names, 'and')} are" if names else f"{few} themes are"
        return f"{listed(names, 'or') or 'any theme'} is"


def points(score: Fraction) -> str:
    """Give a score, 0-100, cut off after a tenth: it never seems to reach a limit that it is under."""
    return f"{math.floor(score * 10) / 10:g}"


def listed(names: Sequence[str], last: str) -> str:
    """Join names by commas and a last word."""
    return f" {last} ".join([part for part in (", ".join(names[:-1]), *names[-1:]) if part])


def _stretch(low: Fraction | None, high: Fraction | None) -> str:
    ends = [f"{float(low):g} or more"] if low is not None else []
    return " and ".join([*ends, *([f"under {float(high):g}"] if high is not None else [])])
