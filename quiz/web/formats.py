"""How numbers are written for a reader: the one place that would know about another language."""

from datetime import date
from fractions import Fraction

LANGUAGE = "en"
"""The language of every page and report, as in `<html lang>`."""
LETTER = {"en-us", "en-ca"}
"""Where paper is Letter, as browsers name their languages. Everywhere else it is A4."""


def whole(value: Fraction | float, top: int = 100) -> str:
    """Round a number between 0 and `top` to a whole one, halves up; only an exact 0 or `top` is shown as such."""
    above, below = value.as_integer_ratio()
    rounded = (2 * above + below) // (2 * below)
    if rounded <= 0 < value:
        rounded = 1
    if value < top <= rounded:
        rounded = top - 1
    return str(rounded)


def day_in_words(day: date) -> str:
    """Write a day so that nobody takes the month for the day."""
    return f"{day.day} {day:%B} {day.year}"


def short_day(day: date) -> str:
    """Write a day where there is little room, still with its month in letters."""
    return f"{day.day} {day:%b %Y}"
