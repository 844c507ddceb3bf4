"""Content validity: whether experts find each statement relevant and clear, and sort it into its own theme.

Sources: Lynn 1986, Nursing Research 35:382 (I-CVI and its limits); Polit & Beck 2006, Research in Nursing & Health
29:489 (S-CVI/Ave); Polit, Beck & Owen 2007, Research in Nursing & Health 30:459 (modified kappa).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import NamedTuple

from quiz.core.questionnaire import Questionnaire, Statement, Theme

RATINGS = (1, 2, 3, 4)
"""From "not relevant" or "not clear" to "highly relevant" or "very clear"."""
FAVORABLE = 3
"""Ratings of 3 and above count as relevant or clear."""
MIN_RATERS = 3
"""With fewer raters, no share counts as sufficient or insufficient (Lynn 1986)."""
RATERS_FOR_TOLERANCE = 6
"""With fewer raters, all must agree (Lynn 1986)."""
MIN_SHARE = Fraction(7, 9)
"""The share of six or more raters who must agree; published as .78, since seven of nine are enough (Lynn 1986)."""
MIN_AVERAGE = Fraction(9, 10)
"""The required S-CVI/Ave (Polit & Beck 2006)."""
NO_THEME = "none"
"""A rater writes this for a statement that fits none of the themes."""


class Rating(NamedTuple):
    """What one rater said about one statement; `None` where they left a blank.

    `relevance` and `clarity` are in `RATINGS`. `theme` is the id of the theme they would sort it into, or `NO_THEME`.
    """

    relevance: int | None
    clarity: int | None
    theme: str | None


class Agreement(NamedTuple):
    """How many raters agree, out of those who answered."""

    agreeing: int
    raters: int

    @property
    def share(self) -> Fraction | None:
        """The share of the raters who agree; `None` without raters. For relevance, this is the I-CVI (Lynn 1986)."""
        return Fraction(self.agreeing, self.raters) if self.raters else None

    @property
    def chance(self) -> Fraction | None:
        """The probability that exactly A of N raters agree by chance: N! / (A! (N - A)!) × ½^N; `None` if N is 0."""
        return Fraction(comb(self.raters, self.agreeing), 2**self.raters) if self.raters else None

    @property
    def kappa(self) -> Fraction | None:
        """The modified kappa, (share - chance) / (1 - chance) (Polit, Beck & Owen 2007); `None` without raters."""
        share, chance = self.share, self.chance
        return None if share is None or chance is None else (share - chance) / (1 - chance)

    @property
    def required(self) -> Fraction | None:
        """The share of these raters who should agree; `None` for fewer than three raters (Lynn 1986)."""
        if self.raters < MIN_RATERS:
            return None
        return MIN_SHARE if self.raters >= RATERS_FOR_TOLERANCE else Fraction(1)

    @property
    def sufficient(self) -> bool | None:
        """Whether the share is at least the required one; `None` for fewer than three raters."""
        return None if self.share is None or self.required is None else self.share >= self.required


@dataclass(frozen=True)
class StatementValidity:
    """The ratings of one statement, counted.

    `sorting` counts the raters who sorted it into its own theme. `others` has the theme (its id, or `NO_THEME`) that
    most of the remaining raters chose, or several if tied, and `other_raters` is how many chose each of them.
    """

    statement: Statement
    relevance: Agreement
    clarity: Agreement
    sorting: Agreement
    others: tuple[str, ...]
    other_raters: int


@dataclass(frozen=True)
class ThemeValidity:
    """The ratings of a theme's statements."""

    theme: Theme
    statements: tuple[StatementValidity, ...]

    @property
    def shares(self) -> list[Fraction]:
        """The I-CVIs of the statements whose relevance was rated."""
        return [share for one in self.statements if (share := one.relevance.share) is not None]

    @property
    def average(self) -> Fraction | None:
        """The S-CVI/Ave, the mean of the I-CVIs (Polit & Beck 2006); `None` if no relevance was rated."""
        return sum(self.shares, Fraction(0)) / len(self.shares) if self.shares else None


def content_validity(questionnaire: Questionnaire, ratings: Mapping[str, Sequence[Rating]]) -> list[ThemeValidity]:
    """Return the content validity of every theme with statements. `ratings`: one per rater, by statement id."""
    order = [*(theme.id for theme in questionnaire.themes), NO_THEME]
    return [
        ThemeValidity(theme, tuple(_statement(s, ratings.get(s.id, ()), order) for s in statements))
        for theme in questionnaire.themes
        if (statements := questionnaire.statements_of(theme.id))
    ]


def _statement(statement: Statement, ratings: Sequence[Rating], order: Sequence[str]) -> StatementValidity:
    chosen = Counter(rating.theme for rating in ratings if rating.theme is not None)
    own = chosen.pop(statement.theme, 0)
    most = max(chosen.values(), default=0)
    return StatementValidity(
        statement,
        _favorable([rating.relevance for rating in ratings]),
        _favorable([rating.clarity for rating in ratings]),
        Agreement(own, own + chosen.total()),
        tuple(id_ for id_ in order if most and chosen[id_] == most),
        most,
    )


def _favorable(ratings: Sequence[int | None]) -> Agreement:
    given = [rating for rating in ratings if rating is not None]
    return Agreement(sum(rating >= FAVORABLE for rating in given), len(given))
