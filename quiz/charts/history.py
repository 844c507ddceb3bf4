"""The history chart: a strip per theme, with its scores over time as a line and their ranges as a pale band."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch
from matplotlib.transforms import Transform

from quiz.charts.history_rows import (
    CHARACTER_EM,
    LABEL_EM,
    LAST_NUMBER_EM,
    NUMBER_EM,
    NUMBER_GAP_EM,
    TEXT_GAP_EM,
    HistoryPanel,
    HistoryPlaces,
    HistoryPoint,
    PanelPlace,
    arrange,
)
from quiz.charts.layout import POINTS_PER_INCH, SCREEN_HISTORY, HistoryLayout
from quiz.charts.mirror import OTHER_SIDE, to_inches
from quiz.charts.palette import Palette
from quiz.charts.scale_labels import LINE_HEIGHT_EM, ScaleMark
from quiz.charts.svg import to_svg
from quiz.charts.timeline import Cut, Timeline, TimePoint, date_labels, timeline

LINE_EM = 0.15
RANGE_ALPHA = 0.24
CORNER_EM = 0.5
CUT_EM, SLANT_EM = 0.45, 0.5
"""Width of a cut through the strips, and how much farther right the top of a slanted cut is than its bottom."""
CUT_LINE_EM, NOTE_EM = 0.08, 0.42
LINE_BREAK = (math.nan, math.nan)
"""Coordinates at which matplotlib ends a line and starts another."""
Dot = tuple[float, float, float, float]
"""A score and the ends of its range as positions: x, y, low, high, in points from the left or the top."""
Text = tuple[float, float, str, dict[str, Any]]
"""A text and where it is: x and y in points from the left and the top, the text, and its style for matplotlib."""


def draw_history(
    times: Sequence[TimePoint],
    panels: Sequence[HistoryPanel],
    marks: Sequence[ScaleMark],
    palette: Palette,
    layout: HistoryLayout = SCREEN_HISTORY,
) -> bytes:
    """Return a history as an SVG file, panels in the order given, with words for the ends of the scale on the first."""
    figure = history_figure(times, panels, marks, palette, layout)
    return to_svg(figure, layout.fonts, layout.number_fonts, right_to_left=layout.mirrored)


def history_figure(
    times: Sequence[TimePoint],
    panels: Sequence[HistoryPanel],
    marks: Sequence[ScaleMark],
    palette: Palette,
    layout: HistoryLayout = SCREEN_HISTORY,
) -> Figure:
    """Return a history as a figure: small multiples on one time axis and one scale from 0 to 100.

    There is at least one time, and the oldest is first. Each panel has a point for each time. Artists are placed
    without axes, in points from the top left, and each kind of mark is one artist for all panels.
    """
    places = arrange([panel.name for panel in panels], marks, layout, len(times))
    height = places.height / POINTS_PER_INCH
    figure = Figure(figsize=(layout.width, height), facecolor=palette.surface, frameon=layout.background)
    sides = (layout.width, height)
    inches = to_inches(1 / POINTS_PER_INCH, 1 / POINTS_PER_INCH, 0, sides, mirrored=layout.mirrored)
    transform = inches + figure.dpi_scale_trans
    width = places.end - places.start
    line = timeline(times, places.dot / width)
    x = [places.start + place * width for place in line.places]
    for at in places.panels:
        figure.add_artist(_strip(at, places, palette, layout, transform))
    runs = [run for panel, at in zip(panels, places.panels, strict=True) for run in _runs(x, panel.points, at)]
    for artist in (*_marks(runs, places, palette, layout), *_cuts(line, places, palette, layout)):
        artist.set_transform(transform)
        figure.add_artist(artist)
    noted = [at for at, time in zip(x, times, strict=True) if time.noted]
    figure.add_artist(_notes(noted, places, palette, layout, transform))
    texts = [
        *_titles(panels, places, palette, layout),
        *_numbers(panels, x, places, palette, layout),
        *_dates(times, line, places, palette, layout),
    ]
    for text_x, text_y, text, look in texts:
        align = look.get("ha", "left")
        own = {**look, "ha": OTHER_SIDE[align] if layout.mirrored else align}
        figure.text(text_x, text_y, text, transform=transform, parse_math=False, **own)
    return figure


def _strip(
    at: PanelPlace, places: HistoryPlaces, palette: Palette, layout: HistoryLayout, transform: Transform
) -> FancyBboxPatch:
    corner = CORNER_EM * layout.em
    return FancyBboxPatch(
        (places.left + corner, at.top - places.edge + corner),
        places.right - places.left - 2 * corner,
        at.bottom - at.top + 2 * (places.edge - corner),
        boxstyle=f"round,pad={corner}",
        transform=transform,
        facecolor=palette.tints[1],
        linewidth=0,
    )


def _runs(x: Sequence[float], points: Sequence[HistoryPoint], at: PanelPlace) -> Iterator[list[Dot]]:
    """Yield runs of one or more scores that a line may connect."""
    run: list[Dot] = []
    for place, point in zip(x, points, strict=True):
        if run and (point.score is None or not point.joined):
            yield run
            run = []
        if point.score is not None and point.low is not None and point.high is not None:
            run.append((place, _height(point.score, at), _height(point.low, at), _height(point.high, at)))
    if run:
        yield run


def _height(score: float, at: PanelPlace) -> float:
    return at.bottom + (at.top - at.bottom) * score / 100


def _marks(
    runs: Sequence[Sequence[Dot]], places: HistoryPlaces, palette: Palette, layout: HistoryLayout
) -> Iterator[PolyCollection | Line2D]:
    """Yield the bands of all runs, each wider than a dot so that one dot doesn't hide it, then all lines and dots."""
    bands = []
    for run in runs:
        extra = max(0, places.dot - (run[-1][0] - run[0][0]) / 2)
        ends = [(run[0][0] - extra, *run[0][1:]), *run[1:-1], (run[-1][0] + extra, *run[-1][1:])]
        bands.append([*((x, low) for x, _, low, _ in ends), *((x, high) for x, _, _, high in reversed(ends))])
    yield PolyCollection(bands, color=palette.data, alpha=RANGE_ALPHA, linewidth=0)
    line = [place for run in runs for place in (*((dot[0], dot[1]) for dot in run), LINE_BREAK)] or [LINE_BREAK]
    yield Line2D(
        *zip(*line, strict=True),
        color=palette.data,
        linewidth=min(LINE_EM * layout.em, places.dot / 2),
        marker="o",
        markersize=places.dot,
        markeredgewidth=0,
    )


