"""The scale of a theme's score in the unit of its questionnaire."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Unit = Literal["pomp", "sum", "mean"]


@dataclass(frozen=True)
class UnitRange:
    """The lowest and the highest possible score of a theme, in its unit."""

    unit: Unit = "pomp"
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(100)

    def at(self, score: Fraction) -> Fraction:
        """Convert a score, 0-100, to the unit."""
        return self.low + self.length(score)

    def length(self, points: Fraction) -> Fraction:
        """Convert a difference of scores, in points of a 0-100 score, to the unit."""
        return points * (self.high - self.low) / 100

    def position(self, value: Fraction) -> Fraction:
        """Convert a value in the unit to a score, 0-100."""
        return 100 * (value - self.low) / (self.high - self.low)


POMP = UnitRange()
"""Scores as they are calculated: 0-100."""
