"""The history chart: one panel per theme, with its scores over time as a line and their ranges as a band."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from quiz.charts.layout import POINTS_PER_INCH, SCALE_TICKS, SCREEN_HISTORY, HistoryLayout
from quiz.charts.palette import Palette
from quiz.charts.scale_labels import (
    LINE_HEIGHT_EM,
    ScaleLabel,
    ScaleMark,
    label_width,
    labels_upward,
)
from quiz.charts.svg import to_svg
from quiz.charts.timeline import DateLabel, TimePoint, date_labels, time_range

NAME_POINTS, CAPTION_POINTS, LABEL_POINTS = 10.5, 9.5, 9
"""Font sizes."""
CHARACTER_WIDTH_EM = 0.63
"""Assumed width of a character as a share of the font size: as in DejaVu Sans, wider than the fonts of most phones."""
TEXT_GAP_POINTS = 8
"""Between two texts, so that they are not read as one."""
SCALE_GAP_POINTS = 4
"""Between the words of the scale and its lines."""
MAX_SCALE_SHARE = 0.3
"""Of the width of the chart, for the words of the scale. Where they are wider, there are numbers instead."""
NUMBERS = tuple(ScaleMark(tick, f"{tick}") for tick in SCALE_TICKS[::2])
BAR_DOT_RATIO = 2
"""Width of a single range, relative to its dot: the dot must not hide it."""
LINE_BREAK = (math.nan, math.nan)
"""Coordinates at which matplotlib ends a line and starts another."""


@dataclass(frozen=True)
class HistoryPoint:
    """One theme in one result: score, low and high end of its range, 0-100 or `None`.

    `joined`: it may be compared with the previous result, so the line continues.
    """

    score: float | None
    low: float | None
    high: float | None
    joined: bool


@dataclass(frozen=True)
class HistoryPanel:
    """One theme over time: its texts, and a point for each result."""

    name: str
    caption: str
    points: Sequence[HistoryPoint]


@dataclass(frozen=True)
class _Dot:
    at: float
    score: float
    low: float
    high: float


def draw_history(
    times: Sequence[TimePoint],
    panels: Sequence[HistoryPanel],
    marks: Sequence[ScaleMark],
    palette: Palette,
    layout: HistoryLayout = SCREEN_HISTORY,
) -> bytes:
    """Return a history as an SVG file, panels in the order given, with the words of the scale beside each."""
    return to_svg(history_figure(times, panels, marks, palette, layout), layout.fonts)


def history_figure(
    times: Sequence[TimePoint],
    panels: Sequence[HistoryPanel],
    marks: Sequence[ScaleMark],
    palette: Palette,
    layout: HistoryLayout = SCREEN_HISTORY,
) -> Figure:
    """Return a history as a figure: small multiples on one time axis and one scale from 0 to 100.

    There is at least one time, the oldest comes first, and each panel has a point for each.
    """
    height = layout.height(len(panels))
    figure = Figure(figsize=(layout.width, height), frameon=False)
    # If one caption does not fit beside its name, all captions move down: only panels of equal height are comparable.
    caption_drop = 0 if all(_fits_beside_name(panel, layout) for panel in panels) else layout.caption_drop
    plot_top = layout.title_at + caption_drop + layout.plot_gap
    plot_height = layout.row_height - plot_top - layout.row_gap
    scale = _scale_labels(marks, plot_height * POINTS_PER_INCH, layout)
    scale_width = (label_width(scale, LABEL_POINTS) + SCALE_GAP_POINTS) / POINTS_PER_INCH
    plot_width = layout.width - scale_width
    start, end = time_range(times)
    seconds_per_point = (end - start) / (plot_width * POINTS_PER_INCH)
    label_points = max(len(time.label) for time in times) * CHARACTER_WIDTH_EM * LABEL_POINTS + TEXT_GAP_POINTS
    labels = date_labels(times, seconds_per_point * label_points)
    dot_points = min(7, max(2.6, 0.6 * plot_width * POINTS_PER_INCH / len(times)))
    for row, panel in enumerate(panels):
        top = layout.row_height * row
        x, y = scale_width / layout.width, (height - top - plot_top - plot_height) / height
        axes = figure.add_axes((x, y, plot_width / layout.width, plot_height / height))
        axes.set(xlim=(start, end), ylim=(0, 100))
        axes.set_axis_off()
        _write_title(figure, panel, 1 - (top + layout.title_at) / height, caption_drop / height, palette)
        _draw_guides(axes, labels, palette)
        _write_scale(axes, scale, (plot_width * POINTS_PER_INCH, plot_height * POINTS_PER_INCH), palette)
        _draw_scores(axes, list(_runs(times, panel.points)), dot_points, dot_points * seconds_per_point, palette)
    foot = 0.5 * layout.foot_height / height
    for label in labels:
        x = ((label.at - start) / (end - start) * plot_width + scale_width) / layout.width
        figure.text(x, foot, label.text, color=palette.quiet, size=LABEL_POINTS, ha=label.align, parse_math=False)
    return figure


def _fits_beside_name(panel: HistoryPanel, layout: HistoryLayout) -> bool:
    sizes = len(panel.name) * NAME_POINTS + len(panel.caption) * CAPTION_POINTS
    return sizes * CHARACTER_WIDTH_EM + TEXT_GAP_POINTS <= layout.width * POINTS_PER_INCH


def _write_title(figure: Figure, panel: HistoryPanel, y: float, caption_drop: float, palette: Palette) -> None:
    """Write a name at `y` and its caption that much lower, or to its right; both in shares of the figure."""
    x, align = (0, "left") if caption_drop else (1, "right")
    figure.text(0, y, panel.name, color=palette.text, size=NAME_POINTS, weight="bold", parse_math=False)
    figure.text(
        x, y - caption_drop, panel.caption, color=palette.quiet, size=CAPTION_POINTS, ha=align, parse_math=False
    )


def _scale_labels(marks: Sequence[ScaleMark], height: float, layout: HistoryLayout) -> tuple[ScaleLabel, ...]:
    """Return the labels of a vertical scale of this height, in points."""
    labels = labels_upward(marks, height, LABEL_POINTS)
    is_narrow = label_width(labels, LABEL_POINTS) <= MAX_SCALE_SHARE * layout.width * POINTS_PER_INCH
    return labels if is_narrow else labels_upward(NUMBERS, height, LABEL_POINTS)


def _draw_guides(axes: Axes, labels: Sequence[DateLabel], palette: Palette) -> None:
    """Draw the scale and the dates behind the scores."""
    transform = axes.get_yaxis_transform()
    axes.hlines(SCALE_TICKS, 0, 1, transform=transform, color=palette.line, linewidth=0.7, clip_on=False)
    # A single date is that of every result.
    if len(labels) > 1:
        axes.vlines([label.at for label in labels], 0, 100, color=palette.line, linewidth=0.7, clip_on=False)


def _write_scale(axes: Axes, scale: Sequence[ScaleLabel], size: tuple[float, float], palette: Palette) -> None:
    """Write the words of the scale left of a plot of this size, in points; those at its ends stay inside its height."""
    width, height = size
    style: dict[str, Any] = {"color": palette.quiet, "size": LABEL_POINTS, "ha": "right", "va": "center"}
    line_height = LINE_HEIGHT_EM * LABEL_POINTS / height * 100
    for label in scale:
        extra = (len(label.lines) - 1) / 2
        middle = {"start": label.at + extra * line_height, "middle": label.at, "end": label.at - extra * line_height}
        # Each line is a text of its own: SVG has no line breaks.
        for number, line in enumerate(label.lines):
            y = middle[label.place] + (extra - number) * line_height
            axes.text(-SCALE_GAP_POINTS / width, y, line, transform=axes.get_yaxis_transform(), **style)


def _runs(times: Sequence[TimePoint], points: Sequence[HistoryPoint]) -> Iterator[list[_Dot]]:
    """Yield the runs of one or more scores that a line may connect."""
    run: list[_Dot] = []
    for time, point in zip(times, points, strict=True):
        if run and (point.score is None or not point.joined):
            yield run
            run = []
        if point.score is not None and point.low is not None and point.high is not None:
            run.append(_Dot(time.at, point.score, point.low, point.high))
    if run:
        yield run


def _draw_scores(
    axes: Axes, runs: Sequence[Sequence[_Dot]], dot_points: float, dot_seconds: float, palette: Palette
) -> None:
    """Draw runs of scores with their ranges: as a band or, in a run no longer than a dot is wide, as bars.

    There is one artist each for all bands, bars and lines: one per run would take a hundred times as long.
    """
    bars = [dot for run in runs if run[-1].at - run[0].at <= dot_seconds for dot in run]
    bands = [
        [*((dot.at, dot.low) for dot in run), *((dot.at, dot.high) for dot in reversed(run))]
        for run in runs
        if run[-1].at - run[0].at > dot_seconds
    ]
    if bands:
        shade = PolyCollection(bands, color=palette.data, alpha=0.25, linewidth=0, clip_on=False)
        axes.add_collection(shade, autolim=False)
    if bars:
        at, low, high = [dot.at for dot in bars], [dot.low for dot in bars], [dot.high for dot in bars]
        axes.vlines(at, low, high, color=palette.data, alpha=0.35, linewidth=BAR_DOT_RATIO * dot_points, clip_on=False)
    if runs:
        line = [place for run in runs for place in (*((dot.at, dot.score) for dot in run), LINE_BREAK)]
        axes.plot(
            *zip(*line, strict=True), "o-", color=palette.data, linewidth=1.6, markersize=dot_points, clip_on=False
        )
