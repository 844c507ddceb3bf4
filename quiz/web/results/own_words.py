"""A result in the person's own answers: the themes that came up most, and what is holding steady."""

from collections.abc import Mapping
from dataclasses import dataclass

from quiz.core.answers import Answers
from quiz.core.questionnaire import Questionnaire, Statement
from quiz.report.model import AnswerLine
from quiz.rules import Profile

FEW_THEMES = 2
"""With more leading themes than this, each is shown with one answer, so that the page stays short."""
STEADY_BELOW = 50
"""A theme can be called steady with a score below this: the middle of the scale."""
MOST_POSITIVES = 3
OFTEN_AT = 75
"""Answers to positive statements count from here, 0-100: one step below the top of a five-point scale."""


@dataclass(frozen=True)
class LeadingTheme:
    """A theme that came up most: its name, what it is about, and the answers that raised its score most."""

    name: str
    about: str
    strongest: tuple[AnswerLine, ...]

    @property
    def has_words(self) -> bool:
        """Whether there is anything to say below its name."""
        return bool(self.about or self.strongest)


@dataclass(frozen=True)
class Steady:
    """What is holding steady: the themes that came up least, by name, and positive statements that are often true."""

    least: tuple[str, ...]
    positives: tuple[AnswerLine, ...]


def own_answer(questionnaire: Questionnaire, answers: Answers, statement: Statement) -> AnswerLine:
    """Return a statement with its answer in the scale's words; they are empty if it was left blank."""
    scale = questionnaire.scale_of(statement)
    words: dict[int | None, str] = {None: scale.skip, **{point.value: point.words for point in scale.points}}
    given = answers.statements
    answer = words[given[statement.id]] if statement.id in given else ""
    return AnswerLine(statement.text, answer, statement.reversed)


def leading_themes(profile: Profile, answers: Answers, about: Mapping[str, str]) -> tuple[LeadingTheme, ...]:
    """Return the themes that came up most, highest first; none if all scores are low or can't be ranked.

    `about` says by id what a theme is about: a saved result knows only the names of its themes.
    """
    if profile.is_quiet or profile.is_low:
        return ()
    limit = 2 if len(profile.leading) <= FEW_THEMES else 1
    return tuple(
        LeadingTheme(
            score.theme.name,
            about.get(score.theme.id, ""),
            tuple(own_answer(profile.questionnaire, answers, s) for s in profile.top_statements(score.theme.id, limit)),
        )
        for score in profile.leading
    )


def steady(profile: Profile, answers: Answers, *, reflects_positives: bool = False) -> Steady | None:
    """Return what is holding steady: the worries with the lowest scores. `None` if there is nothing to say.

    Positive statements may be about the partner, so they are left out unless the advice rules ask for them.
    """
    worries = () if profile.is_mixed else tuple(one for one in profile.ranked if one.theme.direction == "worry")
    lowest = min((one.score or 0 for one in worries), default=0)
    least = tuple(
        one.theme.name
        for one in worries
        if one.score == lowest < STEADY_BELOW and (profile.is_quiet or one not in profile.leading)
    )
    positives = _positives(profile, answers) if reflects_positives else ()
    return Steady(least, positives) if least or positives or profile.is_quiet else None


def _positives(profile: Profile, answers: Answers) -> tuple[AnswerLine, ...]:
    """Return reversed statements of worries with high answers: highest answer first, then lowest score of the theme."""
    scores = {one.theme.id: one.score for one in profile.scored if one.theme.direction == "worry"}
    often = [
        statement
        for statement in profile.questionnaire.statements
        if statement.reversed and statement.theme in scores and profile.keyed.get(statement.id, 100) <= 100 - OFTEN_AT
    ]
    often.sort(key=lambda statement: (profile.keyed[statement.id], scores[statement.theme]))
    return tuple(own_answer(profile.questionnaire, answers, statement) for statement in often[:MOST_POSITIVES])
