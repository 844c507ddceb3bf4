"""Correlations between themes: whether different themes measure different things."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quiz.core.questionnaire import Theme
from quiz.psychometrics.reliability import MIN_CASES, Reliability

Totals = Mapping[tuple[int, int], int]
"""The number of people for each pair of sums of two themes. These people answered all statements of both."""


@dataclass(frozen=True)
class ThemeCorrelation:
    """The correlation of the scores of two themes, from `cases` people.

    `corrected` is the correlation that scores without error would have, `value` / √(alpha₁ · alpha₂), limited to the
    range from -1 to 1 (Spearman 1904, American Journal of Psychology 15:72). It is `None` unless both alphas are above
    0.
    """

    first: Theme
    second: Theme
    cases: int
    value: float
    corrected: float | None


def theme_correlations(
    results: Sequence[Reliability], totals: Mapping[tuple[str, str], Totals]
) -> list[ThemeCorrelation]:
    """Return the correlations of all pairs of themes with 30 or more cases and scores that vary.

    `totals` has the pairs of sums by the ids of two themes, in the order of `results`.
    """
    found = []
    for place, first in enumerate(results):
        for second in results[place + 1 :]:
            pairs = totals.get((first.theme.id, second.theme.id), {})
            value = _correlation(pairs)
            if value is None:
                continue
            corrected = None
            if first.alpha and second.alpha and min(first.alpha.value, second.alpha.value) > 0:
                corrected = max(-1.0, min(1.0, value / math.sqrt(first.alpha.value * second.alpha.value)))
            found.append(ThemeCorrelation(first.theme, second.theme, sum(pairs.values()), value, corrected))
    return found


def _correlation(pairs: Totals) -> float | None:
    people = sum(pairs.values())
    if people < MIN_CASES:
        return None

    def covariance(a: int, b: int) -> int:
        sums = [sum(pair[n] * times for pair, times in pairs.items()) for n in (a, b)]
        return people * sum(pair[a] * pair[b] * times for pair, times in pairs.items()) - sums[0] * sums[1]

    spread = covariance(0, 0) * covariance(1, 1)
    return covariance(0, 1) / math.sqrt(spread) if spread else None
