"""How numbers are written for a reader: the one place that would know about another language."""

import math
from fractions import Fraction


def whole(value: Fraction | float, top: int = 100) -> str:
    """Round a number between 0 and `top` to a whole one, halves up; only an exact 0 or `top` is shown as such."""
    rounded = math.floor(Fraction(value) + Fraction(1, 2))
    if rounded <= 0 < value:
        rounded = 1
    if value < top <= rounded:
        rounded = top - 1
    return str(rounded)
