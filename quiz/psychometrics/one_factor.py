"""The one-factor model of a theme's statements: a common factor, and a unique variance for each statement.

The model covariances are loadings × loadings, plus the unique variances on the diagonal. The model is fitted by maximum
likelihood (Jöreskog 1971, Psychometrika 36:109) with Newton's method. Unique variances may become negative: a negative
one shows that the model does not suit the answers (a Heywood case).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

MAX_ITERATIONS = 100
STEP_TOLERANCE = 1e-20
"""Stop when a step's squared length is below this, in standard errors for one answer sheet."""
MIN_STEP_SHARE = 1e-9
"""The smallest fraction of a step to try."""
MISFIT_ROUNDING = 1e-14
"""The relative rounding error of a computed misfit."""
MIN_PIVOT = 1e-12
"""A matrix with a smaller pivot, as a share of its diagonal, counts as singular."""


@dataclass(frozen=True, eq=False)
class OneFactor:
    """A fitted model: a loading for each of k statements, in the unit of the answers, and a unique variance.

    `omega` is McDonald's omega total (1999, Test Theory, ch. 6): the share of the sum's variance that is common.
    `gradient` is the k × k derivative of omega with respect to the covariances, for standard errors that assume no
    distribution (Yuan & Bentler 2002, Psychometrika 67:251).
    """

    loadings: Array
    unique: Array
    omega: float
    gradient: Array


def fit(covariances: ArrayLike) -> OneFactor | None:
    """Return the fit to the covariances of three or more statements, or `None` if none is found.

    If statements form clusters, there can be several local optima: the better result of two starting points is used.
    """
    target = np.asarray(covariances, float)
    optima = [optimum for start in (_centroid_start, _marker_start) if (optimum := _optimum(start(target), target))]
    return _model(*min(optima, key=lambda optimum: optimum[0].misfit)) if optima else None


def _optimum(state: "_State | None", covariances: Array) -> "tuple[_State, Array] | None":
    """Return the local optimum near a starting point, with the inverse of its information matrix."""
    for _ in range(MAX_ITERATIONS):
        if state is None:
            return None
        gradient, observed = state.gradient(covariances), inverse(state.information(covariances))
        # Far from the optimum, the observed information may not be positive definite; the expected one always is.
        used = observed or inverse(state.information())
        if used is None:
            return None
        step = used[0] @ gradient
        if observed and gradient @ step < STEP_TOLERANCE:
            return state, observed[0]
        state = _stepped(state, step, covariances)
    return None


def _stepped(state: "_State", step: Array, covariances: Array) -> "_State | None":
    """Return the state after the largest fraction of the step (1, 1/2, 1/4 …) that does not worsen the fit."""
    share = 1.0
    while share > MIN_STEP_SHARE:
        better = _State.of(covariances, *np.split(np.append(state.loadings, state.unique) + share * step, 2))
        if better and better.misfit <= state.misfit + abs(state.misfit) * MISFIT_ROUNDING:
            return better
        share /= 2
    return None


@dataclass(frozen=True, eq=False)
class _State:
    """Loadings and unique variances, the inverse of their model covariances, and their misfit."""

    loadings: Array
    unique: Array
    inverse: Array
    misfit: float

    @classmethod
    def of(cls, covariances: Array, loadings: Array, unique: Array) -> "_State | None":
        if (inverted := inverse(np.outer(loadings, loadings) + np.diag(unique))) is None:
            return None
        matrix, log_determinant = inverted
        return cls(loadings, unique, matrix, log_determinant + float(np.vdot(covariances, matrix)))

    def gradient(self, covariances: Array) -> Array:
        """Return the gradient of half the log-likelihood of one answer sheet with respect to the parameters."""
        left = self.inverse @ covariances @ self.inverse - self.inverse
        return np.append(left @ self.loadings, left.diagonal() / 2)

    def information(self, covariances: Array | None = None) -> Array:
        """Return the information matrix of one answer sheet: observed if covariances are given, else expected."""
        v, loadings = self.inverse, self.loadings
        observed = v if covariances is None else v @ covariances @ v
        d = 2 * observed - v
        across, along = v @ loadings, d @ loadings
        outer = np.outer(across, along)
        both = (outer + outer.T + loadings @ along * v + loadings @ across * d) / 2 - observed + v
        mixed = (along * v + across * d) / 2
        return np.block([[both, mixed], [mixed.T, v * d / 2]])


def _centroid_start(covariances: Array) -> _State | None:
    """Return loadings in proportion to each statement's covariances with the others (the centroid method)."""
    rest = covariances.sum(axis=1) - covariances.diagonal()
    return _start(covariances, rest / np.sqrt(abs(rest.sum()) or 1.0))


def _marker_start(covariances: Array) -> _State | None:
    """Return the best loadings from covariances with a single statement, half of whose variance is assumed common."""
    halves = np.sqrt(covariances.diagonal() / 2)
    loadings = covariances / halves[:, np.newaxis]
    np.fill_diagonal(loadings, halves)
    starts = (_start(covariances, row) for row in loadings)
    return min(filter(None, starts), key=lambda start: start.misfit, default=None)


def _start(covariances: Array, loadings: Array) -> _State | None:
    """Return the state for these loadings, limited so that each statement has some unique variance."""
    limits = 0.9 * np.sqrt(covariances.diagonal())
    limited = np.clip(loadings, -limits, limits)
    return _State.of(covariances, limited, covariances.diagonal() - limited**2)


def _model(state: _State, inverse_information: Array) -> OneFactor:
    total, unique = float(state.loadings.sum()), float(state.unique.sum())
    variance = total**2 + unique
    by_loading, by_unique = 2 * total * unique / variance**2, -(total**2) / variance**2
    weights = inverse_information @ np.repeat([by_loading, by_unique], len(state.loadings))
    for_loadings, for_unique = np.split(weights, 2)
    outer = np.outer(state.inverse @ for_loadings, state.inverse @ state.loadings)
    gradient = (outer + outer.T + state.inverse * for_unique @ state.inverse) / 2
    return OneFactor(state.loadings, state.unique, total**2 / variance, gradient)


def inverse(matrix: Array) -> tuple[Array, float] | None:
    """Return the inverse of a symmetric matrix and its log-determinant; `None` unless it is positive definite."""
    diagonal = matrix.diagonal()
    if not (diagonal > 0).all():
        return None
    # Scaled to a diagonal of ones, since loadings and variances have different units.
    scale = np.sqrt(np.outer(diagonal, diagonal))
    try:
        pivots = np.linalg.cholesky(matrix / scale).diagonal() ** 2
    except np.linalg.LinAlgError:
        return None
    if pivots.min() <= MIN_PIVOT:
        return None
    return np.linalg.inv(matrix / scale) / scale, float(np.log(pivots * diagonal).sum())
