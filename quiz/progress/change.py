"""The change between two profiles, by theme, over the statements that were answered in both.

Themes and statements are matched by id.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from quiz.core.questionnaire import Statement, Theme
from quiz.rules import RELIABLE_CHANGE_Z, Profile, error_variance

ChangeVerdict = Literal["same", "maybe", "clear"]
IncomparableReason = Literal["theme", "scale", "too_few"]


@dataclass(frozen=True)
class ThemeChange:
    """One theme's scores before and after, 0-100, over `shared` of `asked` statements.

    `verdict` is `same` within one standard error of the difference, `clear` beyond the reliable-change threshold
    (Jacobson & Truax 1991), and `maybe` in between. `threshold_squared` is the square of that threshold, in
    squared points.
    """

    theme: Theme
    before: Fraction
    after: Fraction
    shared: int
    asked: int
    verdict: ChangeVerdict
    threshold_squared: Fraction


@dataclass(frozen=True)
class NotComparable:
    """Why a theme cannot be compared.

    `theme`: the earlier questionnaire does not have it; `scale`: the answer scales differ; `too_few`: too few
    statements (`shared` of `asked`) were asked and answered both times.
    """

    theme: Theme
    reason: IncomparableReason
    shared: int = 0
    asked: int = 0


def compare(before: Profile, after: Profile) -> tuple[ThemeChange | NotComparable, ...]:
    """Compare every theme of the later profile with the theme of the same id in the earlier one."""
    return tuple(_compare_theme(theme, before, after) for theme in after.questionnaire.themes)


def _compare_theme(theme: Theme, before: Profile, after: Profile) -> ThemeChange | NotComparable:
    earlier, later = before.questionnaire, after.questionnaire
    if all(known.id != theme.id for known in earlier.themes):
        return NotComparable(theme, "theme")
    if (earlier.scale.low, earlier.scale.high) != (later.scale.low, later.scale.high):
        return NotComparable(theme, "scale")
    asked_before, asked_after = ({s.id: s for s in quiz.statements_of(theme.id)} for quiz in (earlier, later))
    both = {id_ for id_, s in asked_after.items() if id_ in asked_before and _is_comparable(asked_before[id_], s)}
    shared = both & before.keyed.keys() & after.keyed.keys()
    asked = max(len(asked_before), len(asked_after))
    if not shared or Fraction(len(shared), asked) < later.missing.partial:
        return NotComparable(theme, "too_few", len(shared), asked)
    first, second = (sum((p.keyed[id_] for id_ in shared), Fraction(0)) / len(shared) for p in (before, after))
    variance = sum((error_variance(quiz, len(shared), asked) for quiz in (earlier, later)), Fraction(0))
    squared = (second - first) ** 2
    threshold = RELIABLE_CHANGE_Z**2 * variance
    verdict: ChangeVerdict = "same" if squared <= variance else "maybe" if squared <= threshold else "clear"
    return ThemeChange(theme, first, second, len(shared), asked, verdict, threshold)


def _is_comparable(before: Statement, after: Statement) -> bool:
    """Return whether two answers can be compared: not if the same text is now scored in reverse."""
    return before.reversed == after.reversed or before.text != after.text
