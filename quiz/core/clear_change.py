"""From where on a change is called clear."""

from fractions import Fraction
from statistics import NormalDist

FALSE_ALARM_RATE = Fraction(5, 100)
"""How often someone who has not changed may see the word "clear" anywhere on a page."""


def clear_change_z(themes: int) -> Fraction:
    """Return how many standard errors a clear change exceeds when this many themes are compared on one page.

    Two-sided, so that together they exceed it by chance in FALSE_ALARM_RATE of all pages at most (Šidák 1967, JASA
    62:626); 1.96 for a single theme, as in Jacobson & Truax 1991, JCCP 59:12.
    """
    each = 1 - (1 - float(FALSE_ALARM_RATE)) ** (1 / themes)
    return Fraction(NormalDist().inv_cdf(1 - each / 2))
