"""The content of a report: the texts to print. Field names are the keys that templates/report.typ reads."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from quiz.core.helplines import Directory

PaperSize = Literal["a4", "letter"]
TextDirection = Literal["ltr", "rtl"]


@dataclass(frozen=True)
class PaperWords:
    """The words that are the same in every report of a language: headings, labels, and texts with placeholders.

    templates/report.typ fills the placeholders of four texts: {number} and {total} in `page_number`, {text} in
    `quoted`, {theme} in `theme_label`, and {name}, {address} and {serves} in `place`. `list_separator` is the
    language's comma. `reflection` says what the report is not. `unreviewed` says that nobody has reviewed the
    translation (empty if somebody has).
    """

    page_number: str
    quoted: str
    theme_label: str
    place: str
    list_separator: str
    profile_heading: str
    step_heading: str
    step_label: str
    reasons_label: str
    note_heading: str
    questions_heading: str
    writing_heading: str
    support_heading: str
    reading_heading: str
    reflection: str
    unreviewed: str
    history_heading: str
    answers_heading: str
    context_heading: str
    about_column: str
    band_column: str
    margin_column: str
    date_column: str
    answer_column: str
    reversed_mark: str


@dataclass(frozen=True)
class ScoreLine:
    """A theme's line in the table of scores. `about` says what the theme is about (may be empty).

    `score`, `margin` and `band` are empty without a score. `note` says how many answers the score is based on, if some
    are missing.
    """

    theme: str
    about: str
    score: str
    margin: str
    band: str
    note: str


@dataclass(frozen=True)
class AnswerLine:
    """A statement or question with its answer. If `reversed`, agreement means less of the theme."""

    statement: str
    answer: str
    reversed: bool = False


@dataclass(frozen=True)
class ThemeInWords:
    """A theme next to the picture: its name, a few words on its score (may be empty), and answers that raised it."""

    theme: str
    words: str
    answers: tuple[AnswerLine, ...]


@dataclass(frozen=True)
class AdviceSection:
    """One piece of advice: its text, its source, a step (may be empty), and the themes and scores that led to it."""

    title: str
    paragraphs: tuple[str, ...]
    source: str
    step: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class SupportSection:
    """People to talk to, the same in every report. If `first`, they are printed before the step and the advice."""

    first: bool
    paragraphs: tuple[str, ...]
    places: tuple[Directory, ...]


@dataclass(frozen=True)
class ChangeSection:
    """What changed between two results, and a table of all results.

    `summary` (may be empty) is printed below `lead`. `lines` has, for each theme, its name, its change in words, and a
    note (may be empty). `picture` and `alt` are as in `Report`. `heading` and `rows` are the table: a row for each
    result, with its date in the first column and the themes in the others.
    """

    lead: str
    summary: str
    dates: str
    lines: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]
    picture: bytes
    alt: str
    caption: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ThemeAnswers:
    """A theme and the answers to all its statements, in the order in which they were asked."""

    theme: str
    answers: tuple[AnswerLine, ...]


@dataclass(frozen=True)
class Appendix:
    """All answers except private ones: to statements, by theme, then to context questions. `intro` explains them."""

    intro: str
    themes: tuple[ThemeAnswers, ...]
    context: tuple[AnswerLine, ...]


@dataclass(frozen=True)
class Report:
    """A complete report. Texts are plain, and omitted if empty.

    `name` is the name of the site, `color` its accent color, and `logo` an SVG file (may be empty). `language` is a
    code such as `en`, and `direction` the direction of its text. `dense` makes the layout tighter, for languages that
    need more words than English. `day` is the date in the file's metadata, and `day_in_words` the same date as text.

    `title` is the title of the questionnaire; `about` says what the report is. `lead_names` is printed small below
    `lead`. `picture` is an SVG file with the fonts of `quiz.charts.layout.PAPER_PROFILE`; `alt` describes it.
    `in_words` has the themes that are printed next to it, under the heading `words_heading`, and `least` the theme
    that came up least. `theme_column` and `score_column` are headings in the table of `lines`. `careless` has remarks
    on careless responding. `credit` says who made the questionnaire, `bring_along` has questions to think about, and
    `professionals` is a line for a therapist who reads the report. `note` is what the person wrote to themselves, with
    line feeds between its lines, and empty unless they asked to print it.
    """

    name: str
    color: str
    logo: bytes
    paper: PaperSize
    language: str
    dense: bool
    direction: TextDirection
    words: PaperWords
    day: date
    day_in_words: str
    title: str
    about: str
    lead: str
    lead_names: str
    picture: bytes
    alt: str
    caption: str
    words_heading: str
    in_words: tuple[ThemeInWords, ...]
    least: str
    theme_column: str
    score_column: str
    lines: tuple[ScoreLine, ...]
    careless: tuple[str, ...]
    meaning: str
    limits: tuple[str, ...]
    credit: tuple[str, ...]
    bring_along: tuple[str, ...]
    step: str
    advice_heading: str
    advice_intro: str
    advice: tuple[AdviceSection, ...]
    support: SupportSection
    professionals: str
    note: str = ""
    change: ChangeSection | None = None
    appendix: Appendix | None = None
