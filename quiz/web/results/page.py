"""What a result shows, ready for its template, which chooses words and does no sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quiz.advice.book import Text, joined
from quiz.advice.choose import Advice, Card
from quiz.charts.scale_labels import ScaleMark
from quiz.core.alerts import alerts_of
from quiz.core.answers import Answers
from quiz.core.questionnaire import Alert, Questionnaire
from quiz.report.model import AnswerLine
from quiz.rules import Lean, Profile, ThemeScore
from quiz.web.rendering.score_numbers import ScoreNumbers
from quiz.web.results.own_words import LeadingTheme, Steady, leading_themes, own_answer, steady
from quiz.web.results.precision import precision
from quiz.web.results.scale_marks import scale_marks


@dataclass(frozen=True)
class ScoreRow:
    """One theme of a result. Numbers are texts in the questionnaire's unit, and empty when there is no score.

    `bottom` and `top` are the lowest and highest possible scores. `margin` is one standard error of measurement. `lean`
    is the direction in which the true score is more likely, if this one is very high or low. `muted`: other themes came
    up most. `about`: what the theme is about. `plotted` holds the exact score and the ends of its range, 0–100, or
    three times `None`.
    """

    name: str
    short: str
    direction: str
    state: str
    unit: str
    bottom: str
    top: str
    score: str
    low: str
    high: str
    margin: str
    lean: Lean
    band: str
    band_low: str
    band_high: str
    answered: int
    asked: int
    plotted: tuple[float | None, float | None, float | None]
    muted: bool = False
    about: str = ""


@dataclass(frozen=True)
class Reason:
    """Why a card is shown: a theme's row with the answers that raised its score most, or one sentence."""

    because: str = ""
    row: ScoreRow | None = None
    strongest: tuple[AnswerLine, ...] = ()


@dataclass(frozen=True)
class AdviceCard:
    """One piece of advice, ready to read. `is_ours`: nothing on it was said by the therapist.

    The base paragraphs come before the extra ones, which are only for the screen.
    """

    id: str
    title: str
    who: str
    role: str
    is_ours: bool
    paragraphs: tuple[Text, ...]
    step: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class ResultPage:
    """A whole result.

    `instrument` is the questionnaire that was answered, with today's texts about it. `alerts` were set off by answers:
    with any of them, help comes first and nothing is called quiet.

    `lead` names the first sentence: `none` (nothing scored), `quiet` (all worries are low), `low` (all strengths are
    low), `single` (there is one theme), `only` (one of several themes was scored), `told` (not ranked: worries mixed
    with strengths, or an alert), or `one`, `two` or `several` by how many themes came up most. `leading` has the rows
    of these themes, `themes` their words. `direction` is shared by all themes, or `mixed`. `ranked` is the number of
    themes that are compared with each other, which excludes totals. `rows` has all themes: the leading ones first, then
    by score. `margin` (of a score) and `threshold` (of a clear change at the next attempt) hold for a theme with no
    answer missing, in the unit; they are empty if the themes' ranges differ. `marks` are the words on the scale.
    """

    lead: str
    alerts: tuple[Alert, ...]
    instrument: Questionnaire
    direction: str
    unit: str
    ranked: int
    leading: tuple[ScoreRow, ...]
    themes: tuple[LeadingTheme, ...]
    steady: Steady | None
    rows: tuple[ScoreRow, ...]
    cards: tuple[AdviceCard, ...]
    support_first: bool
    careless: tuple[str, ...]
    margin: str
    threshold: str
    marks: tuple[ScaleMark, ...]

    @property
    def has_bands(self) -> bool:
        """Whether any score has words beside it."""
        return any(row.band for row in self.rows)

    @property
    def has_unscored(self) -> bool:
        """Whether some themes have no score."""
        return any(row.state == "too_few" for row in self.rows)


