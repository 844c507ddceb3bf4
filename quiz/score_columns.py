"""Scores as the columns of a table: the same names and numbers in every CSV."""

from fractions import Fraction

from quiz.core.questionnaire import Questionnaire
from quiz.rules import ThemeScore, in_unit

PARTS = ("", "_low", "_high", "_band", "_answered")


def names(theme_id: str) -> list[str]:
    """Give the names of a theme's columns."""
    return [theme_id + part for part in PARTS]


def cells(questionnaire: Questionnaire, score: ThemeScore) -> list[object]:
    """Give what stands in a theme's columns: score and range in the questionnaire's unit, blank without a score."""
    found = (score.score, score.low, score.high)
    numbers = ["" if n is None else _number(in_unit(questionnaire, Fraction(n), score.asked)) for n in found]
    return [*numbers, score.band.id if score.band else "", score.answered]


def _number(value: Fraction) -> int | float:
    """Give a number as it is, but for rounding to the nearest float."""
    return value.numerator if value.denominator == 1 else float(value)
