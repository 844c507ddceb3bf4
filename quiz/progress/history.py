"""Saved results in chronological order, and each theme's scores over time."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from quiz.core.answers import Answers, parse_answers
from quiz.core.questionnaire import Questionnaire, Theme
from quiz.progress.change import NotComparable, ThemeChange, compare
from quiz.progress.remarks import NO_REMARKS, Remarks
from quiz.rules import Profile, Scorer, ThemeScore

RESULTS_PER_PAGE = 100
"""Results shown together: two years of one a week."""


@dataclass(frozen=True)
class SavedResult:
    """One saved result: its id (32 hex digits), when it was finished (UTC), its questionnaire, and the answers.

    `raw` has the answers as texts by id, without those to private questions; `remarks` are what the person added.
    Scores are computed when needed, with the questionnaire as it was answered: a later edit of the file changes no
    saved result.
    """

    id: str
    finished_at: datetime
    questionnaire: Questionnaire
    raw: Mapping[str, str]
    remarks: Remarks = NO_REMARKS

    @classmethod
    def from_answers(
        cls, id_: str, finished_at: datetime, questionnaire: Questionnaire, answers: Answers
    ) -> "SavedResult":
        """Return what is saved: no private answers, and only the part of the questionnaire needed for scoring."""
        return cls(id_, finished_at, questionnaire.scoring_part, answers.without_private(questionnaire).raw())

    @cached_property
    def answers(self) -> Answers:
        """The answers to the statements of its questionnaire."""
        return parse_answers(self.questionnaire, self.raw)[0]

    def context(self, questionnaire: Questionnaire) -> Mapping[str, str | None]:
        """Return the saved answers to context questions that a questionnaire, such as the current one, asks.

        Answers that it does not offer, and those to its private questions, are left out.
        """
        return parse_answers(questionnaire, self.raw)[0].without_private(questionnaire).context

    @cached_property
    def profile(self) -> Profile:
        """The scores of all themes."""
        return Scorer(self.questionnaire).profile(self.answers)


@dataclass(frozen=True)
class ThemeSeries:
    """One theme's score in every result, oldest first; `None` where it was not asked.

    `comparable` has, for each result, whether its score may be compared with that of the previous result.
    """

    theme: Theme
    scores: tuple[ThemeScore | None, ...]
    comparable: tuple[bool, ...]


def oldest_first(results: Sequence[SavedResult]) -> tuple[SavedResult, ...]:
    """Return the results in the order they were finished."""
    return tuple(sorted(results, key=lambda result: (result.finished_at, result.id)))


def page_bounds(count: int, number: int) -> tuple[int, int]:
    """Return the numbers of the first and last result on the page that has result `number` of `count` (1 or more).

    Pages are filled from the newest result backwards, so only the oldest page may have fewer than RESULTS_PER_PAGE.
    """
    last = count - (count - number) // RESULTS_PER_PAGE * RESULTS_PER_PAGE
    return max(last - RESULTS_PER_PAGE, 0) + 1, last


def changes(earlier: Sequence[SavedResult], later: SavedResult) -> tuple[ThemeChange | NotComparable, ...]:
    """Compare every theme of a result with the mean of the same theme in one or more earlier ones, oldest first."""
    return compare([result.profile for result in earlier], later.profile)


def theme_series(results: Sequence[SavedResult]) -> tuple[ThemeSeries, ...]:
    """Return a series for each theme of the results, which are oldest first.

    The themes of the newest questionnaire come first, in its order, followed by those no longer asked.
    """
    order = dict.fromkeys(theme.id for result in reversed(results) for theme in result.questionnaire.themes)
    newest = {theme.id: theme for result in results for theme in result.questionnaire.themes}
    scores = [{score.theme.id: score for score in result.profile.themes} for result in results]
    comparable = [{}, *(_comparable(*pair) for pair in itertools.pairwise(results))]
    return tuple(
        ThemeSeries(
            newest[id_],
            tuple(score.get(id_) for score in scores),
            tuple(by_theme.get(id_, False) for by_theme in comparable),
        )
        for id_ in order
    )


def _comparable(earlier: SavedResult, later: SavedResult) -> dict[str, bool]:
    return {change.theme.id: isinstance(change, ThemeChange) for change in changes([earlier], later)}