def _cuts(line: Timeline, places: HistoryPlaces, palette: Palette, layout: HistoryLayout) -> Iterator[Any]:
    """Yield the cuts through all strips: straight between relationships, and slanted where time is left out."""
    em = layout.em
    shapes: list[list[tuple[float, float]]] = []
    strokes: list[tuple[float, float]] = []
    for cut in line.cuts:
        x = places.start + cut.at * (places.end - places.start)
        for at in places.panels:
            top, bottom = at.top - places.edge - 1, at.bottom + places.edge + 1
            shapes.append(_cut_shape(cut, x, top, bottom, em))
            if cut.long:
                left_bottom, left_top, right_top, right_bottom = _slanted(x, top, bottom, em)
                strokes += [left_bottom, left_top, LINE_BREAK, right_bottom, right_top, LINE_BREAK]
    yield PolyCollection(shapes, facecolor=palette.surface, linewidth=0)
    if strokes:
        yield Line2D(*zip(*strokes, strict=True), color=palette.muted, linewidth=CUT_LINE_EM * em)


def _cut_shape(cut: Cut, x: float, top: float, bottom: float, em: float) -> list[tuple[float, float]]:
    if not cut.apart:
        return _slanted(x, top, bottom, em)
    half = (CUT_EM + SLANT_EM * cut.long) * em / 2 + cut.long * CUT_EM * em / 2
    return [(x - half, bottom), (x - half, top), (x + half, top), (x + half, bottom)]


