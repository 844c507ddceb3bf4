"""Scores and differences as texts, in the unit of their questionnaire."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from quiz.core.unit_range import UnitRange
from quiz.web.rendering.formats import rounded, whole


@dataclass(frozen=True)
class ScoreNumbers:
    """Writes the scores of one theme, each given as 0-100.

    A mean has one decimal, and so has a sum that is not whole because some answers are missing.
    """

    range: UnitRange

    def score(self, score: Fraction | float | None) -> str:
        """Write a score; empty without one."""
        if score is None:
            return ""
        if self.range.unit == "pomp":
            return whole(score)
        value = self.range.at(Fraction(score))
        decimals = 0 if self.range.unit == "sum" and value.denominator == 1 else 1
        return rounded(value, decimals, self.range.low, self.range.high)

    def end(self, score: float | None) -> str:
        """Write an end of a score's range, which is whole for a sum; empty without one."""
        if score is None or self.range.unit == "pomp":
            return self.score(score)
        return rounded(self.range.at(Fraction(score)), self._decimals, self.range.low, self.range.high)

    def difference(self, squared: Fraction) -> str:
        """Write a difference, of which the square is given in squared points: never as none."""
        points = Fraction(math.sqrt(squared))
        if self.range.unit == "pomp":
            return whole(points)
        return rounded(self.range.length(points), self._decimals, Fraction(0), self.range.high - self.range.low)

    @property
    def bottom(self) -> str:
        """The lowest possible score."""
        return rounded(self.range.low, 0 if self.range.low.denominator == 1 else 1)

    @property
    def top(self) -> str:
        """The highest possible score."""
        return rounded(self.range.high, 0 if self.range.high.denominator == 1 else 1)

    @property
    def _decimals(self) -> int:
        return 1 if self.range.unit == "mean" else 0


def shared_range(ranges: Iterable[UnitRange]) -> UnitRange | None:
    """Return the range that all themes share, `None` if they differ."""
    found = set(ranges)
    return found.pop() if len(found) == 1 else None
