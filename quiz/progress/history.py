"""Saved takes in the order they were taken, and how each theme went from one to the next."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from quiz.core.answers import Answers, read
from quiz.core.questionnaire import Questionnaire, Theme
from quiz.progress.change import NotComparable, ThemeChange, compare
from quiz.rules import Profile, Scorer, ThemeScore


@dataclass(frozen=True)
class SavedResult:
    """One kept take: its id (32 hex digits), when it was finished (UTC), the questionnaire as asked, the answers.

    `raw` are the answers by id, as texts; none is to a private question. Scores are worked out anew each time, by that
    very questionnaire: a later edit of the file changes no kept result.
    """

    id: str
    taken: datetime
    questionnaire: Questionnaire
    raw: Mapping[str, str]

    @cached_property
    def answers(self) -> Answers:
        """The answers to its own statements."""
        return read(self.questionnaire, self.raw)[0]

    @cached_property
    def profile(self) -> Profile:
        """Every theme's score, as it was then."""
        return Scorer(self.questionnaire).profile(self.answers)


@dataclass(frozen=True)
class ThemeSeries:
    """One theme through all takes, oldest first: its score in each, `None` where it was not asked about.

    `joined` tells of each score whether it may be compared with the one in the take before.
    """

    theme: Theme
    scores: tuple[ThemeScore | None, ...]
    joined: tuple[bool, ...]


def kept(id_: str, taken: datetime, questionnaire: Questionnaire, answers: Answers) -> SavedResult:
    """Make what is kept of a take: without the private answers, and with what is needed to score it again."""
    return SavedResult(id_, taken, questionnaire.as_asked, answers.without_private(questionnaire).raw())


def in_order(takes: Sequence[SavedResult]) -> tuple[SavedResult, ...]:
    """Give the takes oldest first."""
    return tuple(sorted(takes, key=lambda take: (take.taken, take.id)))


PAGE = 100
"""Takes that are shown together: two years of one a week."""


def page_of(count: int, number: int) -> tuple[int, int]:
    """Give the first and last number of the takes that are shown with take `number` of `count` (1 or more).

    The newest PAGE are shown together, then the PAGE before them, and so on.
    """
    last = count - (count - number) // PAGE * PAGE
    return max(last - PAGE, 0) + 1, last


def changes(earlier: SavedResult, later: SavedResult) -> tuple[ThemeChange | NotComparable, ...]:
    """Compare every theme of the later take with the same theme of the earlier one."""
    return compare(earlier.profile, later.profile)


def theme_series(takes: Sequence[SavedResult]) -> tuple[ThemeSeries, ...]:
    """Follow every theme through the takes, oldest first: today's themes in their order, then those no longer asked."""
    themes = {theme.id: theme for take in reversed(takes) for theme in take.questionnaire.themes}
    scores = [{score.theme.id: score for score in take.profile.themes} for take in takes]
    pairs = [{}, *(_comparable(*pair) for pair in itertools.pairwise(takes))]
    return tuple(
        ThemeSeries(
            # The newest words for a theme, wherever it was asked last.
            next(score[id_].theme for score in reversed(scores) if id_ in score),
            tuple(score.get(id_) for score in scores),
            tuple(pair.get(id_, False) for pair in pairs),
        )
        for id_ in themes
    )


def _comparable(earlier: SavedResult, later: SavedResult) -> dict[str, bool]:
    return {change.theme.id: isinstance(change, ThemeChange) for change in changes(earlier, later)}
