"""What a result shows, ready to print: templates choose words and do no sums."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from quiz.advice.choose import Advice, Card
from quiz.charts.layout import SCREEN_PROFILE
from quiz.core.answers import Answers
from quiz.core.questionnaire import Assumptions, Band, Questionnaire
from quiz.rules import RELIABLE_CHANGE_Z, Profile, ThemeScore
from quiz.web.discreet import Veil, open_book
from quiz.web.formats import whole

SCORES = 1000
"""How many scores of a theme are kept as texts. None says whose it is."""


@dataclass(frozen=True)
class Row:
    """One theme of a result. Numbers are texts, rounded for showing and empty when there is no score.

    `plotted` are score, low and high as they are, 0-100, or `None` three times.
    """

    name: str
    short: str
    state: str
    score: str
    low: str
    high: str
    band: str
    band_low: str
    band_high: str
    answered: int
    asked: int
    plotted: tuple[float | None, float | None, float | None]


@dataclass(frozen=True)
class Moved:
    """A statement that moved a score, and the answer it got, in the scale's words."""

    statement: str
    answer: str


@dataclass(frozen=True)
class Reason:
    """Why a card is there: a theme's row with the statements that moved it most, or one sentence."""

    because: str = ""
    row: Row | None = None
    moved_by: tuple[Moved, ...] = ()


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

    `lead` names the first sentence: `none` (nothing scored), `quiet` (all in the lowest band), `single` (there is one
    theme), `only` (one of several was scored), `level` (all tied), `one` (one theme stands out) or `some` (several do).
    `leading` are the themes it names. `margin` and `threshold` are those of a theme with no answer missing, in points;
    `picture` is the width and height of the profile, in CSS pixels.
    """

    lead: str
    leading: tuple[Row, ...]
    rows: tuple[Row, ...]
    cards: tuple[AdviceCard, ...]
    support_first: bool
    hurried: tuple[str, ...]
    margin: str
    threshold: str
    picture: tuple[int, int]

    @property
    def banded(self) -> bool:
        """Whether any score has words beside it."""
        return any(row.band for row in self.rows)


def result_page(
    profile: Profile, answers: Answers, advice: Advice, signs: tuple[str, ...] = (), veil: Veil = open_book
) -> ResultPage:
    """Lay out a profile with the answers it comes from, the advice for it, and the signs of hurried answering.

    `veil` says what a theme is called.
    """
    quiz = profile.questionnaire
    rows = dict(zip((score.theme.id for score in profile.themes), rows_of(profile, veil), strict=True))
    margin, threshold = _points(quiz.assumptions)
    return ResultPage(
        lead=_lead(quiz, profile),
        leading=tuple(rows[score.theme.id] for score in profile.leading),
        rows=tuple(rows.values()),
        cards=tuple(_card(card, rows, profile, answers) for card in advice.cards),
        support_first=advice.support_first,
        hurried=signs,
        margin=margin,
        threshold=threshold,
        picture=SCREEN_PROFILE.pixel_size(len(rows)),
    )


def rows_of(profile: Profile, veil: Veil = open_book) -> tuple[Row, ...]:
    """Give every theme's score as texts."""
    return tuple(row_of(score, veil) for score in profile.themes)


def row_of(score: ThemeScore, veil: Veil = open_book) -> Row:
    """Give one theme's score as texts."""
    theme = veil(score.theme)
    return Row(theme.name, theme.short, score.state, *_numbers(score))


@lru_cache(maxsize=SCORES)
def _numbers(score: ThemeScore) -> tuple[Any, ...]:
    """Give what a row says of a score, but for its theme's names."""
    low, exact, high = ("" if n is None else whole(n) for n in (score.low, score.score, score.high))
    band_low, band, band_high = map(_words, (score.band_low, score.band, score.band_high))
    plotted = (None if score.score is None else float(score.score), score.low, score.high)
    return exact, low, high, band, band_low, band_high, score.answered, score.asked, plotted


@lru_cache(maxsize=1)
def _points(assumptions: Assumptions) -> tuple[str, str]:
    """Give margin and threshold of a theme with no answer missing."""
    variance = assumptions.variance
    return whole(math.sqrt(variance)), whole(math.sqrt(2 * RELIABLE_CHANGE_Z**2 * variance))


def _words(band: Band | None) -> str:
    return band.words if band else ""


def _lead(quiz: Questionnaire, profile: Profile) -> str:
    scored = profile.scored
    if not scored:
        return "none"
    if all(score.band and score.band == quiz.bands_of(score.theme)[0] for score in scored):
        return "quiet"
    if len(scored) == 1:
        return "single" if len(profile.themes) == 1 else "only"
    if len(profile.leading) == len(scored):
        return "level"
    return "one" if len(profile.leading) == 1 else "some"


def _card(card: Card, rows: Mapping[str, Row], profile: Profile, answers: Answers) -> AdviceCard:
    words: dict[int | None, str] = {point.value: point.words for point in profile.questionnaire.scale.points}
    reasons = [
        Reason(
            row=rows[theme],
            moved_by=tuple(Moved(s.text, words[answers.statements[s.id]]) for s in profile.top_statements(theme)),
        )
        for theme in card.themes
    ]
    reasons += [Reason(because=sentence) for sentence in card.because]
    piece = card.piece
    return AdviceCard(piece.id, piece.title, piece.who, piece.role, card.paragraphs, card.step, tuple(reasons))
