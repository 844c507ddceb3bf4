"""Each theme's scores over time, and which neighboring results a chart may connect with a line."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from quiz.core.questionnaire import Questionnaire, Theme
from quiz.progress.change import ThemeChange
from quiz.progress.history import SavedResult, changes
from quiz.progress.relationships import starts_relationship
from quiz.rules import ThemeScore


@dataclass(frozen=True)
class ThemeSeries:
    """One theme's score in every result, oldest first; `None` if the result does not have the theme.

    `comparable` says for each result whether its score can be compared with the previous one.
    """

    theme: Theme
    scores: tuple[ThemeScore | None, ...]
    comparable: tuple[bool, ...]


def theme_series(questionnaire: Questionnaire, results: Sequence[SavedResult]) -> tuple[ThemeSeries, ...]:
    """Return a series for each theme of the results, which are oldest first.

    The themes of the newest result come first, in their order, followed by themes that are no longer asked about. No
    score is comparable with one of another relationship; `questionnaire` is the current one, as in
    `starts_relationship`.
    """
    order = dict.fromkeys(theme.id for result in reversed(results) for theme in result.questionnaire.themes)
    newest = {theme.id: theme for result in results for theme in result.questionnaire.themes}
    scores = [{score.theme.id: score for score in result.profile.themes} for result in results]
    comparable = [{}, *(_comparable(questionnaire, *pair) for pair in itertools.pairwise(results))]
    return tuple(
        ThemeSeries(
            newest[id_],
            tuple(score.get(id_) for score in scores),
            tuple(by_theme.get(id_, False) for by_theme in comparable),
        )
        for id_ in order
    )


def _comparable(questionnaire: Questionnaire, earlier: SavedResult, later: SavedResult) -> dict[str, bool]:
    """Return by theme id whether two neighboring results can be compared; themes that are missing can't."""
    if starts_relationship(questionnaire, earlier, later):
        return {}
    return {change.theme.id: isinstance(change, ThemeChange) for change in changes([earlier], later)}
