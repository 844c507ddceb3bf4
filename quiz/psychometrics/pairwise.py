"""Alpha with all answers: each covariance from the people who answered both statements, as R's psych does by default.

Complete cases leave out everybody who skipped a statement, who may differ from the others.
"""

from dataclasses import dataclass

import numpy as np

from quiz.psychometrics.one_factor import Array
from quiz.psychometrics.statement_answers import Patterns


@dataclass(frozen=True)
class PairwiseAlpha:
    """Alpha, and how many people answered at least one statement and the pair with the fewest answers."""

    value: float
    people: int
    fewest: int


def pairwise_covariances(patterns: Patterns) -> tuple[Array, Array]:
    """Return the covariances (n - 1) of keyed values and the number of people for each pair of statements.

    The means of a pair are those of its people, as in R's `cov(use = "pairwise")`.
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
    """Return alpha from pairwise covariances; `None` unless each pair has `least` people and the sum varies."""
    if not patterns or len(next(iter(patterns))) < 2:  # noqa: PLR2004 alpha compares two statements
        return None
    covariances, people = pairwise_covariances(patterns)
    total = float(covariances.sum()) if people.min() >= least else 0.0
    if total <= 0:
        return None
    size = len(covariances)
    anyone = sum(n for pattern, n in patterns.items() if any(value is not None for value in pattern))
    value = size / (size - 1) * (1 - float(np.trace(covariances)) / total)
    return PairwiseAlpha(value, anyone, int(people.min()))
