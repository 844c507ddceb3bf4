"""Numbers that scores and the checks of answers rest on. Field names are the keys of the questionnaire's TOML file."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from quiz.core.strict import Strict
from quiz.core.words import Words


@dataclass(frozen=True)
class Assumptions(Strict):
    """Assumed standard deviation and reliabilities of scores; `sd` is in points of a 0-100 score.

    `reliability` is that of one sheet, for ranges and for comparing themes. `retest` is the correlation of two sheets
    of people who have not changed, some weeks apart, for comparing results: the default is cautious.
    """

    sd: Fraction
    reliability: Fraction
    retest: Fraction = Fraction(3, 5)
    note: Words = ""

    @cached_property
    def variance(self) -> Fraction:
        """The squared standard error of a score with no answer missing: SD² (1 - reliability), in squared points."""
        return self.sd**2 * (1 - self.reliability)

    @cached_property
    def retest_variance(self) -> Fraction:
        """The same with the ups and downs between two sheets: SD² (1 - retest), in squared points."""
        return self.sd**2 * (1 - self.retest)


@dataclass(frozen=True)
class Missing(Strict):
    """The shares of a theme's statements that must be answered for a full and for a partial score."""

    full: Fraction = Fraction(5, 6)
    partial: Fraction = Fraction(2, 3)


@dataclass(frozen=True)
class Careless(Strict):
    """Limits for careless responding: a run of identical raw answers, and seconds per statement. 0 disables a check."""

    run: int = 0
    seconds: Fraction = Fraction(0)


@dataclass(frozen=True)
class Style(Strict):
    """Limits for `flask quiz check` warnings about the wording of statements. 0 or empty disables a warning."""

    grade: Fraction = Fraction(6)
    words: int = 0
    avoid: tuple[str, ...] = ()
