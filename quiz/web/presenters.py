"""What a page shows, ready to print: templates choose words and do no sums."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One answer that can be tapped. `skip` is the one that says a statement does not apply."""

    value: str
    words: str
    chosen: bool
    skip: bool


@dataclass(frozen=True)
class Item:
    """One statement or question on the quiz page; `field` is its form field's name, `number` counts from 1."""

    id: str
    field: str
    number: int
    text: str
    private: bool
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class QuizPage:
    """The quiz form: `unanswered` and `refused` are what the person is asked to look at again."""

    prompt: str
    statements: tuple[Item, ...]
    questions: tuple[Item, ...]
    unanswered: tuple[Item, ...] = ()
    refused: tuple[Item, ...] = ()
    expired: bool = False


@dataclass(frozen=True)
class Row:
    """One theme of a result. Numbers are texts, rounded for showing and empty when there is no score."""

    id: str
    name: str
    short: str
    about: str
    state: str
    score: str
    low: str
    high: str
    band: str
    band_low: str
    band_high: str
    answered: int
    asked: int


@dataclass(frozen=True)
class Reason:
    """Why a card is there: a theme's row with the statements that moved it most, or one sentence."""

    because: str = ""
    row: Row | None = None
    moved_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class AdviceCard:
    """One piece of wisdom, ready to read."""

    id: str
    title: str
    who: str
    role: str
    paragraphs: tuple[str, ...]
    step: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class ResultPage:
    """A whole result.

    `lead` names the first sentence: `none` (nothing scored), `quiet` (all in the lowest band), `level` (all tied),
    `one` (one theme stands out) or `some` (several do); `leading` are the themes it names.
    """

    lead: str
    leading: tuple[Row, ...]
    rows: tuple[Row, ...]
    cards: tuple[AdviceCard, ...]
    support_first: bool
    hurried: tuple[str, ...]
    margin: str
    threshold: str
