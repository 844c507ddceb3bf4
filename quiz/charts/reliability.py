"""The reliability chart: each theme's coefficients with their intervals, and a ring for each statement."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import blended_transform_factory

from quiz.charts.layout import PAPER_PROFILE, SCREEN_PROFILE
from quiz.charts.palette import LIGHT_PALETTE
from quiz.charts.svg import to_svg
from quiz.psychometrics.coefficients import Estimate
from quiz.psychometrics.reliability import Reliability
from quiz.psychometrics.retest import Retest

ROW_INCHES, FOOT_INCHES = 0.17, 0.44
"""Heights of a row, and of the numbers and the legend below the last row."""
LEGEND = "Bars: 95% intervals. Rings: item-rest correlations."
NUMBERS_INCHES = 1.3
"""Width of the column of numbers right of the scale."""
CHARACTER_INCHES = 0.074
"""Assumed width of a character of a statement's id."""
MAX_ID_CHARACTERS = 36
"""Longer ids are cut off."""
SMALL_POINTS = 8.5
"""The font size of all texts but the names of the themes."""
TICK_STEP = 0.2
LOWEST_TICK = -1.0
MARKERS = {"alpha": "o", "omega": "D", "retest": "s"}
"""The marker of each coefficient, so that they differ without color."""
SHOWN_SHARE = 0.05
"""The smallest share of scores at an end of the scale that is shown."""
Coefficients = Sequence[tuple[str, Estimate]]


def draw_reliability(results: Sequence[Reliability], retests: Mapping[str, Retest] | None = None) -> bytes:
    """Return the themes as an SVG file, from top to bottom, as wide as a page between its margins."""
    return to_svg(reliability_figure(results, retests), SCREEN_PROFILE.fonts)


def reliability_figure(results: Sequence[Reliability], retests: Mapping[str, Retest] | None = None) -> Figure:
    """Return the themes as a figure, on one scale that ends at 1 and starts at 0, or lower if a value is negative.

    `retests` has the retest reliabilities of themes by their ids.
    """
    coefficients = [_coefficients(result, (retests or {}).get(result.theme.id)) for result in results]
    rows = sum(2 + len(found) + len(_correlations(result)) for result, found in zip(results, coefficients, strict=True))
    height = ROW_INCHES * rows + FOOT_INCHES
    figure = Figure(figsize=(PAPER_PROFILE.width, height), frameon=False)
    id_characters = max([10, *(len(_shortened(name)) + 2 for result in results for name, _ in _correlations(result))])
    left, foot = CHARACTER_INCHES * id_characters / PAPER_PROFILE.width, FOOT_INCHES / height
    axes = figure.add_axes((left, foot, 1 - left - NUMBERS_INCHES / PAPER_PROFILE.width, 1 - foot))
    start = _start(results, coefficients)
    ticks = [round(start + TICK_STEP * n, 1) for n in range(round((1 - start) / TICK_STEP) + 1)]
    axes.set(xlim=(start, 1), ylim=(rows, 0), xticks=ticks, yticks=[])
    axes.tick_params(axis="x", length=0, labelsize=SMALL_POINTS, labelcolor=LIGHT_PALETTE.quiet, pad=4)
    axes.patch.set_visible(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.vlines(ticks, 0.5, rows, color=LIGHT_PALETTE.line, linewidth=0.7, clip_on=False)
    figure.text(left, 0.06 / height, LEGEND, color=LIGHT_PALETTE.quiet, size=SMALL_POINTS)
    row = 1.0
    for result, found in zip(results, coefficients, strict=True):
        row = _draw_theme(axes, result, found, row) + 2
    return figure


def _coefficients(result: Reliability, retest: Retest | None) -> Coefficients:
    """Return the names and estimates of the coefficients that a theme has."""
    across_days = Estimate(retest.consistency, retest.low, retest.high) if retest else None
    names = {"alpha": result.alpha, "omega": result.omega, "retest": across_days}
    return [(name, one) for name, one in names.items() if one]


def _summary(result: Reliability) -> str:
    """Return what is beside a theme's name: the number of cases, a floor or ceiling effect, and the fit."""
    parts = [f"{result.cases:,} cases"]
    ends = ((result.floor, 0), (result.ceiling, 100))
    parts += [f"{share:.0%} at {end}" for share, end in ends if share >= SHOWN_SHARE]
    if result.fit:
        parts.append(f"RMSEA {result.fit.rmsea:.2f}")
    return ", ".join(parts)


def _correlations(result: Reliability) -> list[tuple[str, float]]:
    """Return the ids and item-rest correlations of the statements that have one."""
    return [(item.statement.id, item.correlation) for item in result.items if item.correlation is not None]


def _start(results: Sequence[Reliability], coefficients: Sequence[Coefficients]) -> float:
    """Return the start of the scale: the highest tick that is not above any value, at least -1."""
    values = [value for result in results for _, value in _correlations(result)]
    lowest = min([0.0, *values, *(one.low for found in coefficients for _, one in found)])
    ticks = (-TICK_STEP * n for n in range(round(-LOWEST_TICK / TICK_STEP) + 1))
    return next((tick for tick in ticks if tick <= lowest), LOWEST_TICK)


def _shortened(name: str) -> str:
    return name if len(name) <= MAX_ID_CHARACTERS else f"{name[: MAX_ID_CHARACTERS - 1]}…"


def _draw_theme(axes: Axes, result: Reliability, coefficients: Coefficients, row: float) -> float:
    """Draw a theme from a row downwards, and return its last row."""
    _write(axes, row, result.theme.short, _summary(result), color=LIGHT_PALETTE.text, size=10.5, weight="bold")
    for name, one in coefficients:
        row += 1
        _write(axes, row, name, str(one), color=LIGHT_PALETTE.text, size=SMALL_POINTS)
        axes.hlines(row, max(one.low, axes.get_xlim()[0]), one.high, color=LIGHT_PALETTE.data, alpha=0.35, linewidth=5)
        axes.plot([one.value], [row], MARKERS[name], color=LIGHT_PALETTE.data, markersize=6.5, clip_on=False)
    for name, value in _correlations(result):
        row += 1
        _write(axes, row, _shortened(name), f"{value:z.2f}", color=LIGHT_PALETTE.quiet, size=SMALL_POINTS)
        axes.plot([value], [row], "o", color=LIGHT_PALETTE.data, fillstyle="none", markersize=5, clip_on=False)
    return row


def _write(axes: Axes, row: float, left: str, right: str, **style: Any) -> None:  # noqa: ANN401 as matplotlib's text()
    """Draw a row's name at the left edge of the figure, in the given style, and its numbers at the right edge."""
    # From edge to edge of the figure, and down the rows of the axes.
    transform = blended_transform_factory(axes.figure.transFigure, axes.transData)
    numbers = {"color": LIGHT_PALETTE.text, "size": SMALL_POINTS, "ha": "right"}
    for x, text, look in ((0, left, style), (1, right, numbers)):
        axes.text(x, row, text, transform=transform, va="center", parse_math=False, **look)
