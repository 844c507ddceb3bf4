"""Advice as frozen dataclasses: pieces and the rules for showing them. Field names are the keys of the TOML file."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from quiz.core.questionnaire import Strict


@dataclass(frozen=True)
class Condition(Strict):
    """A rule that holds when every part that is set holds; an empty condition always holds.

    `signals` must all be on. `question` must be answered with one of `answers`. At least `count` of `themes` (of all
    themes if none is named) must score in the half-open range from `at_least` to `below`; a theme without a score is in
    no range. The mean of all scored themes must be `overall_at_least` or more. Scores are 0-100.
    """

    signals: tuple[str, ...] = ()
    question: str = ""
    answers: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    at_least: Fraction | None = None
    below: Fraction | None = None
    count: int = 1
    overall_at_least: Fraction | None = None

    @property
    def tests_scores(self) -> bool:
        """Whether it depends on theme scores."""
        return self.at_least is not None or self.below is not None


Conditions = tuple[Condition, ...]


@dataclass(frozen=True)
class Signal(Strict):
    """A named finding, on when any condition in `when` holds. `because` explains it to the reader."""

    id: str
    when: Conditions
    because: str = ""


@dataclass(frozen=True)
class Paragraph(Strict):
    """One to three sentences, shown when `when` is empty or any of it holds, and none of `unless` holds."""

    text: str
    when: Conditions = ()
    unless: Conditions = ()


@dataclass(frozen=True)
class Piece(Strict):
    """One piece of advice: its source, our wording, and when it may be shown.

    Within a slot, pieces are ranked by the score of their `theme`. `because` is the reason given when no score and no
    signal called for the piece. It is never shown together with a piece named in `not_with`.
    """

    id: str
    title: str
    who: str
    role: str
    when: Conditions
    paragraphs: tuple[Paragraph, ...]
    steps: tuple[Paragraph, ...] = ()
    unless: Conditions = ()
    not_with: tuple[str, ...] = ()
    theme: str = ""
    because: str = ""


@dataclass(frozen=True)
class Course(Strict):
    """A sequence of slots, each filled with at most one of the pieces it lists.

    Within a slot, the piece with the highest theme score is preferred, then the order of the list. The first course
    whose `when` is empty or holds is used, and shows `most` pieces at most. With `support_first` the support lines come
    before the advice.
    """

    id: str
    slots: tuple[tuple[str, ...], ...]
    when: Conditions = ()
    most: int = 4
    support_first: bool = False


@dataclass(frozen=True)
class AdviceBook(Strict):
    """All advice of one questionnaire."""

    signals: tuple[Signal, ...] = ()
    courses: tuple[Course, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Piece]:
        """The pieces by id."""
        return {piece.id: piece for piece in self.pieces}
