"""The input of the rules: a reader's scores, answers and date, and the signals that follow from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

from quiz.advice.book import AdviceBook, Condition, Conditions, Part, Tag, Text
from quiz.rules import Profile

FIRST_PERIOD = date(2026, 1, 1)
PERIOD = timedelta(weeks=4)
"""How long equal pieces, equal scores and steps keep their turn: between two monthly results, each moves on by one."""


@dataclass(frozen=True)
class Situation:
    """The input of the rules: scored themes by id, answers, and the signals that are on.

    `scores` are in the unit of the advice, without the themes that have no score. `context` has, by id, the chosen
    option ids of context questions and the raw answers to statements as decimal digits. `leading` has the ids of the
    leading themes. `period` is the number of whole four-week periods from `FIRST_PERIOD` to the date of the result.
    `levels` make themes comparable: 0-100, where a strength has a higher level the lower it is. By default, they are
    the scores.
    """

    scores: Mapping[str, Fraction]
    context: Mapping[str, str | None]
    leading: tuple[str, ...] = ()
    period: int = 0
    signals: frozenset[str] = frozenset()
    levels: Mapping[str, Fraction] = field(default_factory=dict)

    def themes_within(self, condition: Condition) -> tuple[str, ...]:
        """Return the ids of the condition's themes with a score in its range."""
        return tuple(
            theme
            for theme, score in self.scores.items()
            if (not condition.themes or theme in condition.themes) and condition.has_in_range(score)
        )

    def holds(self, condition: Condition) -> bool:
        """Return whether every part of the condition that is set holds."""
        return (
            self.signals.issuperset(condition.signals)
            and (not condition.question or self.context.get(condition.question) in condition.answers)
            and (not condition.statement or self._has_answer_in_range(condition))
            and (not condition.tests_scores or len(self.themes_within(condition)) >= condition.count)
        )

    def _has_answer_in_range(self, condition: Condition) -> bool:
        answer = self.context.get(condition.statement)
        return answer is not None and condition.has_in_range(int(answer))

    def level(self, theme: str) -> Fraction:
        """Return how strongly a theme with a score calls for advice, 0-100, to compare it with other themes."""
        return self.levels.get(theme, self.scores[theme])

    def matching(self, conditions: Conditions) -> Conditions:
        """Return the conditions that hold."""
        return tuple(filter(self.holds, conditions))

    def any_holds(self, conditions: Conditions) -> bool:
        """Return whether at least one condition holds."""
        return any(map(self.holds, conditions))

    def calls_for(self, part: Part | None) -> bool:
        """Return whether a part's `when` calls for it and its `unless` does not mute it; `False` without a part."""
        return part is not None and self.any_holds(part.when) and not self.any_holds(part.unless)

    def paragraphs(self, book: AdviceBook, part: Part | None) -> tuple[Text, ...]:
        """Return the paragraphs of a part that are shown to this reader: none unless the part is called for."""
        if part is None or not self.calls_for(part):
            return ()
        return tuple(text for text in part.paragraphs if self.includes(book, text))

    def mutes(self, book: AdviceBook, tag: Tag) -> bool:
        """Return whether texts with a tag are hidden from this reader."""
        return any(mute.tag == tag and self.any_holds(mute.when) for mute in book.mutes)

    def reflects_positives(self, book: AdviceBook) -> bool:
        """Return whether the result on the screen may show the positive statements that were often true."""
        return self.any_holds(book.reflect_positives) and not self.mutes(book, "eases_doubt")

    def includes(self, book: AdviceBook, text: Text) -> bool:
        """Return whether a paragraph or step is shown to this reader."""
        muted = any(self.mutes(book, tag) for tag in text.tags)
        return not muted and (not text.when or self.any_holds(text.when)) and not self.any_holds(text.unless)


def situation(
    book: AdviceBook,
    scores: Mapping[str, Fraction],
    context: Mapping[str, str | None],
    leading: tuple[str, ...] = (),
    period: int = 0,
) -> Situation:
    """Return the situation with all signals evaluated in the book's order: each may depend on earlier ones."""
    now = Situation(scores, context, leading, period)
    for signal in book.signals:
        if now.any_holds(signal.when):
            now = replace(now, signals=now.signals | {signal.id})
    return now


def situation_of(
    book: AdviceBook,
    profile: Profile,
    context: Mapping[str, str | None],
    day: date,
    statements: Mapping[str, int | None] | None = None,
) -> Situation:
    """Return the situation for a result of the given day. `statements` has raw answers (not reverse-keyed) by id."""
    levels = {one.theme.id: one.level for one in profile.scored}
    in_unit = book.unit not in {None, "pomp"}
    scores = {one.theme.id: one.in_unit if in_unit else one.score for one in profile.scored if one.score is not None}
    in_focus = tuple(theme.theme.id for theme in profile.in_focus)
    given = {id_: str(value) for id_, value in (statements or {}).items() if value is not None}
    now = situation(book, scores, {**context, **given}, in_focus, (day - FIRST_PERIOD) // PERIOD)
    return replace(now, levels=levels)


def on_paper(book: AdviceBook, now: Situation) -> Situation:
    """Return the situation without the answers that nothing on paper may depend on."""
    context = {id_: option for id_, option in now.context.items() if id_ not in book.not_on_paper}
    return replace(situation(book, now.scores, context, now.leading, now.period), levels=now.levels)
