"""The scoring rules: from answers to a profile, in exact arithmetic.

A score is 0-100, the percent of the maximum possible score (POMP; Cohen, Cohen, Aiken & West 1999, Multivariate
Behavioral Research 34:315): 100 (mean - min) / (max - min) over the answered statements, where min and max are
the ends of the scale. It is a position on the scale, not a percentile of people.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal, get_args

from quiz.core.answers import Answers
from quiz.core.questionnaire import Band, Direction, Questionnaire, Statement, Theme
from quiz.core.unit_range import POMP, UnitRange

State = Literal["full", "partial", "too_few"]
Lean = Literal["lower", "higher", ""]

QUIET_BELOW = 25
"""A score below this is quiet: on average, answers in the lowest quarter of the scale."""
MIDDLE = 50
"""The middle of the scale, in points."""
MIXED_ENDS = (0, 100)
"""The common scale on which answers are averaged if the statements of a theme have scales with different ends."""
NEAR_AN_END = 25
"""A score within this distance of an end of the scale is very low or very high, in points."""


@dataclass(frozen=True)
class ThemeScore:
    """One theme's score, and its range: `low` to `high`, one standard error on each side (about 68%). All are 0-100.

    With `too_few` answers, score and range are `None`. `variance` is the squared standard error, in squared points, or
    0 without a score. `band` contains the exact score, `band_low` and `band_high` contain the ends of its range; all
    three are `None` without a score or without bands. `range` is the range of possible scores in the questionnaire's
    unit, which the bands are also in.
    """

    theme: Theme
    answered: int
    asked: int
    state: State
    variance: Fraction
    score: Fraction | None = None
    low: float | None = None
    high: float | None = None
    band: Band | None = None
    band_low: Band | None = None
    band_high: Band | None = None
    range: UnitRange = POMP

    @property
    def in_unit(self) -> Fraction:
        """The score in the questionnaire's unit; without a score, the lowest possible one."""
        return self.range.at(self.score or Fraction(0))

    @property
    def level(self) -> Fraction:
        """How much the score calls for attention, 0-100: a strength does so more the lower it is."""
        score = self.score or Fraction(0)
        return 100 - score if self.theme.direction == "strength" else score

    @property
    def lean(self) -> Lean:
        """Whether the true score is more likely `lower` than a very high score, or `higher` than a very low one.

        Observed scores are more extreme than true ones (Kelley 1947, Fundamentals of Statistics, p. 409). Without norms
        there is no average to correct toward, so this says nothing ("") about scores that are not near an end.
        """
        if self.score is None:
            return ""
        return "lower" if self.score >= 100 - NEAR_AN_END else "higher" if self.score <= NEAR_AN_END else ""


@dataclass(frozen=True)
class Profile:
    """Every theme's score, in the questionnaire's order.

    `keyed` maps the id of each answered statement to its value, 0-100, in the direction of its theme.
    """

    questionnaire: Questionnaire
    themes: tuple[ThemeScore, ...]
    keyed: Mapping[str, Fraction]

    @cached_property
    def scored(self) -> tuple[ThemeScore, ...]:
        """The themes with a score."""
        return tuple(theme for theme in self.themes if theme.score is not None)

    @cached_property
    def leading(self) -> tuple[ThemeScore, ...]:
        """The themes at most one standard error of the difference below the highest score, highest first.

        They include the truly highest theme for nine people in ten (tests/test_lead.py). Themes with equal scores
        are in the order of the questionnaire. Worries and strengths are not compared with each other: a questionnaire
        with both has no leading theme, unless it is the only one with a score.
        """
        return () if self.is_mixed else near_the_top(self.ranked, lambda one: one.score or Fraction(0))

    @cached_property
    def ranked(self) -> tuple[ThemeScore, ...]:
        """The scored themes to compare: without totals, which lie between their parts, unless there are only totals."""
        return tuple(one for one in self.scored if not one.theme.of) or self.scored

    @cached_property
    def is_mixed(self) -> bool:
        """Whether the themes with a score differ in direction, so that they cannot be ranked."""
        return len({one.theme.direction for one in self.scored}) > 1

    @cached_property
    def in_focus(self) -> tuple[ThemeScore, ...]:
        """The themes that advice is for: the highest worries, the lowest strengths and the highest neutral themes.

        Each of the three groups has the themes near its top, as in `leading`.
        """
        found: list[ThemeScore] = []
        for direction in get_args(Direction):
            themes = [one for one in self.ranked if one.theme.direction == direction]
            found += near_the_top(themes, lambda one: one.level)
        return tuple(found)

    @cached_property
    def is_quiet(self) -> bool:
        """Whether there are scores, and all are of worries, low, and in the lowest band (if there are bands)."""
        return bool(self.scored) and all(
            one.theme.direction == "worry" and _is_low(one, self.questionnaire) for one in self.scored
        )

    @cached_property
    def is_low(self) -> bool:
        """Whether there are several scores, and all are of strengths and low."""
        return len(self.scored) > 1 and all(
            one.theme.direction == "strength" and _is_low(one, self.questionnaire) for one in self.scored
        )

    def top_statements(self, theme_id: str, limit: int = 2) -> tuple[Statement, ...]:
        """Return the statements that explain a theme's score best: keyed above the middle of the scale, highest first.

        For a strength that scored below the middle, these are the statements keyed below it, lowest first. Statements
        with an alert are left out: they would be printed on paper, which others may find.
        """
        alerting = {alert.statement for alert in self.questionnaire.alerts}
        own = [s for s in self.questionnaire.statements_of(theme_id) if s.id in self.keyed.keys() - alerting]
        scored = next((one for one in self.scored if one.theme.id == theme_id), None)
        is_weak = scored and scored.theme.direction == "strength" and (scored.score or 0) < MIDDLE
        sign = -1 if is_weak else 1
        found = [one for one in own if sign * (self.keyed[one.id] - MIDDLE) > 0]
        return tuple(sorted(found, key=lambda one: sign * self.keyed[one.id], reverse=True)[:limit])


