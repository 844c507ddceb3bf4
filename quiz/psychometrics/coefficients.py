"""Coefficients of internal consistency, with 95% intervals.

Both intervals use the derivative of the coefficient with respect to each covariance, summed over the observed answer
sheets, so they assume neither a distribution nor equal loadings (Maydeu-Olivares, Coffman & Hartmann 2007,
Psychological Methods 12:157, for alpha; Yuan & Bentler 2002, Psychometrika 67:251, for omega). They are computed on the
logarithm of 1 - coefficient, so that neither exceeds 1 (Bonett 2002, Journal of Educational and Behavioral Statistics
27:335).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from quiz.psychometrics.one_factor import Array, OneFactor

PatternCounts = Mapping[tuple[int, ...], int]
"""The number of people for each pattern of keyed values, one value per statement."""
ScaledCovariances = Sequence[Sequence[int]]
"""The k × k population covariances of keyed values, times the squared number of people, so that they are integers."""

Z_95 = NormalDist().inv_cdf(0.975)
"""The half-width of a 95% interval, in standard errors."""
MAX_LOG_HALF_WIDTH = 50
"""Upper bound of an interval's half-width on the log scale. An interval as wide as that says that nothing is known."""


@dataclass(frozen=True)
class Estimate:
    """A coefficient and the ends of its 95% interval, all at most 1."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """Return the coefficient and its interval, each with two decimals."""
        return f"{self.value:z.2f} ({self.low:z.2f} to {self.high:z.2f})"


def scaled_covariances(patterns: PatternCounts) -> list[list[int]]:
    """Return the scaled covariances of all pairs of statements."""
    values, counts = _exact(patterns)
    sums, products = counts @ values, counts * values.T @ values
    return [list(row) for row in counts.sum() * products - np.outer(sums, sums)]


def cronbach_alpha(covariances: ScaledCovariances) -> Fraction:
    """Return Cronbach's alpha of k statements: k / (k - 1) × (1 - sum of variances / variance of sum).

    There must be two or more statements, and their sum must vary (Cronbach 1951, Psychometrika 16:297).
    """
    size, total = len(covariances), sum(map(sum, covariances))
    return Fraction(size, size - 1) * (1 - Fraction(sum(row[n] for n, row in enumerate(covariances)), total))


def item_rest_correlations(covariances: ScaledCovariances) -> list[float | None]:
    """Return each statement's correlation with the sum of the others; `None` if one of the two is constant."""
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
    gradient = np.full((size, size), common) - np.diag([own] * size)
    return _estimate(float(cronbach_alpha(covariances)), gradient, patterns)


def omega(patterns: PatternCounts, model: OneFactor) -> Estimate:
    """Return omega with its interval, cut off at 0. The model must be fitted to the patterns' scaled covariances."""
    estimate = _estimate(model.omega, model.gradient, patterns)
    return replace(estimate, low=max(0.0, estimate.low))


def _estimate(value: float, gradient: Array, patterns: PatternCounts) -> Estimate:
    values, counts = _exact(patterns)
    people = sum(patterns.values())
    # In the unit of the scaled covariances. The influences of all people sum to 0, because a common factor of all
    # covariances does not change the coefficient.
    deviations = (people * values - counts @ values).astype(float)
    influences = (deviations @ gradient * deviations).sum(axis=1)
    error = math.sqrt(counts.astype(float) @ influences**2 / (people * (people - 1)))
    factor = math.exp(min(MAX_LOG_HALF_WIDTH, Z_95 * error / (1 - value)))
    return Estimate(value, 1 - (1 - value) * factor, 1 - (1 - value) / factor)


def _exact(patterns: PatternCounts) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    """Return the patterns as rows, and their counts, as arrays of Python integers, which cannot overflow."""
    return np.array(list(patterns), object), np.array(list(patterns.values()), object)
