"""The profile: one row a theme, a dot for its score and a bar for its range."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import Affine2D, Transform

from quiz.charts.layout import SCREEN, ProfileLayout
from quiz.charts.palette import Palette
from quiz.charts.svg import to_svg

EDGES = (0, 25, 50, 75, 100)
POINTS = 72
"""Points in an inch."""
BELOW = 4
"""Points between the last row and the numbers under it."""


@dataclass(frozen=True)
class Mark:
    """One row: its words above the line and below it; score, low and high end of its range, 0-100 or `None`."""

    name: str
    caption: str
    note: str
    score: float | None
    low: float | None
    high: float | None


def draw_profile(marks: Sequence[Mark], ink: Palette, frame: ProfileLayout = SCREEN) -> bytes:
    """Draw a profile as an SVG file, rows in the order given."""
    return to_svg(profile_figure(marks, ink, frame), frame.fonts)


def profile_figure(marks: Sequence[Mark], ink: Palette, frame: ProfileLayout = SCREEN) -> Figure:
    """Draw a profile as a figure: a dot-and-range plot on one scale from 0 to 100. Places are scores and rows.

    There are no axes, whose ticks and edges nobody would see, and what all rows have is one artist for all: it takes
    half the time.
    """
    height = frame.row * len(marks) + frame.foot
    figure = Figure(figsize=(frame.width, height))
    scale = Affine2D().scale((frame.width - 2 * frame.side) / 100, -frame.row).translate(frame.side, height)
    place = scale + figure.dpi_scale_trans
    lines = [row + frame.line for row in range(len(marks))]
    rails = [((0, line), (100, line)) for line in lines]
    figure.add_artist(LineCollection(rails, color=ink.line, linewidth=1.2, capstyle="round", transform=place))
    edges = [(edge, line) for line in lines for edge in EDGES]
    figure.add_artist(_signs(edges, "|", 7, ink.line, place))
    scored = [
        (line, mark.low, mark.score, mark.high)
        for line, mark in zip(lines, marks, strict=True)
        if mark.low is not None and mark.score is not None and mark.high is not None
    ]
    ranges = [((low, line), (high, line)) for line, low, _, high in scored]
    # As high up as the dots, so that no edge of the scale shows through.
    bars = LineCollection(ranges, color=ink.data, linewidth=6, alpha=0.35, zorder=2, transform=place)
    figure.add_artist(bars)
    figure.add_artist(_signs([(score, line) for line, _, score, _ in scored], "o", 9, ink.data, place))
    _write(figure, marks, ink, frame, place)
    return figure


def _signs(at: Sequence[tuple[float, float]], sign: str, size: float, colour: str, place: Transform) -> Line2D:
    """Give signs at these scores and rows, `size` points large."""
    x, y = [score for score, _ in at], [row for _, row in at]
    return Line2D(x, y, linestyle="", marker=sign, markersize=size, color=colour, transform=place)


def _write(figure: Figure, marks: Sequence[Mark], ink: Palette, frame: ProfileLayout, place: Transform) -> None:
    """Write each row's words, and the numbers of the scale under the last row."""
    for row, mark in enumerate(marks):
        words, note = row + frame.words, row + frame.note
        figure.text(0, words, mark.name, color=ink.text, size=10.5, weight="bold", transform=place, parse_math=False)
        figure.text(100, words, mark.caption, color=ink.text, size=9.5, ha="right", transform=place, parse_math=False)
        if frame.note and mark.note:
            figure.text(0, note, mark.note, color=ink.quiet, size=8.5, transform=place, parse_math=False)
    foot = len(marks) + BELOW / POINTS / frame.row
    for edge in EDGES:
        figure.text(edge, foot, f"{edge}", color=ink.quiet, size=8.5, ha="center", va="top", transform=place)
