"""The profile chart: one row per theme, with a dot for its score and a bar for its range."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import Affine2D, Transform

from quiz.charts.layout import POINTS_PER_INCH, SCREEN_PROFILE, ProfileLayout
from quiz.charts.palette import Palette
from quiz.charts.scale_labels import LINE_HEIGHT_EM, ScaleMark, labels_across
from quiz.charts.svg import to_svg

FOOT_GAP_POINTS = 4
"""Between the last row and the words under it."""
FOOT_POINTS = 8.5
"""Font size of those words."""


@dataclass(frozen=True)
class ProfileRow:
    """One theme: its texts above and below the scale; score, low and high end of its range, 0-100 or `None`.

    A `muted` row stands back behind those that came up most: its name is not bold, and its dot hollow and gray.
    """

    name: str
    caption: str
    note: str
    score: float | None
    low: float | None
    high: float | None
    muted: bool = False


def draw_profile(
    rows: Sequence[ProfileRow], marks: Sequence[ScaleMark], palette: Palette, layout: ProfileLayout = SCREEN_PROFILE
) -> bytes:
    """Return a profile as an SVG file, rows in the order given, with the words of the scale under it."""
    return to_svg(profile_figure(rows, marks, palette, layout), layout.fonts)


def profile_figure(
    rows: Sequence[ProfileRow], marks: Sequence[ScaleMark], palette: Palette, layout: ProfileLayout = SCREEN_PROFILE
) -> Figure:
    """Return a profile as a figure: a dot-and-range plot on one scale from 0 to 100.

    Artists are placed in scores and rows, without axes, and each kind of mark is one artist for all rows: together this
    takes half the drawing time.
    """
    height = layout.height(len(rows))
    figure = Figure(figsize=(layout.width, height))
    x_scale = (layout.width - 2 * layout.side_margin) / 100
    to_inches = Affine2D().scale(x_scale, -layout.row_height).translate(layout.side_margin, height)
    transform = to_inches + figure.dpi_scale_trans
    lines = [row + layout.scale_at for row in range(len(rows))]
    scales = [((0, line), (100, line)) for line in lines]
    figure.add_artist(LineCollection(scales, color=palette.line, linewidth=1.2, capstyle="round", transform=transform))
    ticks = [(mark.at, line) for line in lines for mark in marks]
    figure.add_artist(_markers(ticks, "|", 7, palette.line, transform))
    for muted in (True, False):
        color = palette.quiet if muted else palette.data
        scored = [
            (line, row.low, row.score, row.high)
            for line, row in zip(lines, rows, strict=True)
            if row.muted == muted and row.low is not None and row.score is not None and row.high is not None
        ]
        ranges = [((low, line), (high, line)) for line, low, _, high in scored]
        # The bars have the z-order of the dots, so that no tick shows through.
        bars = LineCollection(ranges, color=color, linewidth=6, alpha=0.35, zorder=2, transform=transform)
        figure.add_artist(bars)
        dots = _markers([(score, line) for line, _, score, _ in scored], "o", 9, color, transform)
        dots.set(markerfacecolor="none" if muted else color, markeredgewidth=1.8 if muted else 1)
        figure.add_artist(dots)
    _write(figure, rows, palette, layout, transform)
    style: dict[str, Any] = {"transform": transform, "parse_math": False, "color": palette.quiet, "size": FOOT_POINTS}
    for at, line, inches, align in _scale_lines(marks, layout):
        figure.text(at, len(rows) + inches / layout.row_height, line, ha=align, va="top", **style)
    return figure


def _markers(at: Sequence[tuple[float, float]], marker: str, size: float, color: str, transform: Transform) -> Line2D:
    """Return markers at these scores and rows, `size` points large."""
    x, y = [score for score, _ in at], [row for _, row in at]
    return Line2D(x, y, linestyle="", marker=marker, markersize=size, color=color, transform=transform)


def _write(
    figure: Figure, rows: Sequence[ProfileRow], palette: Palette, layout: ProfileLayout, transform: Transform
) -> None:
    """Write each row's texts."""
    style: dict[str, Any] = {"transform": transform, "parse_math": False}
    for n, row in enumerate(rows):
        title = n + layout.title_at
        weight = "normal" if row.muted else "bold"
        figure.text(0, title, row.name, color=palette.text, size=10.5, weight=weight, **style)
        figure.text(100, title, row.caption, color=palette.text, size=9.5, ha="right", **style)
        if layout.note_at and row.note:
            figure.text(0, n + layout.note_at, row.note, color=palette.quiet, size=8.5, **style)


def _scale_lines(marks: Sequence[ScaleMark], layout: ProfileLayout) -> Iterator[tuple[float, str, float, str]]:
    """Yield the words of the scale, line by line: SVG has no line breaks.

    Each comes with its score, its distance from the last row in inches, and its alignment.
    """
    width = (layout.width - 2 * layout.side_margin) * POINTS_PER_INCH
    for label in labels_across(marks, width, FOOT_POINTS):
        align = {"start": "left", "middle": "center", "end": "right"}[label.place]
        for number, line in enumerate(label.lines):
            yield label.at, line, (FOOT_GAP_POINTS + number * LINE_HEIGHT_EM * FOOT_POINTS) / POINTS_PER_INCH, align
