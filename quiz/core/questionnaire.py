"""The questionnaire as frozen dataclasses. Field names are the keys of its TOML file."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal

from quiz.core.assumptions import Assumptions, Careless, Missing, Style
from quiz.core.question import Option, Question
from quiz.core.scale import Scale
from quiz.core.strict import Strict
from quiz.core.texts import Texts
from quiz.core.unit_range import POMP, Unit, UnitRange
from quiz.core.words import Words

Direction = Literal["worry", "strength", "neutral"]
"""What more of a theme means to a person: a worry, something good, or neither."""


@dataclass(frozen=True)
class Band(Strict):
    """A named range of scores, in the questionnaire's unit (see `Questionnaire.unit`). `low` is inclusive.

    `high` is exclusive except at the top of the scale. For a sum of whole numbers it may also be the band's highest
    sum, as published bands are written: 0 to 4, 5 to 9.
    """

    id: str
    low: Fraction
    high: Fraction
    words: Words


@dataclass(frozen=True)
class Theme(Strict):
    """One dimension the questionnaire measures. `sd`, `reliability` and `retest` replace those of `Assumptions`.

    `direction` says what a high score means: every sentence about it follows from that. A total has the statements of
    the themes that it is `of`, and none of its own.
    """

    id: str
    name: Words
    short: Words
    about: Words = ""
    direction: Direction = "worry"
    bands: tuple[Band, ...] = ()
    sd: Fraction | None = None
    reliability: Fraction | None = None
    retest: Fraction | None = None
    of: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Statement(Strict):
    """One sentence answered on the scale; `reversed` when agreement means less of its theme.

    It counts for the themes in `also`, too. `scale` names the scale of its section, `None` for that of all others.
    """

    id: str
    theme: str
    text: Words
    reversed: bool = False
    also: tuple[str, ...] | None = None
    scale: str | None = None


@dataclass(frozen=True)
class Alert(Strict):
    """A statement whose answer calls for help at once if it is `at_least` this value, as it stands on the scale.

    `text` is said above the support lines, on the screen only.
    """

    statement: str
    at_least: int
    text: Words = ""


@dataclass(frozen=True)
class Questionnaire(Strict):
    """A complete questionnaire. Statements and questions are in the order they are asked.

    `version` is a number that its author raises when results of the edited questionnaire mean something else.
    `language` is the code of the language it is written in, such as `en` or `pt-BR`. `purpose` is a sentence; `source`
    and `license` credit those who made it.
    """

    title: Words
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
    version: int = 1
    language: str = "en"
    purpose: Words = ""
    source: Words = ""
    license: Words = ""
    alerts: tuple[Alert, ...] = ()
    texts: Texts = field(default_factory=Texts)
    scales: tuple[Scale, ...] = ()

    def statements_of(self, theme_id: str) -> tuple[Statement, ...]:
        """Return the statements that count for a theme, in the order they are asked."""
        return self._statements.get(theme_id, ())

    @cached_property
    def themes_of(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the themes that each statement counts for, by its id."""
        pairs = [(one.id, theme) for theme, statements in self._statements.items() for one in statements]
        return {one.id: tuple(theme for id_, theme in pairs if id_ == one.id) for one in self.statements}

    def scale_of(self, statement: Statement) -> Scale:
        """Return the scale that a statement is answered on."""
        return self._scales[statement.scale] if statement.scale else self.scale

    def ends_of(self, theme_id: str) -> frozenset[tuple[int, int]]:
        """Return the lowest and highest values of the scales of a theme's statements: one pair if they share them."""
        return self._ends.get(theme_id, frozenset())

    @cached_property
    def all_scales(self) -> tuple[Scale, ...]:
        """The scales that statements are answered on, in the order in which they are needed."""
        return tuple(dict.fromkeys(map(self.scale_of, self.statements)))

    @cached_property
    def _scales(self) -> Mapping[str, Scale]:
        return {scale.id: scale for scale in self.scales}

    @cached_property
    def _statements(self) -> Mapping[str, tuple[Statement, ...]]:
        ids = {theme.id: {theme.id, *(theme.of or ())} for theme in self.themes}
        return {
            theme: tuple(one for one in self.statements if not own.isdisjoint((one.theme, *(one.also or ()))))
            for theme, own in ids.items()
        }

    @cached_property
    def _ends(self) -> Mapping[str, frozenset[tuple[int, int]]]:
        return {id_: frozenset(self.scale_of(one).ends for one in own) for id_, own in self._statements.items()}

    def assumptions_of(self, theme: Theme) -> Assumptions:
        """Return the theme's own assumptions, or else those shared by all themes, number by number."""
        names = ("sd", "reliability", "retest")
        own = {name: getattr(theme, name) for name in names if getattr(theme, name) is not None}
        return replace(self.assumptions, **own) if own else self.assumptions

    def bands_of(self, theme: Theme) -> tuple[Band, ...]:
        """Return the theme's own bands, or else the bands shared by all themes."""
        return theme.bands or self.bands

    def range_of(self, theme_id: str) -> UnitRange:
        """Return the range of a theme's scores in the questionnaire's unit."""
        if self.unit == "pomp":
            return POMP
        # In these units, all statements of a theme have scales with the same ends.
        low, high = next(iter(self.ends_of(theme_id)), self.scale.ends)
        statements = Fraction(len(self.statements_of(theme_id)) if self.unit == "sum" else 1)
        return UnitRange(self.unit, low * statements, high * statements)

    @cached_property
    def direction(self) -> Direction | Literal["mixed"]:
        """The direction that all themes share, or `mixed`."""
        directions = {theme.direction for theme in self.themes}
        return directions.pop() if len(directions) == 1 else "mixed"

    @cached_property
    def option_ids(self) -> Mapping[str, tuple[str, ...]]:
        """The option ids of each question, by question id."""
        return {q.id: tuple(o.id for o in self.options[q.options]) for q in self.questions}

    @cached_property
    def private_option_ids(self) -> Mapping[str, tuple[str, ...]]:
        """The option ids of each private question, by question id."""
        return {q.id: self.option_ids[q.id] for q in self.questions if q.private}

    @property
    def has_reversed(self) -> bool:
        """Whether any statement is scored in reverse."""
        return any(statement.reversed for statement in self.statements)

    @property
    def asks_about_partner(self) -> bool:
        """Whether an answer may suggest that two results are about two relationships."""
        return any(question.suggests_another_partner for question in self.questions)

    @cached_property
    def saved_part(self) -> "Questionnaire":
        """The part stored with a result, to score and read it again: no private questions or author settings."""
        questions = tuple(question for question in self.questions if not question.private)
        return replace(
            self,
            themes=tuple(replace(theme, about="") for theme in self.themes),
            assumptions=replace(self.assumptions, note=""),
            questions=questions,
            options={question.options: self.options[question.options] for question in questions},
            careless=Careless(),
            style=Style(),
            advice="",
            purpose="",
            texts=Texts(),
        )

    @cached_property
    def fingerprint(self) -> str:
        """A short digest of what scores depend on: the version, the statements but not their wording, and the limits.

        The limits are the scale's range and the `missing` shares.
        """
        limits = (self.scale.low, self.scale.high, self.missing.full, self.missing.partial)
        scored: tuple[object, ...] = (self.version, *limits, *((s.id, s.theme, s.reversed) for s in self.statements))
        scored += tuple((s.id, s.also, s.scale and self.scale_of(s).ends) for s in self.statements if s.also or s.scale)
        scored += tuple((theme.id, theme.of) for theme in self.themes if theme.of)
        return hashlib.sha256(repr(scored).encode()).hexdigest()[:16]
