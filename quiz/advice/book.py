"""Advice as frozen dataclasses: pieces, and the rules for showing them. Field names are the keys of the TOML file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal

from quiz.core.strict import Strict
from quiz.core.unit_range import Unit
from quiz.core.words import Words

Tag = Literal["to_partner", "eases_doubt"]


@dataclass(frozen=True)
class Condition(Strict):
    """A rule that holds if every part that is set holds; an empty condition always holds.

    All `signals` must be on. `question` must be answered with one of `answers`. At least `count` of `themes` (of all
    themes if none is named) must score in the range from `at_least` (included) to `below` (excluded), in the unit of
    the book; a theme without a score is never in range. With a `statement`, the range applies to its raw answer (not
    reverse-keyed) instead; a statement without an answer is never in range.
    """

    signals: tuple[str, ...] = ()
    question: str = ""
    answers: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    statement: str = ""
    at_least: Fraction | None = None
    below: Fraction | None = None
    count: int = 1

    @property
    def tests_scores(self) -> bool:
        """Whether the condition depends on theme scores."""
        return not self.statement and (self.at_least is not None or self.below is not None)

    def has_in_range(self, value: Fraction | int) -> bool:
        """Return whether a score, or the answer to the condition's statement, is in its range."""
        return (self.at_least is None or value >= self.at_least) and (self.below is None or value < self.below)


Conditions = tuple[Condition, ...]


@dataclass(frozen=True)
class Signal(Strict):
    """A named finding. It is on if any condition in `when` holds. `because` explains it to the reader."""

    id: str
    when: Conditions
    because: Words = ""


@dataclass(frozen=True)
class Text(Strict):
    """A paragraph or a small step. It is included if `when` is empty or any of it holds, unless any of `unless` holds.

    A text with the tag `to_partner` leads the reader to the partner; one with `eases_doubt` argues the doubt away.
    `ours` marks what the piece's therapist did not say.
    """

    text: Words
    when: Conditions = ()
    unless: Conditions = ()
    tags: tuple[Tag, ...] = ()
    ours: bool = False


def joined(paragraphs: Iterable[Text]) -> tuple[Text, ...]:
    """Return the paragraphs, with adjacent ones that are ours joined, so that readers are told only once."""
    found: list[Text] = []
    for text in paragraphs:
        if found and found[-1].ours and text.ours:
            found[-1] = Text(f"{found[-1].text} {text.text}", ours=True)
        else:
            found.append(text)
    return tuple(found)


@dataclass(frozen=True)
class Part(Strict):
    """The base or the extra part of a piece. It is called for if any condition in `when` and none in `unless` holds.

    One of the `steps` for this reader is shown; which one depends on the date.
    """

    when: Conditions
    paragraphs: tuple[Text, ...]
    steps: tuple[Text, ...] = ()
    unless: Conditions = ()

    @property
    def texts(self) -> tuple[Text, ...]:
        """All paragraphs and steps."""
        return self.paragraphs + self.steps


@dataclass(frozen=True)
class Piece(Strict):
    """One piece of advice: its source, and our wording of it.

    The `base` part is worded for anyone and shown everywhere. The `extra` part is shown on the screen only: below the
    base part, or as a separate card. A piece with a `theme` is that theme's card. `because` is the reason given if
    neither a score nor a signal called for the piece. A piece is never shown together with one named in `not_with`.
    `number` is its number in the source; two pieces may have the same one. On the page of all ideas, `idea` replaces
    the base paragraphs, and `not_for` says whom the idea does not fit.
    """

    id: str
    title: Words
    who: str
    role: Words
    base: Part | None = None
    extra: Part | None = None
    number: int = 0
    theme: str = ""
    because: Words = ""
    not_with: tuple[str, ...] = ()
    idea: Words = ""
    not_for: Words = ""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that the piece has: base, extra, or both."""
        return tuple(part for part in (self.base, self.extra) if part)


Groups = tuple[tuple[str, ...], ...]
"""Piece ids in groups, in order of precedence. Pieces of one group are equal: which comes first depends on the date."""


@dataclass(frozen=True)
class BaseOrder(Strict):
    """The base cards: up to `theme_cards` for leading themes, then one of `situations`, then one of `closers`."""

    theme_cards: int = 3
    situations: Groups = ()
    closers: Groups = ()


@dataclass(frozen=True)
class ExtraOrder(Strict):
    """The extra cards: up to `most` of `pieces`."""

    most: int = 2
    pieces: Groups = ()


@dataclass(frozen=True)
class Mute(Strict):
    """Hides all texts with `tag` when any condition in `when` holds."""

    tag: Tag
    when: Conditions


@dataclass(frozen=True)
class Source(Strict):
    """The article that the ideas come from. `outlet` is the publication."""

    title: str
    author: str
    outlet: str


@dataclass(frozen=True)
class Topic(Strict):
    """A heading on the page of all ideas, and the ids of the pieces below it, in reading order."""

    title: Words
    pieces: tuple[str, ...]


@dataclass(frozen=True)
class AdviceBook(Strict):
    """All advice of one questionnaire.

    Score limits are in `unit`: the questionnaire's unit, or 0-100 ("pomp" or `None`). The support lines come before the
    advice if any condition in `support_first` holds. On paper, which others may find, the choice of the situation card
    ignores the answers to the questions in `not_on_paper`. If any condition in `reflect_positives` holds, a result on
    the screen shows the positive statements that were often true. They ease doubt, so a mute of `eases_doubt` hides
    them, too.
    """

    support_first: Conditions = ()
    not_on_paper: tuple[str, ...] = ()
    base: BaseOrder = field(default_factory=BaseOrder)
    extras: ExtraOrder = field(default_factory=ExtraOrder)
    signals: tuple[Signal, ...] = ()
    mutes: tuple[Mute, ...] = ()
    pieces: tuple[Piece, ...] = ()
    source: Source | None = None
    topics: tuple[Topic, ...] = ()
    reflect_positives: Conditions = ()
    unit: Unit | None = None

    @property
    def leads_to_partner(self) -> bool:
        """Whether any text has the tag `to_partner`."""
        return any("to_partner" in text.tags for piece in self.pieces for part in piece.parts for text in part.texts)

    @cached_property
    def by_id(self) -> Mapping[str, Piece]:
        """The pieces by id."""
        return {piece.id: piece for piece in self.pieces}
