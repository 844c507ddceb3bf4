"""How people answered each statement, whether or not they answered the others of its theme."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from quiz.core.questionnaire import Questionnaire, Statement, Theme

Patterns = Mapping[tuple[int | None, ...], int] | Mapping[tuple[int, ...], int]
"""The number of people for each pattern of keyed values, one value per statement of a theme, `None` for no answer."""


@dataclass(frozen=True)
class StatementAnswers:
    """Raw answers to a statement (as chosen, not reverse-keyed): `counts` has the number of people by value."""

    statement: Statement
    counts: Mapping[int, int]
    skipped: int

    @property
    def answered(self) -> int:
        """The number of people who answered."""
        return sum(self.counts.values())

    @property
    def mean(self) -> float | None:
        """The mean answer, as a value on the scale; `None` without answers."""
        return sum(value * n for value, n in self.counts.items()) / self.answered if self.answered else None

    @property
    def sd(self) -> float | None:
        """The standard deviation of the answers (n - 1), in scale points; `None` for fewer than two answers."""
        if self.answered <= 1 or self.mean is None:
            return None
        squares = sum(n * (value - self.mean) ** 2 for value, n in self.counts.items())
        return math.sqrt(squares / (self.answered - 1))

    def share(self, value: int) -> float:
        """Return the share of the answers, 0 to 1, that have this value."""
        return self.counts[value] / self.answered if self.answered else 0.0

    @property
    def skipped_share(self) -> float:
        """The share of people, 0 to 1, who did not answer."""
        people = self.answered + self.skipped
        return self.skipped / people if people else 0.0


def statement_answers(questionnaire: Questionnaire, theme: Theme, patterns: Patterns) -> tuple[StatementAnswers, ...]:
    """Return the answers to each statement of a theme, in the questionnaire's order."""
    scale = questionnaire.scale
    found = []
    for place, statement in enumerate(questionnaire.statements_of(theme.id)):
        counts: Counter[int | None] = Counter()
        for pattern, people in patterns.items():
            counts[pattern[place]] += people
        chosen = {
            point.value: counts[scale.low + scale.high - point.value if statement.reversed else point.value]
            for point in scale.points
        }
        found.append(StatementAnswers(statement, chosen, counts[None]))
    return tuple(found)


def complete(patterns: Patterns) -> Counter[tuple[int, ...]]:
    """Return the patterns that have an answer to every statement, with their numbers of people."""
    found: Counter[tuple[int, ...]] = Counter()
    for pattern, people in patterns.items():
        values = tuple(value for value in pattern if value is not None)
        if len(values) == len(pattern):
            found[values] = people
    return found
