"""The history: one panel a theme, its scores over time as a line and their ranges as a band."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from quiz.charts.layout import HISTORY, HistoryLayout
from quiz.charts.palette import Palette
from quiz.charts.svg import to_svg
from quiz.charts.timeline import Date, Moment, dates, span

__all__ = ["Moment", "Point", "ThemeSeries", "draw_history", "history_figure"]

EDGES = (0, 25, 50, 75, 100)
POINTS = 72
"""Points in an inch."""
NAME, CAPTION, SMALL = 10.5, 9.5, 9
"""Sizes of words, in points."""
LETTER = 0.63
"""How wide a letter is taken to be, in shares of its size: as in DejaVu Sans, wider than the fonts of most phones."""
APART = 8
"""Points left free between two texts, so that they are not read as one."""
SPACE = 4
"""Points between the numbers of the scale and its lines."""
BAR = 2
"""Width of a range that stands alone, in shares of a dot's: the dot must not hide it."""
BREAK = (math.nan, math.nan)
"""Where a line ends and another begins."""


@dataclass(frozen=True)
class Point:
    """One theme in one take: score, low and high end of its range, 0-100 or `None`.

    `joined` says that it may be compared with the take before, so that the line goes on.
    """

    score: float | None
    low: float | None
    high: float | None
    joined: bool


@dataclass(frozen=True)
class ThemeSeries:
    """One theme over time: its words, and a point for each moment."""

    name: str
    caption: str
    points: Sequence[Point]


@dataclass(frozen=True)
class _Dot:
    at: float
    score: float
    low: float
    high: float


def draw_history(
    moments: Sequence[Moment], strands: Sequence[ThemeSeries], ink: Palette, frame: HistoryLayout = HISTORY
) -> bytes:
    """Draw a history as an SVG file, themes in the order given."""
    return to_svg(history_figure(moments, strands, ink, frame), frame.fonts)


def history_figure(
    moments: Sequence[Moment], strands: Sequence[ThemeSeries], ink: Palette, frame: HistoryLayout = HISTORY
) -> Figure:
    """Draw a history as a figure: small multiples on one time axis and one scale from 0 to 100.

    There is at least one moment, the oldest comes first, and each strand has a point for each.
    """
    height = frame.row * len(strands) + frame.foot
    figure = Figure(figsize=(frame.width, height))
    # One caption without room beside its name moves them all down: only panels of one height can be compared.
    lower = 0 if all(_beside(strand, frame) for strand in strands) else frame.second
    top = frame.words + lower + frame.plot
    wide, tall = frame.width - frame.scale, frame.row - top - frame.gap
    start, end = span(moments)
    seconds = (end - start) / (wide * POINTS)
    written = dates(moments, seconds * (max(len(moment.label) for moment in moments) * LETTER * SMALL + APART))
    size = min(7, max(2.6, 0.6 * wide * POINTS / len(moments)))
    for row, strand in enumerate(strands):
        above = frame.row * row
        bottom = height - above - top - tall
        axes = figure.add_axes((frame.scale / frame.width, bottom / height, wide / frame.width, tall / height))
        axes.set(xlim=(start, end), ylim=(0, 100))
        axes.set_axis_off()
        _words(figure, strand, 1 - (above + frame.words) / height, lower / height, ink)
        _guides(axes, written, SPACE / (wide * POINTS), ink)
        _plot(axes, list(_runs(moments, strand.points)), size, size * seconds, ink)
    for date in written:
        place = ((date.at - start) / (end - start) * wide + frame.scale) / frame.width
        figure.text(
            place, 0.5 * frame.foot / height, date.text, color=ink.quiet, size=SMALL, ha=date.part, parse_math=False
        )
    return figure


def _beside(strand: ThemeSeries, frame: HistoryLayout) -> bool:
    letters = len(strand.name) * NAME + len(strand.caption) * CAPTION
    return letters * LETTER + APART <= frame.width * POINTS


def _words(figure: Figure, strand: ThemeSeries, line: float, lower: float, ink: Palette) -> None:
    """Write a name at `line` and its caption so much `lower`, or at its right; both in shares of the figure."""
    x, part = (0, "left") if lower else (1, "right")
    figure.text(0, line, strand.name, color=ink.text, size=NAME, weight="bold", parse_math=False)
    figure.text(x, line - lower, strand.caption, color=ink.quiet, size=CAPTION, ha=part, parse_math=False)


def _guides(axes: Axes, written: Sequence[Date], space: float, ink: Palette) -> None:
    """Draw what stands still behind the scores; `space` is that of the numbers from it, in shares of its width."""
    across = axes.get_yaxis_transform()
    axes.hlines(EDGES, 0, 1, transform=across, color=ink.line, linewidth=0.7, clip_on=False)
    # A date that stands alone is that of every take.
    if len(written) > 1:
        axes.vlines([date.at for date in written], 0, 100, color=ink.line, linewidth=0.7, clip_on=False)
    for edge in EDGES[::2]:
        axes.text(-space, edge, f"{edge}", transform=across, color=ink.quiet, size=SMALL, ha="right", va="center")


def _runs(moments: Sequence[Moment], points: Sequence[Point]) -> Iterator[list[_Dot]]:
    """Give the stretches of scores that a line may go through, each of one score or more."""
    run: list[_Dot] = []
    for moment, point in zip(moments, points, strict=True):
        if run and not point.joined:
            yield run
            run = []
        if point.score is not None and point.low is not None and point.high is not None:
            run.append(_Dot(moment.at, point.score, point.low, point.high))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _plot(axes: Axes, runs: Sequence[Sequence[_Dot]], size: float, narrow: float, ink: Palette) -> None:
    """Draw stretches with dots `size` points wide, ranges as bars in one that spans no more than `narrow` seconds.

    All of them are three things to draw: one for each would take a hundred times as long.
    """
    bars = [dot for run in runs if run[-1].at - run[0].at <= narrow for dot in run]
    bands = [
        [*((dot.at, dot.low) for dot in run), *((dot.at, dot.high) for dot in reversed(run))]
        for run in runs
        if run[-1].at - run[0].at > narrow
    ]
    if bands:
        shade = PolyCollection(bands, color=ink.data, alpha=0.25, linewidth=0, clip_on=False)
        axes.add_collection(shade, autolim=False)
    if bars:
        at, low, high = ([getattr(dot, name) for dot in bars] for name in ("at", "low", "high"))
        axes.vlines(at, low, high, color=ink.data, alpha=0.35, linewidth=BAR * size, clip_on=False)
    if runs:
        places = [place for run in runs for place in (*((dot.at, dot.score) for dot in run), BREAK)]
        axes.plot(*zip(*places, strict=True), "o-", color=ink.data, linewidth=1.6, markersize=size, clip_on=False)
