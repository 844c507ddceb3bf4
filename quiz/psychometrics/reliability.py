"""What answer sheets show about each theme of a questionnaire: mean, spread, alpha, omega, errors, odd statements.

Only complete cases count: sheets with an answer to every statement of the theme.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from quiz.core.questionnaire import Questionnaire, Statement, Theme
from quiz.psychometrics.coefficients import Estimate, Sheets, alpha, cronbach, item_rest, omega, spread_of, sums_of
from quiz.psychometrics.one_factor import fit
from quiz.rules import RELIABLE

Trouble = Literal["few", "single", "constant", "alike", "apart", "pair", "improper", "no_fit"]

FEWEST = 30
"""Complete cases without which nothing is said about a theme."""
ENOUGH = 200
"""Complete cases from which a host's own numbers may take the place of assumed ones."""
LOW = 0.2
"""An item-rest correlation below this is worth a look; a convention, no law."""
NOTHING = 1e-6
"""A statement's own share of its variance that counts as none."""


@dataclass(frozen=True)
class Item:
    """A statement and how it correlates with the sum of its theme's others; `None` where one of the two is constant.

    Where statements are `apart`, that sum says little: `against` tells whether this is one of the fewer that one common
    factor has going the other way; `None` elsewhere, and where none fits.
    """

    statement: Statement
    rest: float | None
    against: bool | None = None


@dataclass(frozen=True)
class Reliability:
    """What the answers to one theme show. Mean and SD (n - 1) are those of the 0-100 score.

    `troubles` say why numbers are missing. `few`: under 30 complete cases; `single`: one statement; `constant`: one
    that everybody answered alike; `alike`: each person answered all of them alike; `apart`: on average they do not
    rise and fall together, so alpha is not above 0. Without omega alone: `pair`: two statements; `improper`: statements
    are left with no variance of their own, or less (`beyond` names them; a Heywood case); `no_fit`: no one factor comes
    close.
    """

    theme: Theme
    cases: int
    troubles: tuple[Trouble, ...] = ()
    mean: Fraction | None = None
    sd: float | None = None
    alpha: Estimate | None = None
    omega: Estimate | None = None
    items: tuple[Item, ...] = ()
    beyond: tuple[Statement, ...] = ()

    @property
    def sem(self) -> float | None:
        """The standard error of measurement of a score, SD √(1 - alpha), in points."""
        return self.sd * math.sqrt(1 - self.alpha.value) if self.alpha and self.sd is not None else None

    @property
    def clear_change(self) -> float | None:
        """How far two scores of a person must be apart to differ reliably, in points (Jacobson & Truax 1991)."""
        return float(RELIABLE) * math.sqrt(2) * self.sem if self.sem is not None else None


class Tally:
    """Counts answer sheets, so that memory follows the patterns of answers and not the people."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Start with none."""
        self._questionnaire = questionnaire
        self._counts: dict[str, Counter[tuple[int, ...]]] = {theme.id: Counter() for theme in questionnaire.themes}

    def add(self, theme: Theme, keyed: tuple[int, ...]) -> None:
        """Count one person's keyed values for all statements of a theme."""
        self._counts[theme.id][keyed] += 1

    def results(self) -> Iterator[Reliability]:
        """Work out every theme, in the questionnaire's order."""
        for theme in self._questionnaire.themes:
            yield reliability(self._questionnaire, theme, self._counts[theme.id])


def reliability(questionnaire: Questionnaire, theme: Theme, sheets: Sheets) -> Reliability:
    """Work out one theme from its complete cases."""
    statements = questionnaire.of_theme(theme.id)
    cases = sum(sheets.values())
    if cases < FEWEST:
        return Reliability(theme, cases, ("few",))
    sums, spread = sums_of(sheets), spread_of(sheets)
    low, high = questionnaire.scale.low, questionnaire.scale.high
    points = Fraction(100, len(statements) * (high - low))
    mean = points * (Fraction(sum(sums), cases) - len(statements) * low)
    sd = float(points) * math.sqrt(Fraction(sum(map(sum, spread)), cases * (cases - 1)))
    items = tuple(Item(s, rest) for s, rest in zip(statements, item_rest(spread), strict=True))
    known = Reliability(theme, cases, (), mean, sd, items=items if len(items) > 1 else ())
    if trouble := _no_alpha(spread):
        return replace(known, troubles=(trouble,), items=_sided(items, spread) if trouble == "apart" else known.items)
    known = replace(known, alpha=alpha(sheets, spread))
    if len(statements) == 2:  # noqa: PLR2004 a factor needs three
        return replace(known, troubles=("pair",))
    model = fit(spread)
    if model is None:
        return replace(known, troubles=("no_fit",))
    beyond = tuple(s for n, s in enumerate(statements) if model.own[n] <= NOTHING * spread[n][n])
    return (
        replace(known, troubles=("improper",), beyond=beyond) if beyond else replace(known, omega=omega(sheets, model))
    )


def _sided(items: Sequence[Item], spread: Sequence[Sequence[int]]) -> tuple[Item, ...]:
    """Tell which of the items go against most of the others."""
    model = fit(spread) if len(items) > 2 else None  # noqa: PLR2004 a factor needs three
    if not model:
        return tuple(items)
    down = [loading < 0 for loading in model.loadings]
    most = 2 * sum(down) > len(down)
    return tuple(replace(item, against=one != most) for item, one in zip(items, down, strict=True))


def pooled(found: Sequence[Reliability]) -> tuple[float, float] | None:
    """Give one SD and one reliability for all themes: those of their mean squared SD and mean squared error.

    A questionnaire's assumptions stand for all its themes: `None` unless each has an alpha and 200 complete cases.
    """
    sure = [one for one in found if one.cases >= ENOUGH]
    pairs = [(one.sd, one.sem) for one in sure if one.sd is not None and one.sem is not None]
    if len(pairs) < len(found):
        return None
    variance = sum(sd**2 for sd, _ in pairs)
    return math.sqrt(variance / len(pairs)), 1 - sum(sem**2 for _, sem in pairs) / variance


def _no_alpha(spread: Sequence[Sequence[int]]) -> Trouble | None:
    if len(spread) == 1:
        return "single"
    if not all(row[place] for place, row in enumerate(spread)):
        return "constant"
    if sum(map(sum, spread)) <= sum(row[place] for place, row in enumerate(spread)):
        return "apart"
    return "alike" if cronbach(spread) == 1 else None
