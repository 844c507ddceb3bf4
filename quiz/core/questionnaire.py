"""What a questionnaire is: frozen values, in the words of its TOML file."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import ClassVar, Literal

Unit = Literal["pomp", "sum", "mean"]


class Strict:
    """Asks the loader to refuse misspelt keys."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True)
class Point(Strict):
    """One answer a person can choose on the scale."""

    value: int
    words: str


@dataclass(frozen=True)
class Scale(Strict):
    """The one answer scale that every statement shares, lowest value first."""

    prompt: str
    points: tuple[Point, ...]
    skip: str

    @cached_property
    def low(self) -> int:
        """The lowest value on the scale."""
        return min(point.value for point in self.points)

    @cached_property
    def high(self) -> int:
        """The highest value on the scale."""
        return max(point.value for point in self.points)

    @cached_property
    def values(self) -> Mapping[str, int]:
        """The values by their text."""
        return {str(point.value): point.value for point in self.points}


@dataclass(frozen=True)
class Band(Strict):
    """A named stretch of scores: `low` belongs to it, `high` only at the top of the range.

    Both are counted in the questionnaire's unit (see `Questionnaire.unit`).
    """

    id: str
    low: Fraction
    high: Fraction
    words: str


@dataclass(frozen=True)
class Theme(Strict):
    """One thing the questionnaire measures."""

    id: str
    name: str
    short: str
    about: str = ""
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True)
class Statement(Strict):
    """One sentence a person answers on the scale; `reversed` when agreeing means less of its theme."""

    id: str
    theme: str
    text: str
    reversed: bool = False


@dataclass(frozen=True)
class Option(Strict):
    """One answer to a context question."""

    id: str
    words: str


@dataclass(frozen=True)
class Question(Strict):
    """A context question: never scored, it only steers advice.

    `options` names a list in `Questionnaire.options`. A `private` answer stays in the sealed cookie, unseen.
    """

    id: str
    text: str
    options: str
    skip: str = ""
    private: bool = False


@dataclass(frozen=True)
class Assumptions(Strict):
    """What is taken for granted about measurement error, in points of a 0-100 score."""

    sd: Fraction
    reliability: Fraction
    note: str = ""

    @cached_property
    def variance(self) -> Fraction:
        """The squared standard error of a score with no answer missing: SD² (1 - reliability), in squared points."""
        return self.sd**2 * (1 - self.reliability)


@dataclass(frozen=True)
class Missing(Strict):
    """Which share of a theme's statements must be answered for a full and for a partial score."""

    full: Fraction = Fraction(5, 6)
    partial: Fraction = Fraction(2, 3)


@dataclass(frozen=True)
class Careless(Strict):
    """Signs of hurried answering: a run of one raw answer, and seconds per statement. 0 turns a sign off."""

    run: int = 0
    seconds: Fraction = Fraction(0)


@dataclass(frozen=True)
class Style(Strict):
    """What `flask quiz check` warns about in the statements' words. 0 or nothing turns a warning off."""

    grade: Fraction = Fraction(6)
    words: int = 0
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True)
class Questionnaire(Strict):
    """A whole questionnaire. Statements and questions are in the order they are asked."""

    title: str
    scale: Scale
    themes: tuple[Theme, ...]
    statements: tuple[Statement, ...]
    assumptions: Assumptions
    bands: tuple[Band, ...] = ()
    questions: tuple[Question, ...] = ()
    options: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    unit: Unit = "pomp"
    missing: Missing = field(default_factory=Missing)
    careless: Careless = field(default_factory=Careless)
    style: Style = field(default_factory=Style)
    advice: str = ""

    def of_theme(self, theme_id: str) -> tuple[Statement, ...]:
        """Give the statements of one theme, in the order they are asked."""
        return self._by_theme.get(theme_id, ())

    @cached_property
    def _by_theme(self) -> Mapping[str, tuple[Statement, ...]]:
        themes = dict.fromkeys(statement.theme for statement in self.statements)
        return {theme: tuple(s for s in self.statements if s.theme == theme) for theme in themes}

    def bands_of(self, theme: Theme) -> tuple[Band, ...]:
        """Give the theme's own bands, else those that all themes share."""
        return theme.bands or self.bands

    @cached_property
    def offered(self) -> Mapping[str, tuple[str, ...]]:
        """The option ids of each question, by its id."""
        return {q.id: tuple(o.id for o in self.options[q.options]) for q in self.questions}

    @cached_property
    def private(self) -> Mapping[str, tuple[str, ...]]:
        """The same of the private ones alone."""
        return {q.id: self.offered[q.id] for q in self.questions if q.private}

    @cached_property
    def as_asked(self) -> "Questionnaire":
        """What a kept result needs to be scored and read again: no questions, no advice, no hints for authors."""
        return replace(
            self,
            themes=tuple(replace(theme, about="") for theme in self.themes),
            assumptions=replace(self.assumptions, note=""),
            questions=(),
            options={},
            careless=Careless(),
            style=Style(),
            advice="",
        )

    @cached_property
    def fingerprint(self) -> str:
        """A short digest of what is asked and how it is scored; a change to either changes it."""
        limits = (self.scale.low, self.scale.high, self.missing.full, self.missing.partial)
        scored = (*limits, *((s.id, s.theme, s.reversed, s.text) for s in self.statements))
        return hashlib.sha256(repr(scored).encode()).hexdigest()[:16]
