"""Saved results in chronological order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from quiz.core.answers import Answers, parse_answers
from quiz.core.questionnaire import Questionnaire
from quiz.progress.change import NotComparable, ThemeChange, compare
from quiz.progress.remarks import NO_REMARKS, Remarks
from quiz.rules import Profile, Scorer

RESULTS_PER_PAGE = 100
"""The number of results shown on one page: two years of one a week."""


@dataclass(frozen=True)
class SavedResult:
    """One saved result: its id (32 hex digits), when it was finished (UTC), its questionnaire, and the answers.

    `questionnaire` is the `saved_part` of the questionnaire as it was answered. Scores are computed with it when
    needed, so that a later edit of the file changes no saved result. `raw` has the answers as texts by id, except
    those to private questions; `remarks` are what the person added. `language` is the code of the language that the
    pages were in; empty if it was the questionnaire's.

    The saved questionnaire may be old. Before a result is shown, it is adjusted in this order, as far as a page needs:

    1. `LocalContent.of_saved` translates its words into the language of the request.
    2. `in_unit_of` gives its scores the unit of the newest result, where several are shown together.
    3. `in_directions_of` gives its themes their directions of today, on the page of the whole journal.
    4. `as_read` adds the questions and wordings that earlier versions of Steady did not save, where answers are shown.
    5. `shown_profile` computes the scores with today's bands and directions, where one result is shown; the parameter
       `today` of `result_page` adds what its themes are about.
    """

    id: str
    finished_at: datetime
    questionnaire: Questionnaire
    raw: Mapping[str, str]
    remarks: Remarks = NO_REMARKS
    language: str = ""

    @classmethod
    def from_answers(
        cls, id_: str, finished_at: datetime, questionnaire: Questionnaire, answers: Answers, language: str = ""
    ) -> "SavedResult":
        """Return what is saved: no private answers, and no private questions."""
        raw = answers.without_private(questionnaire).raw()
        own = "" if language == questionnaire.language else language
        return cls(id_, finished_at, questionnaire.saved_part, raw, language=own)

    @property
    def taken_in(self) -> str:
        """The code of the language in which the questions were read."""
        return self.language or self.questionnaire.language

    @cached_property
    def answers(self) -> Answers:
        """The answers to its questionnaire."""
        return parse_answers(self.questionnaire, self.raw)[0]

    def context(self, questionnaire: Questionnaire) -> Mapping[str, str | None]:
        """Return the saved answers to the context questions of a questionnaire, such as the current one.

        Answers that it does not offer, and answers to its private questions, are left out.
        """
        return parse_answers(questionnaire, self.raw)[0].without_private(questionnaire).context

    def as_read(self, questionnaire: Questionnaire) -> Questionnaire:
        """Return its questionnaire with the words in which it was answered.

        A result saved without its questions gets the questions of `questionnaire`, the current one, which may word them
        differently; and the current variants of the prompt, if the prompt is still the same.
        """
        own = self.questionnaire
        if own.questions:
            return own
        now = questionnaire.saved_part
        scale = now.scale if now.scale.prompt == own.scale.prompt else own.scale
        scale = replace(own.scale, variants=scale.variants)
        return replace(own, scale=scale, questions=now.questions, options=now.options)

    def in_unit_of(self, other: "SavedResult") -> "SavedResult":
        """Return the result with its scores in the unit of another one, and without bands, which have the old unit."""
        own, unit = self.questionnaire, other.questionnaire.unit
        if own.unit == unit:
            return self
        themes = tuple(replace(theme, bands=()) for theme in own.themes)
        return replace(self, questionnaire=replace(own, unit=unit, bands=(), themes=themes))

    def in_directions_of(self, today: Questionnaire) -> "SavedResult":
        """Return the result with its themes' directions in today's questionnaire, by id."""
        directions = {theme.id: theme.direction for theme in today.themes}
        own = self.questionnaire.themes
        themes = tuple(replace(theme, direction=directions.get(theme.id, theme.direction)) for theme in own)
        return self if themes == own else replace(self, questionnaire=replace(self.questionnaire, themes=themes))

    @cached_property
    def profile(self) -> Profile:
        """The scores of all themes."""
        return Scorer(self.questionnaire).profile(self.answers)


def oldest_first(results: Sequence[SavedResult]) -> tuple[SavedResult, ...]:
    """Return the results in the order they were finished."""
    return tuple(sorted(results, key=lambda result: (result.finished_at, result.id)))


def page_bounds(count: int, number: int) -> tuple[int, int]:
    """Return the numbers of the first and last result on the page with result `number` of `count` (1 or more).

    Pages are filled from the newest result backward, so only the oldest page may have fewer than RESULTS_PER_PAGE.
    """
    last = count - (count - number) // RESULTS_PER_PAGE * RESULTS_PER_PAGE
    return max(last - RESULTS_PER_PAGE, 0) + 1, last


def changes(earlier: Sequence[SavedResult], later: SavedResult) -> tuple[ThemeChange | NotComparable, ...]:
    """Compare every theme of a result with its mean in one or more earlier results, oldest first."""
    return compare([result.profile for result in earlier], later.profile)
