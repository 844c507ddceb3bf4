"""Simulated people who answer a questionnaire: seeded, and realistic enough to test what pages say about scores.

Not data: nobody has measured these people. Each has a true worry per theme; a statement is answered on a graded
response scale (Samejima 1969, Psychometrika Monograph 17) from the worry and from how the person takes that statement.
In version 2 of Steady, alpha is about .80, the SD of a score 19 to 21, the correlation of two themes' scores about .41,
and the mean score 33 ("community") or 45 (`in_doubt`). Context answers depend on overall insecurity; their base rates
(tests/population_context.py) are guesses.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from quiz.core.answers import Answers
from quiz.core.questionnaire import Questionnaire
from tests.population_context import draw_context

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

THEME_CORRELATION = 0.53
"""Between two true worries; that of two scores is lower by their reliability."""
LOADING, REVERSED_LOADING = 0.70, 0.63
"""Correlation of a worry and the inclination to a statement. Reversed statements are somewhat less reliable."""
STABLE_SHARE = 0.65
"""How much of what is special to a person and a statement is the same at the next take."""
WORRY_PART, VIEW_PART = 0.8, 0.1
"""Shares of a score's variance that come from the worry and from lasting views, for a theme of six statements."""
DOUBT_SHIFT = 0.7
"""How much more people in doubt worry, in SDs of a true worry."""
LOWEST_THRESHOLD, HIGHEST_THRESHOLD = -0.5, 2.0
"""Inclinations from which the second and the highest answer are given."""
STATEMENT_SPREAD = 0.25
"""SD of how much more inclination one statement needs than another."""
MISSING = -1


class People:
    """Simulated people: their true worries (`people x themes`, SDs) and their lasting views of each statement."""

    def __init__(self, questionnaire: Questionnaire, count: int, seed: int, *, in_doubt: bool = False) -> None:
        self.questionnaire = questionnaire
        self._random = np.random.default_rng(seed)
        themes = [theme.id for theme in questionnaire.themes]
        self._theme_of = np.array([themes.index(s.theme) for s in questionnaire.statements])
        is_reversed = np.array([statement.reversed for statement in questionnaire.statements])
        self._loadings = np.where(is_reversed, REVERSED_LOADING, LOADING)
        self._levels = len(questionnaire.scale.points) - 1
        steps = np.linspace(LOWEST_THRESHOLD, HIGHEST_THRESHOLD, self._levels)
        # The statements are the same for all populations, so they do not depend on the seed.
        spread = np.random.default_rng(7).normal(0, STATEMENT_SPREAD, len(self._theme_of))
        self._thresholds = steps[:, None] + spread
        self.worries = DOUBT_SHIFT * in_doubt + self._correlated((count, len(themes)))
        self._views = self._random.normal(size=(count, len(self._theme_of)))
        self._skipping = np.where(self._random.random(count) < 0.15, 0.12, 0.01)
        self._context = draw_context(questionnaire, self.worries.mean(axis=1) - DOUBT_SHIFT * in_doubt, self._random)

    def take(self, retest: float = 0.8, fall: Mapping[str, float] | None = None) -> tuple[list[Answers], Floats]:
        """Return everyone's answers at one take, and their true scores then (0-100, `people x themes`).

        Scores of unchanged people at two takes correlate by about `retest`, at most 0.9 or so. `fall` has by how many
        points true scores are lower than at other takes, by theme; no true score falls below 0.
        """
        state = self._state_share(retest)
        center = self.worries.mean(axis=0)
        now = center + np.sqrt(1 - state) * (self.worries - center)
        now += np.sqrt(state) * self._correlated(now.shape)
        for theme, points in (fall or {}).items():
            number = [each.id for each in self.questionnaire.themes].index(theme)
            now[:, number] = self._lowered(number, now[:, number], points)
        fresh = self._random.normal(size=self._views.shape)
        views = np.sqrt(STABLE_SHARE) * self._views + np.sqrt(1 - STABLE_SHARE) * fresh
        inclination = self._loadings * now[:, self._theme_of] + np.sqrt(1 - self._loadings**2) * views
        keyed: Integers = (inclination[:, None, :] > self._thresholds).sum(axis=1)
        keyed[self._random.random(keyed.shape) < self._skipping[:, None]] = MISSING
        true = np.column_stack([self._true_score(number, now[:, number]) for number in range(now.shape[1])])
        return self._answers(keyed), true

    def _correlated(self, shape: tuple[int, ...]) -> Floats:
        common = self._random.normal(size=(shape[0], 1))
        own = self._random.normal(size=shape)
        both: Floats = np.sqrt(THEME_CORRELATION) * common + np.sqrt(1 - THEME_CORRELATION) * own
        return both

    @staticmethod
    def _state_share(retest: float) -> float:
        """Return the share of passing states in worries that leads to this correlation of two takes."""
        return min(1.0, max(0.0, 1 - (retest - VIEW_PART) / WORRY_PART))

    def _true_score(self, theme: int, worries: Floats) -> Floats:
        """Return the scores that worries lead to on average over views of the statements."""
        grid = np.linspace(-6, 6, 241)
        own = self._theme_of == theme
        distance = (self._loadings[own] * grid[:, None] - self._thresholds[:, None, own]) / np.sqrt(
            1 - self._loadings[own] ** 2
        )
        curve = 100 * _normal_cdf(distance).mean(axis=(0, 2))
        scores: Floats = np.interp(worries, grid, curve)
        return scores

    def _lowered(self, theme: int, worries: Floats, points: float) -> Floats:
        grid = np.linspace(-6, 6, 241)
        curve = self._true_score(theme, grid)
        lowered: Floats = np.interp(np.interp(worries, grid, curve) - points, curve, grid)
        return lowered

    def _answers(self, keyed: Integers) -> list[Answers]:
        points = self.questionnaire.scale.points
        raw = np.where([s.reversed for s in self.questionnaire.statements], self._levels - keyed, keyed)
        values = np.array([*(point.value for point in points), None], dtype=object)
        rows = values[np.where(keyed == MISSING, len(points), raw)].tolist()
        ids = [statement.id for statement in self.questionnaire.statements]
        return [
            Answers(dict(zip(ids, row, strict=True)), context) for row, context in zip(rows, self._context, strict=True)
        ]


def population(questionnaire: Questionnaire, count: int, seed: int, *, in_doubt: bool = False) -> list[Answers]:
    """Return the answers of simulated people, the same for the same seed."""
    return People(questionnaire, count, seed, in_doubt=in_doubt).take()[0]


def _normal_cdf(values: Floats) -> Floats:
    """Return the standard normal distribution function, within 8e-8 (Abramowitz & Stegun 1964, 26.2.17)."""
    t = 1 / (1 + 0.2316419 * np.abs(values))
    series = 0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))
    tail = np.exp(-(values**2) / 2) / np.sqrt(2 * np.pi) * t * series
    below: Floats = np.where(values > 0, 1 - tail, tail)
    return below
