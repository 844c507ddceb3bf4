"""What a result shows, ready for its template, which chooses words and does no sums."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from quiz.advice.choose import Advice, Card
from quiz.charts.layout import SCREEN_PROFILE
from quiz.core.answers import Answers
from quiz.core.questionnaire import Questionnaire
from quiz.rules import RELIABLE_CHANGE_Z, Profile, ThemeScore
from quiz.web.rendering.formats import whole
from quiz.web.rendering.theme_labels import ThemeLabeler, full_labels


@dataclass(frozen=True)
class ScoreRow:
    """One theme of a result. Numbers are texts, rounded for showing and empty when there is no score.

    `plotted` holds the exact score and the ends of its range, 0–100, or `None` three times.
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
class StrongAnswer:
    """A statement that raised a score, and the answer it got, in the scale's words."""

    statement: str
    answer: str


@dataclass(frozen=True)
class Reason:
    """Why a card is there: a theme's row with the answers that raised it most, or one sentence."""

    because: str = ""
    row: ScoreRow | None = None
    strongest: tuple[StrongAnswer, ...] = ()


@dataclass(frozen=True)
class AdviceCard:
    """One piece of advice, ready to read."""

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
    leading: tuple[ScoreRow, ...]
    rows: tuple[ScoreRow, ...]
    cards: tuple[AdviceCard, ...]
    support_first: bool
    careless: tuple[str, ...]
    margin: str
    threshold: str
    picture: tuple[int, int]

    @property
    def has_bands(self) -> bool:
        """Whether any score has words beside it."""
        return any(row.band for row in self.rows)


def result_page(
    profile: Profile,
    answers: Answers,
    advice: Advice,
    signs: tuple[str, ...] = (),
    labels: ThemeLabeler = full_labels,
) -> ResultPage:
    """Lay out a profile with the answers it comes from, the advice for it, and the signs of careless responding.

    `labels` returns a theme with the name to show.
    """
    quiz = profile.questionnaire
    rows = {score.theme.id: score_row(score, labels) for score in profile.themes}
    variance = quiz.assumptions.variance
    return ResultPage(
        lead=_lead(quiz, profile),
        leading=tuple(rows[score.theme.id] for score in profile.leading),
        rows=tuple(rows.values()),
        cards=tuple(_card(card, rows, profile, answers) for card in advice.cards),
        support_first=advice.support_first,
        careless=signs,
        margin=whole(math.sqrt(variance)),
        threshold=whole(math.sqrt(2 * RELIABLE_CHANGE_Z**2 * variance)),
        picture=SCREEN_PROFILE.pixel_size(len(rows)),
    )


def score_rows(profile: Profile, labels: ThemeLabeler = full_labels) -> tuple[ScoreRow, ...]:
    """Return every theme's score as texts."""
    return tuple(score_row(score, labels) for score in profile.themes)


def score_row(score: ThemeScore, labels: ThemeLabeler = full_labels) -> ScoreRow:
    """Return one theme's score as texts."""
    theme = labels(score.theme)
    exact, low, high = ("" if number is None else whole(number) for number in (score.score, score.low, score.high))
    band, band_low, band_high = (band.words if band else "" for band in (score.band, score.band_low, score.band_high))
    return ScoreRow(
        name=theme.name,
        short=theme.short,
        state=score.state,
        score=exact,
        low=low,
        high=high,
        band=band,
        band_low=band_low,
        band_high=band_high,
        answered=score.answered,
        asked=score.asked,
        plotted=(None if score.score is None else float(score.score), score.low, score.high),
    )


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


def _card(card: Card, rows: Mapping[str, ScoreRow], profile: Profile, answers: Answers) -> AdviceCard:
    words: dict[int | None, str] = {point.value: point.words for point in profile.questionnaire.scale.points}
    reasons = [
        Reason(
            row=rows[theme],
            strongest=tuple(
                StrongAnswer(s.text, words[answers.statements[s.id]]) for s in profile.top_statements(theme)
            ),
        )
        for theme in card.themes
    ]
    reasons += [Reason(because=sentence) for sentence in card.because]
    piece = card.piece
    return AdviceCard(piece.id, piece.title, piece.who, piece.role, card.paragraphs, card.step, tuple(reasons))
