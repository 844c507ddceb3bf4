"""The change from earlier profiles to a later one, by theme, over the statements that were answered in both.

Themes and statements are matched by id. If there are several earlier profiles, the later one is compared with their
mean: it says more than any one of them, and one comparison has only one chance of a false alarm.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from quiz.core.clear_change import clear_change_z
from quiz.core.questionnaire import Questionnaire, Statement, Theme
from quiz.rules import Profile, error_variance

ChangeVerdict = Literal["same", "maybe", "clear"]
IncomparableReason = Literal["theme", "scale", "too_few"]


@dataclass(frozen=True)
class ThemeChange:
    """One theme's mean score in `results` earlier profiles and its score in the later one, 0-100.

    Each pair of profiles is compared over the statements it shares; `shared` of `asked` are those of the pair that
    shares the smallest part. `verdict` is `same` within one standard error of the difference, `clear` beyond the
    threshold of `clear_change_z` for the number of themes compared, and `maybe` in between. `variance` and
    `threshold_squared` are the squares of the two limits, in squared points.
    """

    theme: Theme
    before: Fraction
    after: Fraction
    results: int
    shared: int
    asked: int
    verdict: ChangeVerdict
    variance: Fraction
    threshold_squared: Fraction


@dataclass(frozen=True)
class NotComparable:
    """Why a theme cannot be compared with the newest of the earlier profiles.

    `theme`: the earlier questionnaire does not have it; `scale`: the answer scales differ; `too_few`: too few
    statements (`shared` of `asked`) were asked and answered both times.
    """

    theme: Theme
    reason: IncomparableReason
    shared: int = 0
    asked: int = 0


@dataclass(frozen=True)
class _Pair:
    """One theme in one earlier and the later profile: scores and error variances over the statements they share."""

    before: Fraction
    after: Fraction
    before_variance: Fraction
    after_variance: Fraction
    shared: int
    asked: int


def compare(earlier: Sequence[Profile], later: Profile) -> tuple[ThemeChange | NotComparable, ...]:
    """Compare every theme of the later profile with the same theme, by id, in one or more earlier ones, oldest first.

    Earlier profiles in which a theme is not comparable are left out for that theme.
    """
    themes = later.questionnaire.themes
    found = [[_pair(theme, before, later) for before in earlier] for theme in themes]
    pairs = [[one for one in of_theme if isinstance(one, _Pair)] for of_theme in found]
    z = clear_change_z(max(1, sum(map(bool, pairs))))
    changes: list[ThemeChange | NotComparable] = []
    for theme, of_theme, usable in zip(themes, found, pairs, strict=True):
        newest = of_theme[-1]
        if usable:
            changes.append(_theme_change(theme, usable, z))
        elif isinstance(newest, NotComparable):
            changes.append(newest)
    return tuple(changes)


def change_limits(questionnaire: Questionnaire, themes: int, results: int = 1) -> tuple[Fraction, Fraction]:
    """Return the squared limits of `same` and of `clear`, in squared points, for themes with no answer missing.

    `themes` is the number of themes compared with the mean of `results` earlier results, by the assumptions
    shared by all themes.
    """
    variance = questionnaire.assumptions.retest_variance * (1 + Fraction(1, results))
    return variance, clear_change_z(themes) ** 2 * variance


def _theme_change(theme: Theme, pairs: Sequence[_Pair], z: Fraction) -> ThemeChange:
    count = len(pairs)
    before, after = _mean(pair.before for pair in pairs), _mean(pair.after for pair in pairs)
    # The later answers are the same in all pairs, so only the error of the earlier ones averages out.
    variance = _mean(pair.after_variance for pair in pairs) + _mean(pair.before_variance for pair in pairs) / count
    squared, threshold = (after - before) ** 2, z**2 * variance
    verdict: ChangeVerdict = "same" if squared <= variance else "maybe" if squared <= threshold else "clear"
    fewest = min(pairs, key=lambda pair: Fraction(pair.shared, pair.asked))
    return ThemeChange(theme, before, after, count, fewest.shared, fewest.asked, verdict, variance, threshold)


def _mean(numbers: Iterable[Fraction]) -> Fraction:
    values = list(numbers)
    return sum(values, Fraction(0)) / len(values)


def _pair(theme: Theme, before: Profile, after: Profile) -> _Pair | NotComparable:
    earlier, later = before.questionnaire, after.questionnaire
    known = next((one for one in earlier.themes if one.id == theme.id), None)
    if known is None:
        return NotComparable(theme, "theme")
    if earlier.ends_of(theme.id) != later.ends_of(theme.id):
        return NotComparable(theme, "scale")
    asked_after = {statement.id: statement for statement in later.statements_of(theme.id)}
    # Results of one questionnaire share one object, and a journal may have many.
    asked_before = asked_after if earlier is later else {s.id: s for s in earlier.statements_of(theme.id)}
    both = {id_ for id_, s in asked_after.items() if id_ in asked_before and _is_comparable(asked_before[id_], s)}
    shared = both & before.keyed.keys() & after.keyed.keys()
    asked = max(len(asked_before), len(asked_after))
    if not shared or Fraction(len(shared), asked) < later.missing.partial:
        return NotComparable(theme, "too_few", len(shared), asked)
    first, second = (sum((p.keyed[id_] for id_ in shared), Fraction(0)) / len(shared) for p in (before, after))
    first_error, second_error = (
        error_variance(quiz.assumptions_of(one).retest_variance, len(shared), asked)
        for quiz, one in ((earlier, known), (later, theme))
    )
    return _Pair(first, second, first_error, second_error, len(shared), asked)


def _is_comparable(before: Statement, after: Statement) -> bool:
    """Return whether answers to two versions of a statement can be compared: not if just its scoring was reversed."""
    return before.reversed == after.reversed or before.text != after.text
