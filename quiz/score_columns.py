"""Scores as CSV columns: the same names and numbers in every export."""

from fractions import Fraction

from quiz.rules import ThemeScore

SUFFIXES = ("", "_low", "_high", "_band", "_answered")


def column_names(theme_id: str) -> list[str]:
    """Return the names of a theme's columns."""
    return [theme_id + suffix for suffix in SUFFIXES]


def column_values(score: ThemeScore) -> list[object]:
    """Return a theme's cells, as in SUFFIXES. Numbers are in the questionnaire's unit, and blank without a score."""
    scores = (score.score, score.low, score.high)
    numbers = ["" if n is None else _number(score.range.at(Fraction(n))) for n in scores]
    return [*numbers, score.band.id if score.band else "", score.answered]


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)