def near_the_top(themes: Sequence[ThemeScore], level: Callable[[ThemeScore], Fraction]) -> tuple[ThemeScore, ...]:
    """Return the themes at most one standard error of the difference below the highest level, highest first."""
    if not themes:
        return ()
    top = max(map(level, themes))
    error = max(one.variance for one in themes if level(one) == top)
    near = [one for one in themes if (top - level(one)) ** 2 <= error + one.variance]
    return tuple(sorted(near, key=level, reverse=True))


def _is_low(score: ThemeScore, questionnaire: Questionnaire) -> bool:
    bands = questionnaire.bands_of(score.theme)
    return (score.score or 0) < QUIET_BELOW and (not bands or score.band == bands[0])


def error_variance(variance: Fraction, answered: int, asked: int) -> Fraction:
    """Return the squared standard error of a score from `answered` of `asked` statements, in squared points.

    `variance` is the squared standard error with all answers. Omitted answers make the test shorter, which multiplies
    its error variance by asked / answered (from Spearman-Brown; Nunnally & Bernstein 1994, Psychometric Theory, ch. 7).
    """
    return variance * Fraction(asked, answered)


def band_at(bands: tuple[Band, ...], value: Fraction | float) -> Band | None:
    """Return the band that contains a value in the questionnaire's unit, `None` without bands.

    Bands ascend. The only gaps are between whole sums, such as 4 and 5: a prorated sum of 4.5 is in the band up to 4.
    """
    return next((band for band in reversed(bands) if value >= band.low), None)


class Scorer:
    """Scores answers to one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self._ranges = {theme.id: questionnaire.range_of(theme.id) for theme in questionnaire.themes}
        self._asked = {theme.id: len(questionnaire.statements_of(theme.id)) for theme in questionnaire.themes}
        ends = {theme.id: questionnaire.ends_of(theme.id) for theme in questionnaire.themes}
        self._mixed = {id_ for id_, found in ends.items() if len(found) != 1}
        self._ends = {id_: MIXED_ENDS if id_ in self._mixed else next(iter(found)) for id_, found in ends.items()}

    def keyed(self, statement: Statement, value: int) -> int:
        """Return an answer's value in the direction of the theme: low + high - value for a reversed statement."""
        return sum(self.questionnaire.scale_of(statement).ends) - value if statement.reversed else value

    def profile(self, answers: Answers) -> Profile:
        """Return the scores of all themes."""
        totals = {theme.id: Fraction(0) for theme in self.questionnaire.themes}
        answered = dict.fromkeys(totals, 0)
        keyed: dict[str, Fraction] = {}
        for statement in self.questionnaire.statements:
            value = answers.statements.get(statement.id)
            if value is None:
                continue
            keyed_value, (low, high) = self.keyed(statement, value), self.questionnaire.scale_of(statement).ends
            keyed[statement.id] = Fraction(100 * (keyed_value - low), high - low)
            for theme in self.questionnaire.themes_of[statement.id]:
                totals[theme] += keyed[statement.id] if theme in self._mixed else keyed_value
                answered[theme] += 1
        themes = tuple(self.theme_score(one, totals[one.id], answered[one.id]) for one in self.questionnaire.themes)
        return Profile(self.questionnaire, themes, keyed)

    def theme_score(self, theme: Theme, total: Fraction | int, answered: int) -> ThemeScore:
        """Return one theme's score from the sum of the keyed values of its answered statements.

        If their scales have different ends, `total` is the sum of values converted to 0-100, so that all count alike.
        """
        quiz, asked, unit_range = self.questionnaire, self._asked[theme.id], self._ranges[theme.id]
        share = Fraction(answered, asked)
        if not answered or share < quiz.missing.partial:
            return ThemeScore(theme, answered, asked, "too_few", Fraction(0), range=unit_range)
        lowest, highest = self._ends[theme.id]
        score = Fraction(100 * (total - answered * lowest), answered * (highest - lowest))
        variance = error_variance(quiz.assumptions_of(theme).variance, answered, asked)
        margin = math.sqrt(variance)
        low, high = max(0.0, float(score - Fraction(margin))), min(100.0, float(score + Fraction(margin)))
        bands = quiz.bands_of(theme)
        band, band_low, band_high = (band_at(bands, unit_range.at(Fraction(value))) for value in (score, low, high))
        state: State = "full" if share >= quiz.missing.full else "partial"
        return ThemeScore(
            theme, answered, asked, state, variance, score, low, high, band, band_low, band_high, unit_range
        )