def result_page(
    profile: Profile, answers: Answers, advice: Advice, today: Questionnaire, signs: tuple[str, ...] = ()
) -> ResultPage:
    """Lay out a profile with the answers it comes from, the advice for it, and the signs of careless responding.

    `today` is the current questionnaire, which says what each theme is about, by its id, and what the scores mean: a
    saved result has no such texts.
    """
    quiz, about = profile.questionnaire, {theme.id: theme.about for theme in today.themes}
    alerts = alerts_of(quiz, answers) or alerts_of(today, answers)
    same = [theme.id for theme in quiz.themes] == [theme.id for theme in today.themes]
    rows = _rows(profile, about)
    exact = precision(quiz, len(profile.scored))
    return ResultPage(
        lead=_lead(profile, has_alert=bool(alerts)),
        alerts=alerts,
        instrument=replace(quiz, texts=today.texts, purpose=today.purpose) if same else quiz,
        direction=quiz.direction,
        unit=quiz.unit,
        ranked=sum(not theme.of for theme in quiz.themes),
        leading=tuple(rows[score.theme.id] for score in profile.leading),
        themes=leading_themes(profile, answers, about),
        steady=None if alerts else steady(profile, answers, reflects_positives=advice.reflects_positives),
        rows=tuple(rows.values()),
        cards=tuple(_card(card, rows, profile, answers) for card in advice.cards),
        support_first=advice.support_first,
        careless=signs,
        margin=exact.margin,
        threshold=exact.clear,
        marks=scale_marks(quiz),
    )


def score_rows(profile: Profile) -> tuple[ScoreRow, ...]:
    """Return every theme's score as texts: first the themes that came up most, then the others, muted, by score.

    Equal scores, and the themes without a score at the end, are in the order of the questionnaire. So are all themes if
    worries are mixed with strengths.
    """
    return tuple(_rows(profile, {}).values())


def score_row(score: ThemeScore) -> ScoreRow:
    """Return one theme's score as texts. Its whole range is in one band, as published, unless the unit is `pomp`."""
    theme, numbers = score.theme, ScoreNumbers(score.range)
    bands = (score.band, score.band_low, score.band_high)
    if score.range.unit != "pomp":
        bands = (score.band,) * 3
    band, band_low, band_high = (band.words if band else "" for band in bands)
    return ScoreRow(
        name=theme.name,
        short=theme.short,
        direction=theme.direction,
        state=score.state,
        unit=score.range.unit,
        bottom=numbers.bottom,
        top=numbers.top,
        score=numbers.score(score.score),
        low=numbers.end(score.low),
        high=numbers.end(score.high),
        margin=numbers.difference(score.variance),
        lean=score.lean,
        band=band,
        band_low=band_low,
        band_high=band_high,
        answered=score.answered,
        asked=score.asked,
        plotted=(None if score.score is None else float(score.score), score.low, score.high),
    )


def _lead(profile: Profile, *, has_alert: bool) -> str:
    if not profile.scored:
        return "none"
    if profile.is_quiet and not has_alert:
        return "quiet"
    if len(profile.scored) == 1:
        return "single" if len(profile.themes) == 1 else "only"
    if profile.is_mixed or profile.is_quiet:
        return "told"
    if profile.is_low:
        return "low"
    return {1: "one", 2: "two"}.get(len(profile.leading), "several")


def _rows(profile: Profile, about: Mapping[str, str]) -> dict[str, ScoreRow]:
    """Return the rows by theme id, in the order to show them."""
    front = profile.themes if profile.is_quiet or profile.is_low or profile.is_mixed else profile.leading
    ordered: Sequence[ThemeScore] = profile.themes
    if not profile.is_mixed:
        ordered = sorted(ordered, key=lambda one: (one not in front, one.score is None, -(one.score or 0)))
    return {
        one.theme.id: replace(score_row(one), muted=one not in front, about=about.get(one.theme.id, ""))
        for one in ordered
    }


def _card(card: Card, rows: Mapping[str, ScoreRow], profile: Profile, answers: Answers) -> AdviceCard:
    reasons = [
        Reason(
            row=rows[theme],
            strongest=tuple(own_answer(profile.questionnaire, answers, s) for s in profile.top_statements(theme)),
        )
        for theme in card.themes
    ]
    reasons += [Reason(because=sentence) for sentence in card.because]
    piece = card.piece
    paragraphs = joined((*card.paragraphs, *card.extra))
    return AdviceCard(piece.id, piece.title, piece.who, piece.role, card.is_ours, paragraphs, card.step, tuple(reasons))
