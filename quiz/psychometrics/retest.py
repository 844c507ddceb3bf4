"""Retest reliability: how similar the scores of the same people are on two or more days.

Intraclass correlations of single scores by Shrout & Fleiss 1979 (Psychological Bulletin 86:420): ICC(2,1), for which a
shift of all people counts as a difference, and ICC(3,1), for which it does not.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean

import numpy as np

Z_95 = NormalDist().inv_cdf(0.975)
MIN_PEOPLE = 30
"""People needed before anything is reported."""
LARGE_SHIFT_Z = 2.58
"""A mean change of more standard errors than this is reported as a drift: by chance, that is 1% of themes."""


@dataclass(frozen=True)
class Retest:
    """How well people's scores (0 to 100) on several days agree, from `people` with a score on each day.

    `consistency` is ICC(3,1), with `low` and `high` as the ends of its 95% interval (Fisher's z for intraclass
    correlations, with variance 1 / (n - 3/2)); it is what `retest` means in a questionnaire. `agreement` is ICC(2,1).
    `sem` is the standard error of measurement across days, in points: the root of the mean squared error. `change` is
    how far apart two scores of a person must be to differ by more than chance (95%): 1.96 · √2 · sem, in points.
    `shift` is the mean change from the first to the last day, and `shift_error` its standard error, in points. `sd` is
    the root of the mean variance of a day's scores, in points.
    """

    people: int
    sd: float
    consistency: float
    low: float
    high: float
    agreement: float
    sem: float
    change: float
    shift: float
    shift_error: float

    @property
    def drifted(self) -> bool:
        """Whether the mean score rose or fell by more than chance."""
        return abs(self.shift) > LARGE_SHIFT_Z * self.shift_error


def intraclass(scores: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """Return ICC(2,1), ICC(3,1) and the mean squared error of a table with a row per person and a column per day."""
    table = np.array(scores, float)
    people, days = table.shape
    grand = table.mean()
    between = days * float(((table.mean(axis=1) - grand) ** 2).sum()) / (people - 1)
    by_day = people * float(((table.mean(axis=0) - grand) ** 2).sum()) / (days - 1)
    total = float(((table - grand) ** 2).sum())
    error = max(0.0, total - between * (people - 1) - by_day * (days - 1)) / ((people - 1) * (days - 1))
    consistency = (between - error) / (between + (days - 1) * error)
    agreement = (between - error) / (between + (days - 1) * error + days * (by_day - error) / people)
    return agreement, consistency, error


def pooled_retest(themes: Sequence[Retest]) -> float:
    """Return one retest reliability for all themes: 1 - mean SEM² / mean SD²."""
    return 1 - sum(one.sem**2 for one in themes) / sum(one.sd**2 for one in themes)


def retest(scores: Sequence[Sequence[float]]) -> Retest | None:
    """Return the agreement of scores, with a row per person and a column for each of two or more days.

    Returns `None` for fewer than 30 people, and if all scores are the same.
    """
    if len(scores) < MIN_PEOPLE or len({score for person in scores for score in person}) == 1:
        return None
    agreement, consistency, error = intraclass(scores)
    people, sem = len(scores), math.sqrt(error)
    half = Z_95 / math.sqrt(people - 1.5)
    z = math.atanh(min(consistency, 1 - 1e-12))
    changes = [person[-1] - person[0] for person in scores]
    shift = fmean(changes)
    shift_error = math.sqrt(sum((change - shift) ** 2 for change in changes) / (people - 1) / people)
    sd = math.sqrt(fmean(float(np.var([person[day] for person in scores], ddof=1)) for day in range(len(scores[0]))))
    return Retest(
        people=people,
        sd=sd,
        consistency=consistency,
        low=math.tanh(z - half),
        high=math.tanh(z + half),
        agreement=agreement,
        sem=sem,
        change=Z_95 * math.sqrt(2) * sem,
        shift=shift,
        shift_error=shift_error,
    )
