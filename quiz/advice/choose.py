"""Chooses the pieces of advice for a profile, their order, and the reasons given for them."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from quiz.advice.book import AdviceBook, Condition, Conditions, Course, Paragraph, Piece
from quiz.rules import Profile


@dataclass(frozen=True)
class Situation:
    """The input of the rules: scored themes by id (0-100), context answers by question id, and the signals that are on.

    A theme without a score is absent from `scores`.
    """

    scores: Mapping[str, Fraction]
    context: Mapping[str, str | None]
    signals: frozenset[str] = frozenset()

    @cached_property
    def overall(self) -> Fraction:
        """The mean of all scored themes, 0-100; 0 if there are none."""
        return sum(self.scores.values(), Fraction(0)) / max(1, len(self.scores))

    def themes_within(self, condition: Condition) -> tuple[str, ...]:
        """Return the ids of the themes whose score is in the condition's range."""
        return tuple(
            theme
            for theme, score in self.scores.items()
            if (not condition.themes or theme in condition.themes)
            and (condition.at_least is None or score >= condition.at_least)
            and (condition.below is None or score < condition.below)
        )

    def holds(self, condition: Condition) -> bool:
        """Return whether every part of the condition that is set holds."""
        return (
            self.signals.issuperset(condition.signals)
            and (not condition.question or self.context.get(condition.question) in condition.answers)
            and (not condition.tests_scores or len(self.themes_within(condition)) >= condition.count)
            and (condition.overall_at_least is None or self.overall >= condition.overall_at_least)
        )

    def matching(self, conditions: Conditions) -> Conditions:
        """Return the conditions that hold."""
        return tuple(filter(self.holds, conditions))

    def any_holds(self, conditions: Conditions) -> bool:
        """Return whether at least one condition holds."""
        return any(map(self.holds, conditions))

    def includes(self, paragraph: Paragraph) -> bool:
        """Return whether a paragraph or step is shown to this reader."""
        return (not paragraph.when or self.any_holds(paragraph.when)) and not self.any_holds(paragraph.unless)

    def is_eligible(self, piece: Piece) -> bool:
        """Return whether a piece is called for by its `when` and not muted by its `unless`."""
        return self.any_holds(piece.when) and not self.any_holds(piece.unless)


@dataclass(frozen=True)
class Card:
    """One chosen piece: its text for this reader, and the themes (by id) and sentences that explain why it is shown."""

    piece: Piece
    paragraphs: tuple[str, ...]
    step: str
    themes: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True)
class Advice:
    """The cards for one profile, in reading order. `support_first`: the support lines come before them."""

    cards: tuple[Card, ...] = ()
    support_first: bool = False


def situation(book: AdviceBook, scores: Mapping[str, Fraction], context: Mapping[str, str | None]) -> Situation:
    """Return the situation with all signals evaluated, in order: a signal may depend on earlier ones."""
    now = Situation(scores, context)
    for signal in book.signals:
        if now.any_holds(signal.when):
            now = Situation(scores, context, now.signals | {signal.id})
    return now


def advise(book: AdviceBook, profile: Profile, context: Mapping[str, str | None]) -> Advice:
    """Return the advice for a profile and its context answers."""
    return choose(book, situation(book, _scores(profile), context))


def advise_without_private(
    book: AdviceBook, profile: Profile, context: Mapping[str, str | None], private: Mapping[str, Sequence[str]]
) -> Advice:
    """Return the advice for a saved result, whose private answers are unknown.

    Only pieces, paragraphs and steps that are allowed for every possible combination of private answers are included.
    `private` maps each private question's id to its option ids.
    """
    scores = _scores(profile)
    known = {id_: option for id_, option in context.items() if id_ not in private}
    answers = itertools.product(*((None, *options) for options in private.values()))
    cases = [situation(book, scores, {**known, **dict(zip(private, options, strict=True))}) for options in answers]
    listed = set.intersection(*({id_ for slot in course_for(book, case).slots for id_ in slot} for case in cases))
    always = {
        piece.id: _common_text(piece, cases)
        for piece in book.pieces
        if piece.id in listed and all(case.is_eligible(piece) for case in cases)
    }
    courses = (
        replace(course, slots=tuple(tuple(id_ for id_ in slot if id_ in always) for slot in course.slots))
        for course in book.courses
    )
    return choose(replace(book, pieces=tuple(always.values()), courses=tuple(courses)), cases[0])


def choose(book: AdviceBook, now: Situation) -> Advice:
    """Return a card for each filled slot of the course in use, up to the course's `most`."""
    course = course_for(book, now)
    pieces = [piece for piece in fill_slots(book, course, now) if piece]
    return Advice(tuple(_card(book, piece, now) for piece in pieces[: course.most]), course.support_first)


def course_for(book: AdviceBook, now: Situation) -> Course:
    """Return the first course that applies, or one with an empty id and no slots if none does."""
    return next((course for course in book.courses if not course.when or now.any_holds(course.when)), Course("", ()))


def fill_slots(book: AdviceBook, course: Course, now: Situation) -> tuple[Piece | None, ...]:
    """Return, for each slot, the best eligible piece that may be shown with the pieces of earlier slots, or `None`."""
    chosen: list[Piece | None] = []
    for slot in course.slots:
        # The sort is stable: the reader's highest theme first, other pieces in the order of the file.
        ranked = sorted(
            (book.by_id[id_] for id_ in slot), key=lambda piece: now.scores.get(piece.theme, -1), reverse=True
        )
        fitting = (piece for piece in ranked if now.is_eligible(piece) and piece not in chosen)
        chosen.append(next((piece for piece in fitting if not clashes(piece, chosen)), None))
    return tuple(chosen)


def clashes(piece: Piece, others: Sequence[Piece | None]) -> tuple[Piece, ...]:
    """Return those of the others that must not be shown with a piece, whichever of the two names the other."""
    return tuple(other for other in others if other and (piece.id in other.not_with or other.id in piece.not_with))


def _scores(profile: Profile) -> dict[str, Fraction]:
    return {theme.theme.id: theme.score for theme in profile.themes if theme.score is not None}


def _common_text(piece: Piece, cases: Sequence[Situation]) -> Piece:
    """Return the piece with only the paragraphs and steps that are shown in all cases."""
    paragraphs, steps = (
        tuple(paragraph for paragraph in part if all(case.includes(paragraph) for case in cases))
        for part in (piece.paragraphs, piece.steps)
    )
    return replace(piece, paragraphs=paragraphs, steps=steps)


def _card(book: AdviceBook, piece: Piece, now: Situation) -> Card:
    matching = now.matching(piece.when)
    themes = {theme: None for condition in matching if condition.tests_scores for theme in now.themes_within(condition)}
    signals = {id_ for condition in matching for id_ in condition.signals}
    because = tuple(signal.because for signal in book.signals if signal.id in signals and signal.because)
    return Card(
        piece=piece,
        paragraphs=tuple(paragraph.text for paragraph in piece.paragraphs if now.includes(paragraph)),
        step=next((step.text for step in piece.steps if now.includes(step)), ""),
        themes=tuple(themes),
        because=because or (() if themes or not piece.because else (piece.because,)),
    )
