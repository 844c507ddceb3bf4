"""Where the parts of a history chart are. Does not import matplotlib, so that pages can state the chart's size."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.charts.layout import PIXELS_PER_INCH, POINTS_PER_INCH, HistoryLayout
from quiz.charts.scale_labels import LINE_HEIGHT_EM, ScaleMark, lines_of

LABEL_EM, NUMBER_EM, LAST_NUMBER_EM = 0.8, 0.9, 1.15
"""Font sizes of dates and words, of the first score, and of the newest score, relative to a theme's name."""
NAME_CHARACTER_EM, CHARACTER_EM, DIGIT_EM = 0.72, 0.65, 0.7
"""Assumed widths of characters of a name, of other texts, and of a score: as in DejaVu fonts, which are wide."""
TEXT_GAP_EM = 0.7
"""The gap between two texts side by side."""
BASELINE_EM, NAME_GAP_EM = 1.05, 0.55
"""From the top of a row to the first baseline of its name, and from the last baseline to the strip."""
EDGE_EM = 0.45
"""How far a strip extends above 100 and below 0, so that dots there are inside it."""
ROW_GAP_EM = 0.8
"""The gap below a strip."""
INSET_EM, NUMBER_GAP_EM = 0.45, 0.8
"""From the end of a strip to a number, and from there to the middle of its dot."""
DATES_EM = 1.75
"""From the last strip to the dates."""
MAX_DOT_EM, MIN_DOT_EM, DOT_SHARE = 0.55, 0.22, 0.62
"""The largest and the smallest width of a dot, and its width as a share of the room for each result."""


@dataclass(frozen=True)
class HistoryPoint:
    """One theme in one result: score, low and high end of its range, 0-100 or `None`.

    `joined`: it may be compared with the previous result, so a line connects the two.
    """

    score: float | None
    low: float | None
    high: float | None
    joined: bool


@dataclass(frozen=True)
class HistoryPanel:
    """One theme over time: its name, a point for each result, and the first and the newest score as texts.

    Without any score, both texts are empty; with only one, `first` is.
    """

    name: str
    points: Sequence[HistoryPoint]
    first: str
    last: str


@dataclass(frozen=True)
class PanelPlace:
    """The lines of a panel's name, and its positions in points from the top: the first line, score 100 and score 0."""

    name: tuple[str, ...]
    name_at: float
    top: float
    bottom: float


@dataclass(frozen=True)
class HistoryPlaces:
    """All positions in points from the left or the top.

    Strips extend from `left` to `right`, and `edge` beyond the scores 0 and 100. Results are between `start` and `end`.
    `dot` is the width of a dot. `words` are for the high and the low end of the scale, on the first strip only.
    """

    panels: tuple[PanelPlace, ...]
    left: float
    right: float
    start: float
    end: float
    edge: float
    dot: float
    words: tuple[str, str]
    dates_at: float
    height: float


def arrange(names: Sequence[str], marks: Sequence[ScaleMark], layout: HistoryLayout, results: int = 1) -> HistoryPlaces:
    """Return the positions of panels with these names, each with this number of results."""
    em = layout.em
    left, right = layout.padding * em, layout.width * POINTS_PER_INCH - layout.padding * em
    words = _end_words(names, marks, (right - left) / em)
    top, panels = layout.padding * em, []
    for name in names:
        lines = lines_of(name, max(1, int((right - left) / em / NAME_CHARACTER_EM)))
        name_at = top + BASELINE_EM * em
        plot_at = name_at + ((len(lines) - 1) * LINE_HEIGHT_EM + NAME_GAP_EM + EDGE_EM) * em
        panels.append(PanelPlace(lines, name_at, plot_at, plot_at + layout.plot * em))
        top = plot_at + (layout.plot + EDGE_EM + ROW_GAP_EM) * em
    start = left + (INSET_EM + 3 * DIGIT_EM * NUMBER_EM + NUMBER_GAP_EM) * em
    end = right - (INSET_EM + 3 * DIGIT_EM * LAST_NUMBER_EM + NUMBER_GAP_EM) * em
    dates_at = top + (DATES_EM - ROW_GAP_EM) * em
    return HistoryPlaces(
        panels=tuple(panels),
        left=left,
        right=right,
        start=start,
        end=end,
        edge=EDGE_EM * em,
        dot=min(MAX_DOT_EM * em, max(MIN_DOT_EM * em, DOT_SHARE * (end - start) / results)),
        words=words,
        dates_at=dates_at,
        height=dates_at + layout.padding * em,
    )


def pixel_size(names: Sequence[str], layout: HistoryLayout) -> tuple[int, int]:
    """Return the width and height in CSS pixels of the chart of themes with these names."""
    height = arrange(names, (), layout).height / POINTS_PER_INCH
    return round(layout.width * PIXELS_PER_INCH), round(height * PIXELS_PER_INCH)


def _end_words(names: Sequence[str], marks: Sequence[ScaleMark], room_em: float) -> tuple[str, str]:
    """Return the words for the high and the low end, or numbers if the words don't fit beside the first name."""
    if not marks or not names:
        return ("", "")
    high, low = marks[-1].words, marks[0].words
    needed = len(names[0]) * NAME_CHARACTER_EM + TEXT_GAP_EM + max(len(high), len(low)) * CHARACTER_EM * LABEL_EM
    return (high, low) if needed <= room_em else (marks[-1].number, marks[0].number)
