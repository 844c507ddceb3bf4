"""Which pieces of therapists' wisdom fit a profile, in which order, and why."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from quiz.advice.book import AdviceBook, Condition, Conditions, Course, Paragraph, Piece
from quiz.rules import Profile


@dataclass(frozen=True)
class Situation:
    """What advice depends on: scored themes by id (0-100), context answers by question id, and the signals on."""

    scores: Mapping[str, Fraction]
    context: Mapping[str, str | None]
    signals: frozenset[str] = frozenset()

    @cached_property
    def overall(self) -> Fraction:
        """The mean of all scored themes, 0-100; 0 without any."""
        return sum(self.scores.values(), Fraction(0)) / max(1, len(self.scores))

    @cached_property
    def floats(self) -> Mapping[str, float]:
        """The scores, to compare: see `Condition.stretch`."""
        return {theme: float(score) for theme, score in self.scores.items()}

    def themes_within(self, condition: Condition) -> tuple[str, ...]:
        """Give the themes whose score lies in the condition's stretch."""
        low, high = condition.stretch
        return tuple(
            theme
            for theme, score in self.floats.items()
            if low <= score < high and (not condition.themes or theme in condition.themes)
        )

    def holds(self, condition: Condition) -> bool:
        """Tell whether every given part of a condition holds."""
        return (
            self.signals.issuperset(condition.signals)
            and (not condition.question or self.context.get(condition.question) in condition.answers)
            and (not condition.by_score or len(self.themes_within(condition)) >= condition.count)
            and (condition.overall_at_least is None or self.overall >= condition.overall_at_least)
        )

    def held(self, conditions: Conditions) -> Conditions:
        """Give the conditions that hold."""
        return tuple(filter(self.holds, conditions))

    def any_holds(self, conditions: Conditions) -> bool:
        """Tell whether at least one condition holds."""
        return any(map(self.holds, conditions))

    def says(self, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph is for this reader."""
        return (not paragraph.when or self.any_holds(paragraph.when)) and not self.any_holds(paragraph.unless)

    def allows(self, piece: Piece) -> bool:
        """Tell whether a piece is called for and not muted."""
        return self.any_holds(piece.when) and not self.any_holds(piece.unless)


@dataclass(frozen=True)
class Card:
    """One chosen piece: what it says to this reader, and the themes (by id) and sentences that called for it."""

    piece: Piece
    paragraphs: tuple[str, ...]
    step: str
    themes: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True)
class Advice:
    """The cards for one profile, in the order to read them."""

    cards: tuple[Card, ...] = ()
    support_first: bool = False


def situation(book: AdviceBook, scores: Mapping[str, Fraction], context: Mapping[str, str | None]) -> Situation:
    """Work out which signals are on. A signal may build on those before it."""
    now = Situation(scores, context)
    for signal in book.signals:
        if now.any_holds(signal.when):
            now = Situation(scores, context, now.signals | {signal.id})
    return now


def advise(book: AdviceBook, profile: Profile, context: Mapping[str, str | None]) -> Advice:
    """Choose the cards for a profile and its context answers."""
    scores = {theme.theme.id: theme.score for theme in profile.themes if theme.score is not None}
    return choose(book, situation(book, scores, context))


def advise_unaware(
    book: AdviceBook, profile: Profile, context: Mapping[str, str | None], private: Mapping[str, Sequence[str]]
) -> Advice:
    """Choose the cards for a kept result, whose private answers nobody knows any more.

    Only what may be shown whatever those answers were is left: pieces, paragraphs and steps alike. `private` are the
    option ids of each private question.
    """
    scores = {theme.theme.id: theme.score for theme in profile.themes if theme.score is not None}
    known = {id_: option for id_, option in context.items() if id_ not in private}
    answered = itertools.product(*((None, *options) for options in private.values()))
    worlds = [situation(book, scores, {**known, **dict(zip(private, options, strict=True))}) for options in answered]
    offered = set.intersection(*({id_ for slot in course_for(book, world).slots for id_ in slot} for world in worlds))
    always = {
        piece.id: _said_in_all(piece, worlds)
        for piece in book.pieces
        if piece.id in offered and all(world.allows(piece) for world in worlds)
    }
    courses = (
        replace(course, slots=tuple(tuple(id_ for id_ in slot if id_ in always) for slot in course.slots))
        for course in book.courses
    )
    return choose(replace(book, pieces=tuple(always.values()), courses=tuple(courses)), worlds[0])


def _said_in_all(piece: Piece, worlds: Sequence[Situation]) -> Piece:
    paragraphs, steps = (
        tuple(said for said in part if all(world.says(said) for world in worlds))
        for part in (piece.paragraphs, piece.steps)
    )
    return replace(piece, paragraphs=paragraphs, steps=steps)


def choose(book: AdviceBook, now: Situation) -> Advice:
    """Walk the first course that fits, and keep as many pieces as it may show."""
    course = course_for(book, now)
    given = [piece for piece in walk(book, course, now) if piece]
    return Advice(tuple(_card(book, piece, now) for piece in given[: course.most]), course.support_first)


def course_for(book: AdviceBook, now: Situation) -> Course:
    """Give the first course that fits; one without a name and without slots when none does."""
    return next((course for course in book.courses if not course.when or now.any_holds(course.when)), Course("", ()))


def walk(book: AdviceBook, course: Course, now: Situation) -> tuple[Piece | None, ...]:
    """Give what each slot of a course gives: the first piece that may be shown beside those of the slots before."""
    given: list[Piece | None] = []
    for slot in course.slots:
        # A stable sort: the reader's highest theme first, other pieces where the file put them.
        ranked = sorted(
            (book.by_id[id_] for id_ in slot), key=lambda piece: now.floats.get(piece.theme, -1), reverse=True
        )
        fitting = (piece for piece in ranked if now.allows(piece) and piece not in given)
        given.append(next((piece for piece in fitting if not clashes(piece, given)), None))
    return tuple(given)


def clashes(piece: Piece, others: Sequence[Piece | None]) -> tuple[Piece, ...]:
    """Give those of the others that a piece is never shown beside, whichever of the two says so."""
    return tuple(other for other in others if other and (piece.id in other.not_with or other.id in piece.not_with))


def _card(book: AdviceBook, piece: Piece, now: Situation) -> Card:
    held = now.held(piece.when)
    themes = {theme: None for condition in held if condition.by_score for theme in now.themes_within(condition)}
    named = {id_ for condition in held for id_ in condition.signals}
    because = tuple(signal.because for signal in book.signals if signal.id in named and signal.because)
    return Card(
        piece=piece,
        paragraphs=tuple(paragraph.text for paragraph in piece.paragraphs if now.says(paragraph)),
        step=next((step.text for step in piece.steps if now.says(step)), ""),
        themes=tuple(themes),
        because=because or (() if themes or not piece.because else (piece.because,)),
    )
