"""What a report says, in the words that will stand on paper."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Paper = Literal["a4", "letter"]


@dataclass(frozen=True)
class Line:
    """One theme in the table. `range` and `band` are empty when there is no score; `note` is said beneath."""

    theme: str
    score: str
    range: str
    band: str
    note: str


@dataclass(frozen=True)
class Advice:
    """One piece of advice, who said it, a step (or none), and the sentences that say why it is there."""

    title: str
    paragraphs: tuple[str, ...]
    who: str
    role: str
    step: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """A statement and what was answered."""

    statement: str
    answer: str


@dataclass(frozen=True)
class Behind:
    """The answers that moved a theme's score most."""

    theme: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Place:
    """Somewhere to find people to talk to."""

    name: str
    url: str
    serves: str


@dataclass(frozen=True)
class Support:
    """People to talk to: the same for everybody. With `first`, before the advice."""

    first: bool
    paragraphs: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Change:
    """What changed between two takes, and every take there is.

    `lines` are each theme's name, what is said of it, and a note (or none). `picture` and `alt` are as in Report.
    `heading` and `rows` are a table of all takes, a column a theme, its first cell the date.
    """

    lead: str
    dates: str
    lines: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]
    picture: bytes
    alt: str
    caption: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Report:
    """A whole report. Texts are plain; an empty one is left out.

    `language` is a code such as `en`. `day` is what the file is dated with, `dated` the same in words. `picture` is an
    SVG file whose text is set in the fonts of `quiz.charts.layout.PAPER`, `alt` says it in words. `welcome` stands
    before the advice.
    """

    paper: Paper
    language: str
    day: date
    dated: str
    lead: str
    picture: bytes
    alt: str
    caption: str
    lines: tuple[Line, ...]
    hurried: tuple[str, ...]
    meaning: str
    limits: tuple[str, ...]
    step: str
    welcome: str
    advice: tuple[Advice, ...]
    behind: tuple[Behind, ...]
    support: Support
    change: Change | None = None
