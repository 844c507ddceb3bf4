"""The one-factor model of a theme's statements: what all have in common, and what each has for itself.

The covariances are taken to be loadings × loadings, plus each statement's own variance on the diagonal. Fitted by
maximum likelihood (Jöreskog 1971, Psychometrika 36:109), by Newton's steps. No share of variance is kept from going
below zero, so that a model that does not suit the answers shows (a Heywood case).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Matrix = Sequence[Sequence[float]]

ROUNDS = 100
CLOSE = 1e-20
"""How far from the best fit to stop: the squared length of the last step, in standard errors of one answer sheet."""
SHORTEST = 1e-9
"""The smallest share of a step that is tried."""
ROUNDING = 1e-14
"""What a computed fit may be off, in shares of itself."""


@dataclass(frozen=True)
class OneFactor:
    """A fitted model: a loading and a variance of its own for each statement, in the unit of the answers.

    `omega` is McDonald's omega total (1999, Test Theory, ch. 6): the share of the sum's variance that is common.
    `slope` is how omega answers to each covariance, k × k: with it follow standard errors that take no distribution for
    granted (Yuan & Bentler 2002, Psychometrika 67:251).
    """

    loadings: tuple[float, ...]
    own: tuple[float, ...]
    omega: float
    slope: Matrix


def fit(covariances: Matrix) -> OneFactor | None:
    """Fit the model to the covariances of three or more statements; `None` when no model comes close.

    Statements that form clusters have more than one fit that beats all near it: of two starts, the better end is taken.
    """
    starts = (_alike(covariances), _marked(covariances))
    ends = [end for start in starts if (end := _best(start, covariances))]
    return _fitted(*min(ends, key=lambda end: end[0].misfit)) if ends else None


def _best(state: "_State | None", covariances: Matrix) -> "tuple[_State, Matrix] | None":
    """Go on to the best fit near a guess, and give the inverse of its curvature too."""
    for _ in range(ROUNDS):
        if state is None:
            return None
        slope, seen = state.slope(covariances), inverse(state.curvature(covariances))
        # Far from the best fit the answers may be bent the wrong way; what the model expects never is.
        bend = seen or inverse(state.curvature())
        if bend is None:
            return None
        step = times(bend[0], slope)
        if seen and _dot(slope, step) < CLOSE:
            return state, seen[0]
        state = _moved(state, step, covariances)
    return None


def _moved(state: "_State", step: Sequence[float], covariances: Matrix) -> "_State | None":
    """Take the step, or as much of it as makes the fit no worse."""
    size, share = len(covariances), 1.0
    while share > SHORTEST:
        moved = [value + share * change for value, change in zip(state.parameters, step, strict=True)]
        better = _State.of(covariances, moved[:size], moved[size:])
        if better and better.misfit <= state.misfit + abs(state.misfit) * ROUNDING:
            return better
        share /= 2
    return None


@dataclass(frozen=True)
class _State:
    """One guess: loadings, then own variances; the inverse of the covariances it expects; how badly they fit."""

    parameters: Sequence[float]
    inverse: Matrix
    misfit: float

    @classmethod
    def of(cls, covariances: Matrix, loadings: Sequence[float], own: Sequence[float]) -> "_State | None":
        expected = [[one * other for other in loadings] for one in loadings]
        for place, value in enumerate(own):
            expected[place][place] += value
        turned = inverse(expected)
        if turned is None:
            return None
        trace = sum(_dot(row, other) for row, other in zip(covariances, turned[0], strict=True))
        return cls([*loadings, *own], turned[0], turned[1] + trace)

    @property
    def loadings(self) -> Sequence[float]:
        return self.parameters[: len(self.inverse)]

    def slope(self, covariances: Matrix) -> list[float]:
        """Give the slope of half the log-likelihood of one answer sheet along the parameters."""
        left = _minus(product(product(self.inverse, covariances), self.inverse), self.inverse)
        return [*times(left, self.loadings), *(row[place] / 2 for place, row in enumerate(left))]

    def curvature(self, covariances: Matrix | None = None) -> Matrix:
        """Give the information of one answer sheet about the parameters: with these covariances, or as expected."""
        v, size = self.inverse, range(len(self.inverse))
        seen = product(product(v, covariances), v) if covariances else v
        left = _minus(seen, v)
        d = _minus([[2 * value for value in row] for row in seen], v)
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
        own = [[v[i][j] * d[i][j] / 2 for j in size] for i in size]
        return [*([*both[i], *mixed[i]] for i in size), *([*(row[i] for row in mixed), *own[i]] for i in size)]


def _alike(covariances: Matrix) -> "_State | None":
    """Guess loadings as if every statement had half its variance in common, and the others' mean covariances."""
    rest = [sum(row) - row[place] for place, row in enumerate(covariances)]
    scale = math.sqrt(abs(sum(rest)) or 1.0)
    return _guess(covariances, [value / scale for value in rest])


