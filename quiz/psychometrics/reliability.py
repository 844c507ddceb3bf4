"""The reliability of each theme from many answer sheets: mean, SD, alpha, omega, standard errors, item statistics.

Only complete cases count: sheets with an answer to every statement of the theme. The pairwise alpha and
the answers to each statement use all sheets.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from quiz.core.clear_change import clear_change_z
from quiz.core.questionnaire import Questionnaire, Statement, Theme
from quiz.psychometrics import coefficients
from quiz.psychometrics.coefficients import Estimate, ScaledCovariances
from quiz.psychometrics.model_fit import ModelFit, model_fit
from quiz.psychometrics.one_factor import fit
from quiz.psychometrics.pairwise import PairwiseAlpha, pairwise_alpha
from quiz.psychometrics.statement_answers import Patterns, StatementAnswers, complete, statement_answers

MissingReason = Literal["few", "single", "constant", "alike", "apart", "pair", "improper", "no_fit"]

MIN_CASES = 30
"""Complete cases needed before anything is reported about a theme."""
MIN_CASES_FOR_ASSUMPTIONS = 200
"""Complete cases needed before estimates may replace the questionnaire's assumptions."""
LOW_ITEM_REST = 0.2
"""An item-rest correlation below this deserves a look; a convention, not a law."""
NEGLIGIBLE_SHARE = 1e-6
"""A unique variance up to this share of its statement's variance counts as none."""
MIN_STATEMENTS_FOR_OMEGA = 3
"""A one-factor model needs three statements."""


@dataclass(frozen=True)
class ItemStatistics:
    """A statement and its item-rest correlation: its correlation with the sum of its theme's other statements.

    `correlation` is `None` if the statement or that sum is constant. In a theme whose statements are `apart`, the
    correlation says little; there, `against_majority` tells whether the statement's loading on a common factor has the
    opposite sign of most others. It is `None` in all other themes, and if no factor fits.
    """

    statement: Statement
    correlation: float | None
    against_majority: bool | None = None
    alpha_without: float | None = None
    """Alpha of the theme's other statements; `None` for fewer than two, or if their sum does not vary."""


@dataclass(frozen=True)
class Reliability:
    """The statistics of one theme from `cases` complete sheets. `mean` and `sd` (n - 1) are of the 0-100 score.

    `clear_change` is how far apart two results of a person must be to be called a clear change, in points. It is based
    on this SD and on the questionnaire's `retest`, which these answers say nothing about.

    `missing_reasons` says why numbers are missing. `few`: under 30 complete cases; `single`: only one statement;
    `constant`: everybody gave some statement the same answer; `alike`: each person gave all statements the same answer;
    `apart`: statements do not covary positively on average, so alpha is not above 0. Only omega is missing for `pair`:
    only two statements; `improper`: the statements in `improper` have no unique variance, or a negative one (a Heywood
    case); `no_fit`: no one-factor model fits.
    """

    theme: Theme
    cases: int
    missing_reasons: tuple[MissingReason, ...] = ()
    mean: Fraction | None = None
    sd: float | None = None
    clear_change: float | None = None
    alpha: Estimate | None = None
    omega: Estimate | None = None
    items: tuple[ItemStatistics, ...] = ()
    improper: tuple[Statement, ...] = ()
    floor: float = 0.0
    """The share of complete cases with a score of 0."""
    ceiling: float = 0.0
    """The share of complete cases with a score of 100."""
    fit: ModelFit | None = None
    pairwise: PairwiseAlpha | None = None
    answers: tuple[StatementAnswers, ...] = ()

    @property
    def sem(self) -> float | None:
        """The standard error of measurement of a score, SD √(1 - alpha), in points."""
        return self.sd * math.sqrt(1 - self.alpha.value) if self.alpha and self.sd is not None else None


