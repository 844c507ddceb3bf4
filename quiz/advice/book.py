"""What advice is: pieces of therapists' wisdom and the rules for showing them, in the words of their TOML file."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from quiz.core.questionnaire import Strict


@dataclass(frozen=True)
class Condition(Strict):
    """Holds when every part that is given holds; one with no part always holds.

    `signals` must all be on. `question` was answered with one of `answers`. At least `count` of `themes` (of all,
    when none is named) score in the half-open stretch from `at_least` to `below`; a theme without a score is in no
    stretch. The mean of all scored themes reaches `overall_at_least`. Scores are 0-100.
    """

    signals: tuple[str, ...] = ()
    question: str = ""
    answers: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    at_least: Fraction | None = None
    below: Fraction | None = None
    count: int = 1
    overall_at_least: Fraction | None = None

    @cached_property
    def by_score(self) -> bool:
        """Whether it asks for a score."""
        return self.at_least is not None or self.below is not None

    @cached_property
    def stretch(self) -> tuple[float, float]:
        """From where to below where scores lie, without an end where none is given.

        Scores may be compared with it as floats: equal fractions give equal floats, and those of so few answers that
        are not equal lie much further apart than a float is rounded. A limit of 16 digits is as good as the score it
        is nearest to.
        """
        low, high = self.at_least, self.below
        return -math.inf if low is None else float(low), math.inf if high is None else float(high)


Conditions = tuple[Condition, ...]


@dataclass(frozen=True)
class Signal(Strict):
    """Something the answers tell, by name: on when any condition in `when` holds. `because` says it to the person."""

    id: str
    when: Conditions
    because: str = ""


@dataclass(frozen=True)
class Paragraph(Strict):
    """A sentence or three, said when `when` is empty or one of it holds, and none of `unless` does."""

    text: str
    when: Conditions = ()
    unless: Conditions = ()


@dataclass(frozen=True)
class Piece(Strict):
    """One piece of wisdom: who said it, in our words, and when it may be shown.

    `theme` ties it to the theme whose score ranks it within a slot. `because` is the reason given when no score and
    no signal called for it. It is never shown beside a piece named in `not_with`.
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
    """A way through the advice: each slot gives at most one of the pieces it lists.

    In a slot those tied to a theme come first, the highest score leading; then the order they are listed in. The first
    course whose `when` holds is taken. With `support_first` the support block leads the page.
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
        """The pieces by their id."""
        return {piece.id: piece for piece in self.pieces}
