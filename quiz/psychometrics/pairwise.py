"""Alpha from all answers: each covariance is from the people who answered both statements, as in R's psych by default.

Complete cases leave out everybody who skipped a statement, and these people may differ from the others.
"""

import math
from dataclasses import dataclass

import numpy as np

from quiz.psychometrics.one_factor import Array
from quiz.psychometrics.statement_answers import Patterns


@dataclass(frozen=True)
class PairwiseAlpha:
    """Alpha from pairwise covariances, at most 1.

    `people` is how many answered at least one statement. `without` has alpha without each statement, `None` for fewer
    than two others or if their sum does not vary. `item_rest` has each statement's correlation with the sum of the
    others, `None` if the statement or that sum is constant.
    """

    value: float
    people: int
    without: tuple[float | None, ...]
    item_rest: tuple[float | None, ...]


def pairwise_covariances(patterns: Patterns) -> tuple[Array, Array]:
    """Return two k × k arrays: the covariances (n - 1) of keyed values, and the number of people for each pair.

    A pair's means are over the people who answered both statements, as in R's `cov(use = "pairwise")`.
    """
    counts = np.array(list(patterns.values()), float)
    given = np.array([[value is not None for value in pattern] for pattern in patterns], float)
    values = np.array([[value or 0 for value in pattern] for pattern in patterns], float)
    weighted = counts[:, np.newaxis]
    people = given.T @ (weighted * given)
    # Row i, column j: the sum of statement i's values over people who answered both.
    sums = values.T @ (weighted * given)
    products = values.T @ (weighted * values)
    with np.errstate(divide="ignore", invalid="ignore"):
        return (products - sums * sums.T / people) / (people - 1), people


def pairwise_alpha(patterns: Patterns, least: int) -> PairwiseAlpha | None:
    """Return alpha; `None` unless at least `least` people answered each pair of statements and the sum varies."""
    if not patterns or len(next(iter(patterns))) < 2:  # noqa: PLR2004 alpha compares two statements
        return None
    covariances, people = pairwise_covariances(patterns)
    value = _alpha(covariances) if people.min() >= least else None
    if value is None:
        return None
    anyone = sum(n for pattern, n in patterns.items() if any(value is not None for value in pattern))
    places = range(len(covariances))
    rests = (np.delete(np.delete(covariances, place, 0), place, 1) for place in places)
    return PairwiseAlpha(value, anyone, tuple(map(_alpha, rests)), _item_rest(covariances))


def _alpha(covariances: Array) -> float | None:
    size, total = len(covariances), float(covariances.sum())
    return size / (size - 1) * (1 - float(np.trace(covariances)) / total) if size > 1 and total > 0 else None


def _item_rest(covariances: Array) -> tuple[float | None, ...]:
    own = covariances.diagonal()
    shared = covariances.sum(axis=1) - own
    spread = own * (covariances.sum() - own - 2 * shared)
    return tuple(
        float(common / math.sqrt(product)) if product > 0 else None
        for common, product in zip(shared, spread, strict=True)
    )
