"""The one-factor model of a theme's statements: a common factor, and a unique variance for each statement.

The model covariances are loadings × loadings, plus the unique variances on the diagonal. The model is fitted by maximum
likelihood (Jöreskog 1971, Psychometrika 36:109) with Newton's method. Unique variances may become negative, to reveal
that the model does not suit the answers (a Heywood case).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Matrix = Sequence[Sequence[float]]

MAX_ITERATIONS = 100
STEP_TOLERANCE = 1e-20
"""Stop when a step's squared length is below this, in standard errors for one answer sheet."""
MIN_STEP_SHARE = 1e-9
"""The smallest share of a step to try."""
MISFIT_ROUNDING = 1e-14
"""The relative rounding error of a computed misfit."""


@dataclass(frozen=True)
class OneFactor:
    """A fitted model: a loading and a unique variance for each statement, in the unit of the answers.

    `omega` is McDonald's omega total (1999, Test Theory, ch. 6): the share of the sum's variance that is common.
    `gradient` is the k × k derivative of omega with respect to the covariances, for standard errors that assume no
    distribution (Yuan & Bentler 2002, Psychometrika 67:251).
    """

    loadings: tuple[float, ...]
    unique: tuple[float, ...]
    omega: float
    gradient: Matrix


def fit(covariances: Matrix) -> OneFactor | None:
    """Return the fit to the covariances of three or more statements, or `None` if none is found.

    Statements that form clusters can have several local optima: the better result of two starting points is used.
    """
    starts = (_centroid_start(covariances), _marker_start(covariances))
    optima = [optimum for start in starts if (optimum := _optimum(start, covariances))]
    return _model(*min(optima, key=lambda optimum: optimum[0].misfit)) if optima else None


def _optimum(state: "_State | None", covariances: Matrix) -> "tuple[_State, Matrix] | None":
    """Return the local optimum near a starting point, with the inverse of its information matrix."""
    for _ in range(MAX_ITERATIONS):
        if state is None:
            return None
        gradient, observed = state.gradient(covariances), inverse(state.information(covariances))
        # Far from the optimum, the observed information may not be positive definite; the expected one always is.
        used = observed or inverse(state.information())
        if used is None:
            return None
        step = times(used[0], gradient)
        if observed and _dot(gradient, step) < STEP_TOLERANCE:
            return state, observed[0]
        state = _stepped(state, step, covariances)
    return None


def _stepped(state: "_State", step: Sequence[float], covariances: Matrix) -> "_State | None":
    """Return the state after the largest share of the step (1, 1/2, 1/4 …) that does not worsen the fit."""
    size, share = len(covariances), 1.0
    while share > MIN_STEP_SHARE:
        parameters = [value + share * change for value, change in zip(state.parameters, step, strict=True)]
        better = _State.of(covariances, parameters[:size], parameters[size:])
        if better and better.misfit <= state.misfit + abs(state.misfit) * MISFIT_ROUNDING:
            return better
        share /= 2
    return None


@dataclass(frozen=True)
class _State:
    """Parameters (loadings, then unique variances), the inverse of their model covariances, and their misfit."""

    parameters: Sequence[float]
    inverse: Matrix
    misfit: float

    @classmethod
    def of(cls, covariances: Matrix, loadings: Sequence[float], unique: Sequence[float]) -> "_State | None":
        expected = [[one * other for other in loadings] for one in loadings]
        for n, value in enumerate(unique):
            expected[n][n] += value
        if (inverted := inverse(expected)) is None:
            return None
        matrix, log_determinant = inverted
        trace = sum(_dot(row, other) for row, other in zip(covariances, matrix, strict=True))
        return cls([*loadings, *unique], matrix, log_determinant + trace)

    @property
    def loadings(self) -> Sequence[float]:
        return self.parameters[: len(self.inverse)]

    def gradient(self, covariances: Matrix) -> list[float]:
        """Return the gradient of half the log-likelihood of one answer sheet with respect to the parameters."""
        left = _minus(product(product(self.inverse, covariances), self.inverse), self.inverse)
        return [*times(left, self.loadings), *(row[n] / 2 for n, row in enumerate(left))]

    def information(self, covariances: Matrix | None = None) -> Matrix:
        """Return the information of one answer sheet about the parameters: observed in covariances, or expected."""
        v, size = self.inverse, range(len(self.inverse))
        observed = product(product(v, covariances), v) if covariances else v
        left = _minus(observed, v)
        d = _minus([[2 * value for value in row] for row in observed], v)
        across, along = times(v, self.loadings), times(d, self.loadings)
        length, other = _dot(across, self.loadings), _dot(along, self.loadings)
        both = [
            [
                (along[j] * across[i] + along[i] * across[j] + other * v[i][j] + length * d[i][j]) / 2 - left[i][j]
                for j in size
            ]
            for i in size
        ]
        mixed = [[(along[j] * v[i][j] + across[j] * d[i][j]) / 2 for j in size] for i in size]
        unique = [[v[i][j] * d[i][j] / 2 for j in size] for i in size]
        return [*([*both[i], *mixed[i]] for i in size), *([*(row[i] for row in mixed), *unique[i]] for i in size)]


