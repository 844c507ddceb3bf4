"""How well statements go together: for each theme its coefficients with their intervals, and a dot a statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from quiz.charts.layout import PAPER, SCREEN
from quiz.charts.palette import LIGHT, Palette
from quiz.charts.svg import to_svg

ROW, FOOT = 0.17, 0.44
"""Heights in inches: of a line, and of the numbers and words under the last one."""
LEGEND = "Bars: 95 % intervals. Rings: item-rest correlations."
NUMBERS = 1.3
"""Width in inches right of the scale."""
LETTER = 0.074
"""Width in inches that a letter of a statement's id is taken to have."""
MOST = 36
"""Letters that are shown of an id at most."""
TICKS = 0.2
LOWEST = -1.0
MARKERS = "oD"
"""A coefficient's shape, by its place in its theme, so that no colour is needed to tell them apart."""


@dataclass(frozen=True)
class Interval:
    """A coefficient: its name, its value and the ends of its interval, each at most 1."""

    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Group:
    """A theme: its name and number of cases in words, its coefficients, and each statement's id and correlation."""

    name: str
    caption: str
    intervals: Sequence[Interval]
    items: Sequence[tuple[str, float]]


def draw_reliability(groups: Sequence[Group], ink: Palette = LIGHT) -> bytes:
    """Draw the groups as an SVG file, from top to bottom, as wide as a page between its margins."""
    return to_svg(reliability_figure(groups, ink), SCREEN.fonts)


def reliability_figure(groups: Sequence[Group], ink: Palette = LIGHT) -> Figure:
    """Draw the groups as a figure, on one scale that ends at 1 and starts at 0, or lower if there are such values."""
    rows = sum(2 + len(group.intervals) + len(group.items) for group in groups)
    height = ROW * rows + FOOT
    figure = Figure(figsize=(PAPER.width, height))
    names = LETTER * max([10, *(min(MOST, len(name)) + 2 for group in groups for name, _ in group.items)])
    left, foot = names / PAPER.width, FOOT / height
    axes = figure.add_axes((left, foot, 1 - left - NUMBERS / PAPER.width, 1 - foot))
    start = _start(groups)
    ticks = [round(start + TICKS * n, 1) for n in range(round((1 - start) / TICKS) + 1)]
    axes.set(xlim=(start, 1), ylim=(rows, 0), xticks=ticks, yticks=[])
    axes.tick_params(axis="x", length=0, labelsize=8.5, labelcolor=ink.quiet, pad=4)
    axes.patch.set_visible(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.vlines(ticks, 0.5, rows, color=ink.line, linewidth=0.7, clip_on=False)
    figure.text(left, 0.06 / height, LEGEND, color=ink.quiet, size=8.5)
    row = 1.0
    for group in groups:
        _group(axes, group, row, ink)
        row += 2 + len(group.intervals) + len(group.items)
    return figure


def _start(groups: Sequence[Group]) -> float:
    """Give the lowest tick that leaves no value out; an interval that goes on below -1 is cut there."""
    values = [value for group in groups for _, value in group.items]
    lowest = min([0.0, *values, *(interval.low for group in groups for interval in group.intervals)])
    ticks = (-TICKS * n for n in range(round(-LOWEST / TICKS) + 1))
    return next((tick for tick in ticks if tick <= lowest), LOWEST)


def _group(axes: Axes, group: Group, row: float, ink: Palette) -> None:
    _left(axes, row, group.name, color=ink.text, size=10.5, weight="bold")
    _right(axes, row, group.caption, ink)
    for place, interval in enumerate(group.intervals):
        row += 1
        _left(axes, row, interval.name, color=ink.text, size=8.5)
        _right(axes, row, f"{interval.value:z.2f} ({interval.low:z.2f} to {interval.high:z.2f})", ink)
        low = max(interval.low, axes.get_xlim()[0])
        axes.hlines(row, low, interval.high, color=ink.data, alpha=0.35, linewidth=5)
        marker = MARKERS[place % len(MARKERS)]
        axes.plot([interval.value], [row], marker, color=ink.data, markersize=6.5, clip_on=False)
    for name, value in group.items:
        row += 1
        _left(axes, row, name if len(name) <= MOST else f"{name[: MOST - 1]}…", color=ink.quiet, size=8.5)
        _right(axes, row, f"{value:z.2f}", ink)
        axes.plot([value], [row], "o", color=ink.data, fillstyle="none", markersize=5, clip_on=False)


def _left(axes: Axes, row: float, text: str, **look: Any) -> None:  # noqa: ANN401 as matplotlib takes them
    """Write words where the picture begins."""
    box = axes.get_position()
    axes.text(
        -box.x0 / box.width, row, text, transform=axes.get_yaxis_transform(), va="center", parse_math=False, **look
    )


def _right(axes: Axes, row: float, text: str, ink: Palette) -> None:
    """Write words where the picture ends."""
    box = axes.get_position()
    place, across = (1 - box.x0) / box.width, axes.get_yaxis_transform()
    axes.text(place, row, text, transform=across, color=ink.text, size=8.5, ha="right", va="center", parse_math=False)
