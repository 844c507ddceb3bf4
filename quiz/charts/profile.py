"""The profile chart: a row per theme, with a dot on a scale at its score, and a bar for its range."""

import io
import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import Transform

from quiz.charts.layout import POINTS_PER_INCH, SCREEN_PROFILE, ProfileLayout
from quiz.charts.mirror import OTHER_SIDE, to_inches
from quiz.charts.palette import Palette
from quiz.charts.profile_rows import (
    LABEL_EM,
    MUTED_NUMBER_EM,
    NUMBER_EM,
    TRACK_EM,
    Arrangement,
    ProfileRow,
    arrange,
)
from quiz.charts.scale_labels import LINE_HEIGHT_EM, Place, ScaleMark
from quiz.charts.svg import to_svg

DOT_EM, MUTED_DOT_EM, RING_EM = 1.1, 0.85, 0.16
"""Widths of the dots and of the ring around a dot, relative to the font size of a theme's name."""
RANGE_ALPHA = 0.27
GAP = float("nan")
"""A coordinate at which matplotlib ends a line and starts another."""
Text = tuple[float, Place, float, str, dict[str, Any]]
"""A text and where it is: its score, or the end of the scale; points from the top; the text; its style."""
PNG_DPI = 288
"""Three pixels for each CSS pixel, as on most phones."""


def draw_profile(
    rows: Sequence[ProfileRow], marks: Sequence[ScaleMark], palette: Palette, layout: ProfileLayout = SCREEN_PROFILE
) -> bytes:
    """Return a profile as an SVG file, rows in the order given, with the words of the scale above them."""
    figure = profile_figure(rows, marks, palette, layout)
    return to_svg(figure, layout.fonts, layout.number_fonts, right_to_left=layout.mirrored)


def draw_profile_png(
    rows: Sequence[ProfileRow], marks: Sequence[ScaleMark], palette: Palette, layout: ProfileLayout = SCREEN_PROFILE
) -> bytes:
    """Return a profile as a PNG file without metadata."""
    out = io.BytesIO()
    figure = profile_figure(rows, marks, palette, layout)
    figure.savefig(out, format="png", dpi=PNG_DPI, metadata={"Software": None})
    return out.getvalue()


def profile_figure(
    rows: Sequence[ProfileRow], marks: Sequence[ScaleMark], palette: Palette, layout: ProfileLayout = SCREEN_PROFILE
) -> Figure:
    """Return a profile as a figure: a dot-and-range plot on one scale from 0 to 100.

    Artists are placed without axes, at a score and in points from the top, and each kind of mark is one artist for all
    rows: together, this halves the drawing time.
    """
    places = arrange(rows, marks, layout)
    height = places.height / POINTS_PER_INCH
    figure = Figure(figsize=(layout.width, height), facecolor=palette.surface, frameon=layout.background)
    side = places.side / POINTS_PER_INCH
    x_scale = (layout.width - 2 * side) / 100
    sides = (layout.width, height)
    inches = to_inches(x_scale, 1 / POINTS_PER_INCH, side, sides, mirrored=layout.mirrored)
    transform = inches + figure.dpi_scale_trans
    overhang = places.overhang / POINTS_PER_INCH / x_scale
    scored = [(row, at.track_at) for row, at in zip(rows, places.rows, strict=True) if row.score is not None]
    for color, start, end, cap in _steps(marks, palette):
        line = _bars([(start, end, track) for _, track in scored], transform)
        line.set(color=color, linewidth=TRACK_EM * layout.em, solid_capstyle=cap)
        figure.add_artist(line)
    for muted, color, size in ((True, palette.muted, MUTED_DOT_EM), (False, palette.data, DOT_EM)):
        shown = [(row, track) for row, track in scored if row.muted == muted]
        bars = _bars([(*_inside(row, overhang), track) for row, track in shown], transform)
        bars.set(color=color, alpha=RANGE_ALPHA, linewidth=TRACK_EM * layout.em, solid_capstyle="round")
        figure.add_artist(bars)
        dots = Line2D([row.score or 0 for row, _ in shown], [track for _, track in shown], transform=transform)
        dots.set(linestyle="", marker="o", color=color, markersize=(size + RING_EM) * layout.em)
        dots.set(markeredgecolor=palette.surface, markeredgewidth=RING_EM * layout.em)
        figure.add_artist(dots)
    texts = [*_row_texts(rows, places, palette, layout), *_label_texts(places, palette, layout)]
    for at, place, y, text, look in texts:
        x, align = {"start": (-overhang, "left"), "end": (100 + overhang, "right")}.get(place, (at, "center"))
        align = OTHER_SIDE[align] if layout.mirrored else align
        figure.text(x, y, text, ha=align, transform=transform, parse_math=False, **look)
    return figure


def _steps(marks: Sequence[ScaleMark], palette: Palette) -> Iterator[tuple[str, float, float, str]]:
    """Yield the steps of the scale with their tints, the two with round ends first: the others cover the inner ends."""
    ends = [mark.at for mark in marks]
    steps = [
        (palette.tints[number * len(palette.tints) // (len(ends) - 1)], start, end)
        for number, (start, end) in enumerate(itertools.pairwise(ends))
    ]
    for place, (tint, start, end) in enumerate(steps):
        if place in (0, len(steps) - 1):
            yield tint, start, end, "round"
    for tint, start, end in steps[1:-1]:
        yield tint, start, end, "butt"


def _bars(bars: Sequence[tuple[float, float, float]], transform: Transform) -> Line2D:
    """Return horizontal bars as one artist. Each bar is a start, an end, and a height in points from the top."""
    x = [score for start, end, _ in bars for score in (start, end, GAP)]
    y = [place for _, _, track in bars for place in (track, track, GAP)]
    return Line2D(x, y, transform=transform)


def _inside(row: ProfileRow, inset: float) -> tuple[float, float]:
    """Return a range shortened by the length of its round ends, so that these end where the range does."""
    low, high = row.low or 0, row.high or 0
    inset = min(inset, (high - low) / 2)
    return low + inset, high - inset


def _row_texts(
    rows: Sequence[ProfileRow], places: Arrangement, palette: Palette, layout: ProfileLayout
) -> Iterator[Text]:
    """Yield each row's name, score and note."""
    small = {"size": LABEL_EM * layout.em, "color": palette.quiet}
    for row, at in zip(rows, places.rows, strict=True):
        front = not row.muted and row.score is not None
        look = {"color": palette.text, "weight": "bold"} if front else {"color": palette.quiet, "weight": "normal"}
        for number, line in enumerate(at.name):
            yield 0, "start", at.name_at + number * LINE_HEIGHT_EM * layout.em, line, {"size": layout.em, **look}
        if row.score is None:
            yield 0, "start", at.track_at, row.caption, {"va": "center", **small}
        else:
            size = (NUMBER_EM if front else MUTED_NUMBER_EM) * layout.em
            yield 100, "end", at.name_at, row.caption, {"size": size, "family": "serif", **look}
        if row.note:
            yield 0, "start", at.note_at, row.note, small


def _label_texts(places: Arrangement, palette: Palette, layout: ProfileLayout) -> Iterator[Text]:
    """Yield the words of the scale above the first row, line by line (SVG has no line breaks), last lines aligned."""
    size = LABEL_EM * layout.em
    for label in places.labels:
        first = places.label_lines - len(label.lines)
        for number, line in enumerate(label.lines, first + 1):
            y = layout.padding * layout.em + number * LINE_HEIGHT_EM * size
            yield label.at, label.place, y, line, {"color": palette.quiet, "size": size}