def _slanted(x: float, top: float, bottom: float, em: float) -> list[tuple[float, float]]:
    slant, half = SLANT_EM * em / 2, CUT_EM * em / 2
    return [(x - half - slant, bottom), (x - half + slant, top), (x + half + slant, top), (x + half - slant, bottom)]


def _notes(
    noted: Sequence[float], places: HistoryPlaces, palette: Palette, layout: HistoryLayout, transform: Transform
) -> Line2D:
    """Return a small triangle below each strip for every result with a note."""
    size = min(NOTE_EM * layout.em, max(places.dot, NOTE_EM * layout.em / 2))
    at = [(x, panel.bottom + places.edge + size) for panel in places.panels for x in noted] or [LINE_BREAK]
    return Line2D(
        *zip(*at, strict=True),
        transform=transform,
        linestyle="",
        marker="^",
        markersize=size,
        color=palette.text,
        markeredgewidth=0,
    )


def _titles(
    panels: Sequence[HistoryPanel], places: HistoryPlaces, palette: Palette, layout: HistoryLayout
) -> Iterator[Text]:
    """Yield the names of the themes, and the words for the ends of the scale above and below the first strip."""
    for at in places.panels:
        for number, line in enumerate(at.name):
            look = {"color": palette.text, "size": layout.em, "weight": "bold"}
            yield places.left, at.name_at + number * LINE_HEIGHT_EM * layout.em, line, look
    if panels:
        size, (first, *_) = LABEL_EM * layout.em, places.panels
        look = {"color": palette.quiet, "size": size, "ha": "right"}
        last_line = first.name_at + (len(first.name) - 1) * LINE_HEIGHT_EM * layout.em
        yield places.right, last_line, places.words[0], look
        yield places.right, first.bottom + places.edge + 1.1 * size, places.words[1], look


def _numbers(
    panels: Sequence[HistoryPanel],
    x: Sequence[float],
    places: HistoryPlaces,
    palette: Palette,
    layout: HistoryLayout,
) -> Iterator[Text]:
    """Yield each theme's first score, left of its dot, and the newest, right of its dot."""
    for panel, at in zip(panels, places.panels, strict=True):
        scored = [(place, point.score) for place, point in zip(x, panel.points, strict=True) if point.score is not None]
        if not scored:
            continue
        gap = NUMBER_GAP_EM * layout.em
        (left, first), (right, last) = scored[0], scored[-1]
        shared = {"family": "serif", "va": "center"}
        size, last_size = NUMBER_EM * layout.em, LAST_NUMBER_EM * layout.em
        if panel.first:
            look = {"color": palette.quiet, "size": size, "ha": "right", **shared}
            yield left - gap, _height(first, at), panel.first, look
        look = {"color": palette.text, "size": last_size, "weight": "bold", **shared}
        yield right + gap, _height(last, at), panel.last, look


def _dates(
    times: Sequence[TimePoint], line: Timeline, places: HistoryPlaces, palette: Palette, layout: HistoryLayout
) -> Iterator[Text]:
    """Yield the dates below the last strip, from one end of the strip to the other."""
    size, width = LABEL_EM * layout.em, places.right - places.left
    room = (max(len(time.label) for time in times) * CHARACTER_EM * LABEL_EM + TEXT_GAP_EM) * layout.em / width
    shares = [(places.start - places.left + at * (places.end - places.start)) / width for at in line.places]
    for label in date_labels(times, shares, room):
        look = {"color": palette.quiet, "size": size, "ha": label.align}
        yield places.left + label.at * width, places.dates_at, label.text, look
