"""The reliability chart: each theme's coefficients with their intervals, and a ring for each statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from quiz.charts.layout import PAPER_PROFILE, SCREEN_PROFILE
from quiz.charts.palette import LIGHT_PALETTE, Palette
from quiz.charts.svg import to_svg

ROW_INCHES, FOOT_INCHES = 0.17, 0.44
"""Heights of a row, and of the numbers and the legend under the last one."""
LEGEND = "Bars: 95 % intervals. Rings: item-rest correlations."
NUMBERS_INCHES = 1.3
"""Width of the column of numbers right of the scale."""
CHARACTER_INCHES = 0.074
"""Assumed width of a character of a statement's id."""
MAX_ID_CHARACTERS = 36
"""Longer ids are cut off."""
TICK_STEP = 0.2
LOWEST_TICK = -1.0
MARKERS = "oD"
"""A coefficient's marker, by its place in its theme, so that no color is needed to tell them apart."""


@dataclass(frozen=True)
class Interval:
    """A coefficient: its name, value and the ends of its interval, each at most 1."""

    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class ReliabilityGroup:
    """A theme: its name, its number of cases as text, its coefficients, and each statement's id and correlation."""

    name: str
    caption: str
    intervals: Sequence[Interval]
    items: Sequence[tuple[str, float]]


def draw_reliability(groups: Sequence[ReliabilityGroup], palette: Palette = LIGHT_PALETTE) -> bytes:
    """Return the groups as an SVG file, from top to bottom, as wide as a page between its margins."""
    return to_svg(reliability_figure(groups, palette), SCREEN_PROFILE.fonts)


def reliability_figure(groups: Sequence[ReliabilityGroup], palette: Palette = LIGHT_PALETTE) -> Figure:
    """Return the groups as a figure, on one scale that ends at 1 and starts at 0, or lower if a value is negative."""
    rows = sum(2 + len(group.intervals) + len(group.items) for group in groups)
    height = ROW_INCHES * rows + FOOT_INCHES
    figure = Figure(figsize=(PAPER_PROFILE.width, height))
    id_characters = max([10, *(len(_shortened(name)) + 2 for group in groups for name, _ in group.items)])
    left, foot = CHARACTER_INCHES * id_characters / PAPER_PROFILE.width, FOOT_INCHES / height
    axes = figure.add_axes((left, foot, 1 - left - NUMBERS_INCHES / PAPER_PROFILE.width, 1 - foot))
    start = _start(groups)
    ticks = [round(start + TICK_STEP * n, 1) for n in range(round((1 - start) / TICK_STEP) + 1)]
    axes.set(xlim=(start, 1), ylim=(rows, 0), xticks=ticks, yticks=[])
    axes.tick_params(axis="x", length=0, labelsize=8.5, labelcolor=palette.quiet, pad=4)
    axes.patch.set_visible(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.vlines(ticks, 0.5, rows, color=palette.line, linewidth=0.7, clip_on=False)
    figure.text(left, 0.06 / height, LEGEND, color=palette.quiet, size=8.5)
    row = 1.0
    for group in groups:
        _draw_group(axes, group, row, palette)
        row += 2 + len(group.intervals) + len(group.items)
    return figure


def _start(groups: Sequence[ReliabilityGroup]) -> float:
    """Return the highest tick that is not above any value; an interval that extends below -1 is cut off there."""
    values = [value for group in groups for _, value in group.items]
    lowest = min([0.0, *values, *(interval.low for group in groups for interval in group.intervals)])
    ticks = (-TICK_STEP * n for n in range(round(-LOWEST_TICK / TICK_STEP) + 1))
    return next((tick for tick in ticks if tick <= lowest), LOWEST_TICK)


def _shortened(name: str) -> str:
    return name if len(name) <= MAX_ID_CHARACTERS else f"{name[: MAX_ID_CHARACTERS - 1]}…"


def _draw_group(axes: Axes, group: ReliabilityGroup, row: float, palette: Palette) -> None:
    _left(axes, row, group.name, color=palette.text, size=10.5, weight="bold")
    _right(axes, row, group.caption, palette)
    for place, interval in enumerate(group.intervals):
        row += 1
        _left(axes, row, interval.name, color=palette.text, size=8.5)
        _right(axes, row, f"{interval.value:z.2f} ({interval.low:z.2f} to {interval.high:z.2f})", palette)
        low = max(interval.low, axes.get_xlim()[0])
        axes.hlines(row, low, interval.high, color=palette.data, alpha=0.35, linewidth=5)
        marker = MARKERS[place % len(MARKERS)]
        axes.plot([interval.value], [row], marker, color=palette.data, markersize=6.5, clip_on=False)
    for name, value in group.items:
        row += 1
        _left(axes, row, _shortened(name), color=palette.quiet, size=8.5)
        _right(axes, row, f"{value:z.2f}", palette)
        axes.plot([value], [row], "o", color=palette.data, fillstyle="none", markersize=5, clip_on=False)


def _left(axes: Axes, row: float, text: str, **style: Any) -> None:  # noqa: ANN401 as matplotlib's text()
    """Write text at the left edge of the figure."""
    box = axes.get_position()
    _write(axes, -box.x0 / box.width, row, text, **style)


def _right(axes: Axes, row: float, text: str, palette: Palette) -> None:
    """Write text at the right edge of the figure."""
    box = axes.get_position()
    _write(axes, (1 - box.x0) / box.width, row, text, color=palette.text, size=8.5, ha="right")


def _write(axes: Axes, x: float, row: float, text: str, **style: Any) -> None:  # noqa: ANN401 as above
    axes.text(x, row, text, transform=axes.get_yaxis_transform(), va="center", parse_math=False, **style)
