"""Coefficients of internal consistency, with their intervals.

Both intervals use the derivative of the coefficient with respect to each covariance, summed over the observed answer
sheets, so they assume neither a distribution nor equal loadings (Maydeu-Olivares, Coffman & Hartmann 2007,
Psychological Methods 12:157, for alpha; Yuan & Bentler 2002, Psychometrika 67:251, for omega). They are computed on the
logarithm of 1 - coefficient (Bonett 2002, Journal of Educational and Behavioral Statistics 27:335), so none exceeds 1.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import NormalDist

from quiz.psychometrics.one_factor import Matrix, OneFactor

PatternCounts = Mapping[tuple[int, ...], int]
"""The number of people for each pattern of keyed values, one value per statement."""
ScaledCovariances = Sequence[Sequence[int]]
"""Covariances of keyed values times the squared number of people: integers."""

Z_95 = NormalDist().inv_cdf(0.975)
"""Standard errors on each side of a 95 % interval."""
MAX_LOG_HALF_WIDTH = 50
"""Upper bound of an interval's half-width on the log scale; so wide an interval only says that nothing is known."""


@dataclass(frozen=True)
class Estimate:
    """A coefficient with its 95 % interval; at most 1."""

    value: float
    low: float
    high: float


def item_sums(patterns: PatternCounts) -> list[int]:
    """Return the sum of each statement's values."""
    size = range(len(next(iter(patterns))))
    return [sum(pattern[i] * count for pattern, count in patterns.items()) for i in size]


def scaled_covariances(patterns: PatternCounts) -> list[list[int]]:
    """Return the scaled covariances of the statements' values."""
    people, sums = sum(patterns.values()), item_sums(patterns)
    size = range(len(sums))
    products = [[sum(p[i] * p[j] * count for p, count in patterns.items()) for j in range(i + 1)] for i in size]
    return [[people * products[max(i, j)][min(i, j)] - sums[i] * sums[j] for j in size] for i in size]


def cronbach_alpha(covariances: ScaledCovariances) -> Fraction:
    """Return alpha: k / (k - 1) × (1 - sum of variances / variance of sum) (Cronbach 1951, Psychometrika 16:297)."""
    size, total = len(covariances), sum(map(sum, covariances))
    return Fraction(size, size - 1) * (1 - Fraction(sum(row[n] for n, row in enumerate(covariances)), total))


def item_rest_correlations(covariances: ScaledCovariances) -> list[float | None]:
    """Return each statement's correlation with the sum of the others; `None` where one of the two is constant."""
    total = sum(map(sum, covariances))
    correlations: list[float | None] = []
    for n, row in enumerate(covariances):
        own, shared = row[n], sum(row) - row[n]
        rest = total - own - 2 * shared
        correlations.append(shared / math.sqrt(own * rest) if own and rest else None)
    return correlations


def alpha(patterns: PatternCounts, covariances: ScaledCovariances) -> Estimate:
    """Return alpha with its interval. The statements' sum must vary, and alpha must be below 1."""
    size, total = len(covariances), sum(map(sum, covariances))
    own = size / (size - 1) / total
    common = own * (sum(row[n] for n, row in enumerate(covariances)) / total)
    gradient = [[common - own * (i == j) for j in range(size)] for i in range(size)]
    return _estimate(float(cronbach_alpha(covariances)), gradient, patterns)


def omega(patterns: PatternCounts, model: OneFactor) -> Estimate:
    """Return omega with its interval, cut off at 0. The model is fitted to the scaled covariances of the patterns."""
    estimate = _estimate(model.omega, model.gradient, patterns)
    return replace(estimate, low=max(0.0, estimate.low))


def _estimate(value: float, gradient: Matrix, patterns: PatternCounts) -> Estimate:
    sums, people = item_sums(patterns), sum(patterns.values())
    size = range(len(gradient))
    squares = 0.0
    for pattern, count in patterns.items():
        # In the unit of the scaled covariances. The influences of all people sum to 0: the coefficient does not
        # change when all covariances are multiplied by the same factor.
        deviations = [people * value - total for value, total in zip(pattern, sums, strict=True)]
        influence = sum(deviations[i] * sum(gradient[i][j] * deviations[j] for j in size) for i in size)
        squares += count * influence**2
    error = math.sqrt(squares / (people * (people - 1)))
    factor = math.exp(min(MAX_LOG_HALF_WIDTH, Z_95 * error / (1 - value)))
    return Estimate(value, 1 - (1 - value) * factor, 1 - (1 - value) / factor)