def _centroid_start(covariances: Matrix) -> "_State | None":
    """Return loadings in proportion to each statement's covariances with the others (the centroid method)."""
    rest = [sum(row) - row[n] for n, row in enumerate(covariances)]
    scale = math.sqrt(abs(sum(rest)) or 1.0)
    return _start(covariances, [value / scale for value in rest])


def _marker_start(covariances: Matrix) -> "_State | None":
    """Return the best loadings from the covariances with one statement, of whose variance half is taken as common."""
    halves = [math.sqrt(row[n] / 2) for n, row in enumerate(covariances)]
    starts = [
        _start(covariances, [*(value / half for value in row[:n]), half, *(value / half for value in row[n + 1 :])])
        for n, (row, half) in enumerate(zip(covariances, halves, strict=True))
    ]
    return min(filter(None, starts), key=lambda start: start.misfit, default=None)


def _start(covariances: Matrix, loadings: Sequence[float]) -> "_State | None":
    """Return the state for these loadings, limited so that each statement has some unique variance."""
    limits = [0.9 * math.sqrt(row[n]) for n, row in enumerate(covariances)]
    limited = [max(-limit, min(limit, value)) for limit, value in zip(limits, loadings, strict=True)]
    return _State.of(covariances, limited, [row[n] - limited[n] ** 2 for n, row in enumerate(covariances)])


def _model(state: _State, inverse_information: Matrix) -> OneFactor:
    size = len(state.inverse)
    loadings, unique = state.loadings, state.parameters[size:]
    common, total_unique = sum(loadings) ** 2, sum(unique)
    omega = common / (common + total_unique)
    by_loading = 2 * sum(loadings) * total_unique / (common + total_unique) ** 2
    by_unique = -common / (common + total_unique) ** 2
    weights = times(inverse_information, [by_loading] * size + [by_unique] * size)
    one, other = times(state.inverse, weights[:size]), times(state.inverse, loadings)
    gradient = [
        [
            (one[i] * other[j] + one[j] * other[i]) / 2
            + sum(weights[size + n] * state.inverse[n][i] * state.inverse[n][j] for n in range(size)) / 2
            for j in range(size)
        ]
        for i in range(size)
    ]
    return OneFactor(tuple(loadings), tuple(unique), omega, gradient)


def inverse(matrix: Matrix) -> tuple[list[list[float]], float] | None:
    """Return the inverse of a symmetric matrix and its log-determinant; `None` unless it is positive definite."""
    rows = [list(row) for row in matrix]
    logarithm = 0.0
    for n, row in enumerate(rows):
        pivot = row[n]
        if not pivot > 1e-12 * abs(matrix[n][n]):
            return None
        logarithm += math.log(pivot)
        # Gauss-Jordan elimination in place: a finished column already contains the column of the inverse.
        row[n] = 1.0
        row[:] = [value / pivot for value in row]
        for other in rows:
            if other is not row and (factor := other[n]):
                other[n] = 0.0
                other[:] = [a - factor * b for a, b in zip(other, row, strict=True)]
    return rows, logarithm


def times(matrix: Matrix, vector: Sequence[float]) -> list[float]:
    """Multiply a matrix by a column vector."""
    return [_dot(row, vector) for row in matrix]


def product(one: Matrix, other: Matrix) -> list[list[float]]:
    """Multiply two matrices."""
    columns = list(zip(*other, strict=True))
    return [[_dot(row, column) for column in columns] for row in one]


def _minus(one: Matrix, other: Matrix) -> list[list[float]]:
    return [[a - b for a, b in zip(*rows, strict=True)] for rows in zip(one, other, strict=True)]


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