def _marked(covariances: Matrix) -> "_State | None":
    """Guess loadings from the covariances with one statement, half of it common: the one that makes the best guess."""
    halves = [math.sqrt(row[place] / 2) for place, row in enumerate(covariances)]
    guesses = [
        _guess(
            covariances, [*(value / half for value in row[:place]), half, *(value / half for value in row[place + 1 :])]
        )
        for place, (row, half) in enumerate(zip(covariances, halves, strict=True))
    ]
    return min(filter(None, guesses), key=lambda guess: guess.misfit, default=None)


def _guess(covariances: Matrix, loadings: Sequence[float]) -> "_State | None":
    """Give the state of these loadings, or of smaller ones that leave each statement some variance of its own."""
    most = [0.9 * math.sqrt(row[place]) for place, row in enumerate(covariances)]
    kept = [max(-m, min(m, value)) for m, value in zip(most, loadings, strict=True)]
    return _State.of(covariances, kept, [row[n] - kept[n] ** 2 for n, row in enumerate(covariances)])


def _fitted(state: _State, bend: Matrix) -> OneFactor:
    size = len(state.inverse)
    loadings, own = state.loadings, state.parameters[size:]
    common, alone = sum(loadings) ** 2, sum(own)
    omega = common / (common + alone)
    by_loading = 2 * sum(loadings) * alone / (common + alone) ** 2
    by_own = -common / (common + alone) ** 2
    weights = times(bend, [by_loading] * size + [by_own] * size)
    one, other = times(state.inverse, weights[:size]), times(state.inverse, loadings)
    slope = [
        [
            (one[i] * other[j] + one[j] * other[i]) / 2
            + sum(weights[size + n] * state.inverse[n][i] * state.inverse[n][j] for n in range(size)) / 2
            for j in range(size)
        ]
        for i in range(size)
    ]
    return OneFactor(tuple(loadings), tuple(own), omega, slope)


def inverse(matrix: Matrix) -> tuple[list[list[float]], float] | None:
    """Turn a symmetric matrix round and give the logarithm of its determinant; `None` unless positive definite."""
    rows = [list(row) for row in matrix]
    logarithm = 0.0
    for place, row in enumerate(rows):
        pivot = row[place]
        if not pivot > 1e-12 * abs(matrix[place][place]):
            return None
        logarithm += math.log(pivot)
        # Gauss and Jordan's way in place: a column that is done holds the inverse's.
        row[place] = 1.0
        row[:] = [value / pivot for value in row]
        for other in rows:
            if other is not row and (factor := other[place]):
                other[place] = 0.0
                other[:] = [a - factor * b for a, b in zip(other, row, strict=True)]
    return rows, logarithm


def times(matrix: Matrix, vector: Sequence[float]) -> list[float]:
    """Multiply a matrix by a column."""
    return [_dot(row, vector) for row in matrix]


def product(one: Matrix, other: Matrix) -> list[list[float]]:
    """Multiply two matrices."""
    columns = list(zip(*other, strict=True))
    return [[_dot(row, column) for column in columns] for row in one]


def _minus(one: Matrix, other: Matrix) -> list[list[float]]:
    return [[a - b for a, b in zip(*rows, strict=True)] for rows in zip(one, other, strict=True)]


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
