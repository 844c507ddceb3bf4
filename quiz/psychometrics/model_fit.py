"""How well one common factor fits: chi-square, RMSEA and CFI; if it fits badly, whether there are two groups instead.

Formulas as in lavaan: chi-square is n times the maximum likelihood discrepancy; RMSEA (Steiger & Lind 1980) and CFI
(Bentler 1990, Psychological Bulletin 107:238), whose baseline is that no statements are correlated.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist, fmean

import numpy as np
from numpy.typing import ArrayLike

from quiz.psychometrics.noncentral import noncentrality_interval
from quiz.psychometrics.one_factor import Array, OneFactor, inverse

POOR_RMSEA = 0.10
"""Above this, a model fits badly (Browne & Cudeck 1993)."""
CLEAR_GAP = 0.15
"""The least difference between the mean correlation inside two groups and the mean correlation between them."""
Z_99 = NormalDist().inv_cdf(0.99)
MIN_GROUP = 2
"""The fewest statements in a group."""


@dataclass(frozen=True)
class ModelFit:
    """The fit of one factor to a theme of four or more statements: with three, it always fits exactly.

    It is `poor` if RMSEA is above 0.10 and chi-square is larger than chance explains (p < .01). `groups` has the places
    (from 0) of the statements in each of two groups if the theme looks like two themes; otherwise it is empty.
    """

    chi_square: float
    degrees: int
    rmsea: float
    cfi: float
    poor: bool
    groups: tuple[tuple[int, ...], ...] = ()
    people: int = 0

    @cached_property
    def rmsea_interval(self) -> tuple[float, float]:
        """The 90% interval of RMSEA, from the interval of the noncentrality (Browne & Cudeck 1993)."""
        low, high = noncentrality_interval(self.chi_square, self.degrees)
        return math.sqrt(low / (self.degrees * self.people)), math.sqrt(high / (self.degrees * self.people))


def model_fit(covariances: ArrayLike, model: OneFactor, people: int) -> ModelFit | None:
    """Return the fit of a model to the k × k covariances (in any unit) to which it was fitted.

    `people` is the number of people from whom the covariances were computed. Returns `None` for fewer than four
    statements, and if a matrix of covariances is not positive definite.
    """
    observed = np.asarray(covariances, float)
    size = len(observed)
    degrees = size * (size - 3) // 2
    expected = np.outer(model.loadings, model.loadings) + np.diag(model.unique)
    seen, implied = inverse(observed), inverse(expected)
    if degrees <= 0 or seen is None or implied is None:
        return None
    discrepancy = max(0.0, implied[1] + float(np.vdot(observed, implied[0])) - seen[1] - size)
    chi_square = people * discrepancy
    baseline = people * (float(np.log(observed.diagonal()).sum()) - seen[1])
    baseline_excess = max(baseline - size * (size - 1) // 2, chi_square - degrees, 0.0)
    rmsea = math.sqrt(max(0.0, discrepancy / degrees - 1 / people))
    cfi = 1 - max(chi_square - degrees, 0.0) / baseline_excess if baseline_excess else 1.0
    poor = rmsea > POOR_RMSEA and chi_square > _upper_bound(degrees)
    return ModelFit(chi_square, degrees, rmsea, cfi, poor, _groups(observed) if poor else (), people)


def _upper_bound(degrees: int) -> float:
    """Return the chi-square that 1% of samples exceed if the model is true (Wilson & Hilferty 1931)."""
    spread = 2 / (9 * degrees)
    return degrees * (1 - spread + Z_99 * math.sqrt(spread)) ** 3


def _groups(observed: Array) -> tuple[tuple[int, ...], ...]:
    """Return two groups of places with clearly higher correlations inside than between them, or () without such groups.

    A group has the places with the same sign on the first or the second principal axis of the correlations. The first
    axis separates groups that correlate negatively.
    """
    correlations = observed / np.sqrt(np.outer(observed.diagonal(), observed.diagonal()))
    axes = np.linalg.eigh(correlations)[1][:, -2:].T
    gap, groups = max((_gap(correlations, axis) for axis in axes), key=lambda found: found[0])
    return groups if gap >= CLEAR_GAP else ()


def _gap(correlations: Array, axis: Array) -> tuple[float, tuple[tuple[int, ...], ...]]:
    """Return how much higher correlations are inside the two groups of an axis than between them, and the groups."""
    one, other = (tuple(int(place) for place in np.flatnonzero(side)) for side in (axis >= 0, axis < 0))
    if min(len(one), len(other)) < MIN_GROUP:
        return 0.0, ()
    inside = [float(correlations[pair]) for group in (one, other) for pair in _pairs(group)]
    between = [float(correlations[i, j]) for i in one for j in other]
    return fmean(inside) - fmean(between), tuple(sorted((one, other)))


def _pairs(places: Sequence[int]) -> list[tuple[int, int]]:
    return [(i, j) for n, i in enumerate(places) for j in places[n + 1 :]]