def reliability(questionnaire: Questionnaire, theme: Theme, sheets: Patterns) -> Reliability:
    """Return the statistics of one theme. `sheets` counts the patterns of keyed values of its statements."""
    statements, patterns = questionnaire.statements_of(theme.id), complete(sheets)
    cases = sum(patterns.values())
    answers, pairwise = statement_answers(questionnaire, theme, sheets), pairwise_alpha(sheets, MIN_CASES)
    if cases < MIN_CASES:
        return Reliability(theme, cases, ("few",), pairwise=pairwise, answers=answers)
    total = sum(sum(pattern) * count for pattern, count in patterns.items())
    covariances = coefficients.scaled_covariances(patterns)
    low, high = questionnaire.scale.low, questionnaire.scale.high
    points = Fraction(100, len(statements) * (high - low))
    mean = points * (Fraction(total, cases) - len(statements) * low)
    sd = float(points) * math.sqrt(Fraction(sum(map(sum, covariances)), cases * (cases - 1)))
    correlations = coefficients.item_rest_correlations(covariances)
    items = tuple(map(_item, statements, correlations, _alphas_without(covariances))) if len(statements) > 1 else ()
    z, retest = clear_change_z(len(questionnaire.themes)), questionnaire.assumptions_of(theme).retest
    clear_change = float(z) * sd * math.sqrt(2 * (1 - retest))
    basic = Reliability(theme, cases, mean=mean, sd=sd, clear_change=clear_change, items=items)
    floor, ceiling = (sum(n for pattern, n in patterns.items() if set(pattern) == {end}) / cases for end in (low, high))
    basic = replace(basic, floor=floor, ceiling=ceiling, pairwise=pairwise, answers=answers)
    if reason := _why_no_alpha(covariances):
        marked = _with_majority(items, covariances) if reason == "apart" else items
        return replace(basic, missing_reasons=(reason,), items=marked)
    with_alpha = replace(basic, alpha=coefficients.alpha(patterns, covariances))
    if len(statements) < MIN_STATEMENTS_FOR_OMEGA:
        return replace(with_alpha, missing_reasons=("pair",))
    model = fit(covariances)
    if model is None:
        return replace(with_alpha, missing_reasons=("no_fit",))
    with_alpha = replace(with_alpha, fit=model_fit(covariances, model, cases))
    improper = tuple(s for n, s in enumerate(statements) if model.unique[n] <= NEGLIGIBLE_SHARE * covariances[n][n])
    if improper:
        return replace(with_alpha, missing_reasons=("improper",), improper=improper)
    return replace(with_alpha, omega=coefficients.omega(patterns, model))


def pooled(themes: Sequence[Reliability]) -> tuple[float, float] | None:
    """Return one SD and one reliability for all themes: √(mean SD²) in points, and 1 - mean SEM² / mean SD².

    Returns `None` unless each theme has an alpha and 200 complete cases, since assumptions apply to all themes.
    """
    sufficient = [theme for theme in themes if theme.cases >= MIN_CASES_FOR_ASSUMPTIONS]
    pairs = [(theme.sd, theme.sem) for theme in sufficient if theme.sd is not None and theme.sem is not None]
    if len(pairs) < len(themes):
        return None
    variance = sum(sd**2 for sd, _ in pairs)
    return math.sqrt(variance / len(pairs)), 1 - sum(sem**2 for _, sem in pairs) / variance


def _with_majority(items: Sequence[ItemStatistics], covariances: ScaledCovariances) -> tuple[ItemStatistics, ...]:
    """Set `against_majority` from the signs of the loadings, if a one-factor model fits."""
    model = fit(covariances) if len(items) >= MIN_STATEMENTS_FOR_OMEGA else None
    if not model:
        return tuple(items)
    negative = [loading < 0 for loading in model.loadings]
    majority = 2 * sum(negative) > len(negative)
    return tuple(replace(item, against_majority=sign != majority) for item, sign in zip(items, negative, strict=True))


def _item(statement: Statement, correlation: float | None, alpha_without: float | None) -> ItemStatistics:
    return ItemStatistics(statement, correlation, alpha_without=alpha_without)


def _alphas_without(covariances: ScaledCovariances) -> list[float | None]:
    found: list[float | None] = []
    for place in range(len(covariances)):
        rest = [[*row[:place], *row[place + 1 :]] for n, row in enumerate(covariances) if n != place]
        varies = len(rest) > 1 and sum(map(sum, rest)) > 0
        found.append(float(coefficients.cronbach_alpha(rest)) if varies else None)
    return found


def _why_no_alpha(covariances: ScaledCovariances) -> MissingReason | None:
    if len(covariances) == 1:
        return "single"
    variances = [row[n] for n, row in enumerate(covariances)]
    if not all(variances):
        return "constant"
    if sum(map(sum, covariances)) <= sum(variances):
        return "apart"
    return "alike" if coefficients.cronbach_alpha(covariances) == 1 else None
