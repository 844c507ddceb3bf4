"""Coefficients of how well statements go together, with their intervals.

Both intervals follow from how the coefficient answers to each covariance, summed over the answer sheets as they are: no
distribution and no equal loadings are taken for granted (Maydeu-Olivares, Coffman & Hartmann 2007, Psychological
Methods 12:157, for alpha; Yuan & Bentler 2002, Psychometrika 67:251, for omega). They are drawn on the logarithm of
1 - coefficient, as Bonett does (2002, Journal of Educational and Behavioral Statistics 27:335), so that none passes 1.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import NormalDist

from quiz.psychometrics.one_factor import Matrix, OneFactor

Sheets = Mapping[tuple[int, ...], int]
"""How many people gave each pattern of keyed values, one value a statement."""
Spread = Sequence[Sequence[int]]
"""Covariances of keyed values times the square of the number of people: whole numbers."""

WIDE = NormalDist().inv_cdf(0.975)
"""Standard errors to each side of a 95 % interval."""
WIDEST = 50
"""Where a logarithm of 1 - coefficient stops: the interval says no more than that nothing is known."""


@dataclass(frozen=True)
class Estimate:
    """A coefficient with its 95 % interval; at most 1."""

    value: float
    low: float
    high: float


def sums_of(sheets: Sheets) -> list[int]:
    """Give the sum of each statement's values."""
    size = range(len(next(iter(sheets))))
    return [sum(pattern[i] * times for pattern, times in sheets.items()) for i in size]


def spread_of(sheets: Sheets) -> list[list[int]]:
    """Give the spread of the statements' values."""
    people, sums = sum(sheets.values()), sums_of(sheets)
    size = range(len(sums))
    products = [[sum(p[i] * p[j] * times for p, times in sheets.items()) for j in range(i + 1)] for i in size]
    return [[people * products[max(i, j)][min(i, j)] - sums[i] * sums[j] for j in size] for i in size]


def cronbach(spread: Spread) -> Fraction:
    """Give alpha, k / (k - 1) × (1 - sum of variances / variance of the sum) (Cronbach 1951, Psychometrika 16:297)."""
    size, total = len(spread), sum(map(sum, spread))
    return Fraction(size, size - 1) * (1 - Fraction(sum(row[place] for place, row in enumerate(spread)), total))


def item_rest(spread: Spread) -> list[float | None]:
    """Correlate each statement with the sum of the others; `None` where one of the two is constant."""
    total = sum(map(sum, spread))
    found: list[float | None] = []
    for place, row in enumerate(spread):
        own, shared = row[place], sum(row) - row[place]
        rest = total - own - 2 * shared
        found.append(shared / math.sqrt(own * rest) if own and rest else None)
    return found


def alpha(sheets: Sheets, spread: Spread) -> Estimate:
    """Give alpha with its interval from sheets and their spread; the sum must vary and alpha be below 1."""
    size, total = len(spread), sum(map(sum, spread))
    own = size / (size - 1) / total
    common = own * (sum(row[place] for place, row in enumerate(spread)) / total)
    slope = [[common - own * (i == j) for j in range(size)] for i in range(size)]
    return _estimate(float(cronbach(spread)), slope, sheets)


def omega(sheets: Sheets, model: OneFactor) -> Estimate:
    """Give omega with its interval, which ends at 0, from the model fitted to the spread of the same sheets."""
    found = _estimate(model.omega, model.slope, sheets)
    return replace(found, low=max(0.0, found.low))


def _estimate(value: float, slope: Matrix, sheets: Sheets) -> Estimate:
    sums, people = sums_of(sheets), sum(sheets.values())
    size = range(len(slope))
    squares = 0.0
    for pattern, times in sheets.items():
        # In the unit of the spread. The pulls of all people add up to 0: covariances that grow alike change nothing.
        apart = [people * value - total for value, total in zip(pattern, sums, strict=True)]
        pull = sum(apart[i] * sum(slope[i][j] * apart[j] for j in size) for i in size)
        squares += times * pull**2
    error = math.sqrt(squares / (people * (people - 1)))
    reach = math.exp(min(WIDEST, WIDE * error / (1 - value)))
    return Estimate(value, 1 - (1 - value) * reach, 1 - (1 - value) / reach)
