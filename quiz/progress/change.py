"""What changed between two profiles: theme by theme, by stable ids, over the statements both answered."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from quiz.core.questionnaire import Statement, Theme
from quiz.rules import RELIABLE, Profile, error_variance

Word = Literal["same", "maybe", "clear"]
Reason = Literal["theme", "scale", "too_few"]


@dataclass(frozen=True)
class ThemeChange:
    """One theme then and now, 0-100, over `shared` of `asked` statements.

    `word` is `same` within one standard error of the difference, `clear` beyond the reliable-change threshold
    (Jacobson & Truax 1991), `maybe` between. `threshold_squared` is the square of that threshold, in squared points.
    """

    theme: Theme
    before: Fraction
    after: Fraction
    shared: int
    asked: int
    word: Word
    threshold_squared: Fraction


@dataclass(frozen=True)
class NotComparable:
    """Why a theme cannot be compared.

    `theme`: the earlier questionnaire has no such theme; `scale`: the answer scales differ; `too_few`: too few
    statements were asked and answered both times, `shared` of `asked`.
    """

    theme: Theme
    reason: Reason
    shared: int = 0
    asked: int = 0


def compare(before: Profile, after: Profile) -> tuple[ThemeChange | NotComparable, ...]:
    """Compare every theme of the later profile with the same theme, by id, of the earlier one."""
    return tuple(_compare_theme(theme, before, after) for theme in after.questionnaire.themes)


def _compare_theme(theme: Theme, before: Profile, after: Profile) -> ThemeChange | NotComparable:
    then, now = before.questionnaire, after.questionnaire
    if all(earlier.id != theme.id for earlier in then.themes):
        return NotComparable(theme, "theme")
    if (then.scale.low, then.scale.high) != (now.scale.low, now.scale.high):
        return NotComparable(theme, "scale")
    asked_then, asked_now = ({s.id: s for s in quiz.of_theme(theme.id)} for quiz in (then, now))
    both = {id_ for id_, statement in asked_now.items() if id_ in asked_then and _alike(asked_then[id_], statement)}
    shared = both & before.keyed.keys() & after.keyed.keys()
    asked = max(len(asked_then), len(asked_now))
    if not shared or Fraction(len(shared), asked) < now.missing.partial:
        return NotComparable(theme, "too_few", len(shared), asked)
    first, second = (sum((p.keyed[id_] for id_ in shared), Fraction(0)) / len(shared) for p in (before, after))
    variance = sum((error_variance(quiz, len(shared), asked) for quiz in (then, now)), Fraction(0))
    moved = (second - first) ** 2
    threshold = RELIABLE**2 * variance
    word: Word = "same" if moved <= variance else "maybe" if moved <= threshold else "clear"
    return ThemeChange(theme, first, second, len(shared), asked, word, threshold)


def _alike(then: Statement, now: Statement) -> bool:
    """Tell whether two answers can be set side by side: the same words counted the other way round cannot."""
    return then.reversed == now.reversed or then.text != now.text
