"""How numbers, lists and days are written for a reader, in the language of the request."""

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from fractions import Fraction

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import get_decimal_symbol

from quiz.web.languages.choice import current_locale

LARGE_COUNT = 100
US_LETTER_REGIONS = {"us", "ca"}
"""Regions that use US Letter paper. All others use A4."""


def whole(value: Fraction | float, top: int = 100) -> str:
    """Round a number between 0 and `top` to a whole one, halves up; only exact values become 0 or `top`."""
    above, below = value.as_integer_ratio()
    rounded = (2 * above + below) // (2 * below)
    if rounded <= 0 < value:
        rounded = 1
    if value < top <= rounded:
        rounded = top - 1
    return str(rounded)


def rounded(value: Fraction, decimals: int, bottom: Fraction | None = None, top: Fraction | None = None) -> str:
    """Round a number to `decimals` places, halves up; only exact values become `bottom` or `top`."""
    step = Fraction(1, 10**decimals)
    steps = math.floor(value / step + Fraction(1, 2))
    if bottom is not None and value > bottom:
        steps = max(steps, math.floor(bottom / step) + 1)
    if top is not None and value < top:
        steps = min(steps, math.ceil(top / step) - 1)
    return f"{float(steps * step):.{decimals}f}".replace(".", get_decimal_symbol(current_locale()))


def plural_count(number: str) -> int:
    """Return the count that decides the plural after a written number. Decimals take the plural of a large number."""
    return int(number) if number.isdecimal() else LARGE_COUNT


def listed(names: Sequence[str]) -> str:
    """Write names as a list: a, b, and c."""
    return format_list(names, "standard", current_locale())


def language_name(code: str) -> str:
    """Return the name of a language by its code, such as Spanish; the code itself if it has no name."""
    names = current_locale().languages
    return names.get(code.replace("-", "_")) or names.get(code.partition("-")[0]) or code


def local_day(moment: float | datetime, zone: tzinfo | None = None) -> date:
    """Return the date of a moment in a time zone, by default the server's.

    The moment is in seconds since the epoch, or an aware datetime.
    """
    moment = moment if isinstance(moment, datetime) else datetime.fromtimestamp(moment, UTC)
    return moment.astimezone(zone).date()


def long_day(day: date) -> str:
    """Write a day so that nobody mistakes the month for the day: November 27, 2026."""
    return format_date(day, "long", current_locale())


def short_day(day: date) -> str:
    """Write a day in short form: Nov 27, 2026."""
    return format_skeleton("yMMMd", day, locale=current_locale())


def month_and_day(day: date) -> str:
    """Write a day without its year: December 25."""
    return format_skeleton("MMMMd", day, locale=current_locale())


def month(day: date) -> str:
    """Write the month of a day: November 2026."""
    return format_skeleton("yMMMM", day, locale=current_locale())
