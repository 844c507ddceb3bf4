"""Draw a history chart, and find its parts among the artists of matplotlib."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from quiz.charts.history import history_figure
from quiz.charts.history_rows import HistoryPanel, HistoryPlaces, HistoryPoint, arrange
from quiz.charts.layout import LARGE_HISTORY, PAPER_HISTORY, SCREEN_HISTORY, HistoryLayout
from quiz.charts.palette import LIGHT_PALETTE
from quiz.charts.timeline import TimePoint
from tests.charts.test_profile import MARKS

DAY = 86_400
START = 1_795_000_000
"""In November 2026."""
LAYOUTS = [SCREEN_HISTORY, LARGE_HISTORY, PAPER_HISTORY]


def times(count: int, every: float = 9 * DAY) -> list[TimePoint]:
    """Return times from START on, each with a date of the greatest width; results of one day share a date."""
    return at_days(*(every * place / DAY for place in range(count)))


def at_days(*days: float, apart: int = -1, noted: Sequence[int] = ()) -> list[TimePoint]:
    """Return times so many days after START; another relationship begins at `apart`."""
    return [
        TimePoint(
            START + day * DAY, f"{int(day) % 28 + 1:02} Mar {2026 + int(day) // 28}", place == apart, place in noted
        )
        for place, day in enumerate(days)
    ]


def point(score: float | None, *, joined: bool = True) -> HistoryPoint:
    """Return a point with a range of 10 on either side."""
    return (
        HistoryPoint(None, None, None, joined) if score is None else HistoryPoint(score, score - 10, score + 10, joined)
    )


def panel(*scores: float | None, name: str = "Burden") -> HistoryPanel:
    """Return a panel whose results can all be compared."""
    texts = [str(score) for score in scores if score is not None]
    first, last = (texts[0] if len(texts) > 1 else "", texts[-1]) if texts else ("", "")
    return HistoryPanel(name, [point(score) for score in scores], first, last)


def drawn(
    dated: Sequence[TimePoint], *panels: HistoryPanel, layout: HistoryLayout = SCREEN_HISTORY
) -> tuple[Figure, HistoryPlaces]:
    """Return a chart and where its parts stand."""
    figure = history_figure(dated, panels, MARKS, LIGHT_PALETTE, layout)
    return figure, arrange([one.name for one in panels], MARKS, layout, len(dated))


def marked(figure: Figure, marker: str) -> list[tuple[float, float]]:
    """Return the places of marks of one kind, in points; not numbers where a line is interrupted."""
    (line,) = (one for one in figure.artists if isinstance(one, Line2D) and one.get_marker() == marker)
    return [(float(x), float(y)) for x, y in np.asarray(line.get_xydata(), float)]


def lines(figure: Figure, places: HistoryPlaces, row: int = 0) -> list[list[tuple[float, float]]]:
    """Return the share of the width and the score of each dot, by unbroken line."""
    at, x0, x1 = places.panels[row], places.start, places.end
    xy = [
        (round((x - x0) / (x1 - x0), 6), round((at.bottom - y) / (at.bottom - at.top) * 100, 6))
        for x, y in marked(figure, "o")
    ]
    runs = [list(run) for gap, run in groupby(xy, lambda one: bool(np.isnan(one[0]))) if not gap]
    return [run for run in runs if all(-1 < y < 101 for _, y in run)]


def scores(figure: Figure, places: HistoryPlaces, row: int = 0) -> list[list[float]]:
    """Return the scores of each unbroken line of a theme."""
    return [[y for _, y in run] for run in lines(figure, places, row)]


def shares(dated: Sequence[TimePoint]) -> list[float]:
    """Return where on the axis, 0-1, each result stands."""
    return [x for run in lines(*drawn(dated, panel(*[50] * len(dated)))) for x, _ in run]


def polygons(figure: Figure, *, ranges: bool) -> list[list[tuple[float, float]]]:
    """Return the corners of each range, or of each cut through a strip, in points."""
    found = [one for one in figure.artists if isinstance(one, PolyCollection) and bool(one.get_alpha()) == ranges]
    return [[(float(x), float(y)) for x, y in np.asarray(path.vertices)] for one in found for path in one.get_paths()]


def box(figure: Figure, text: Text) -> tuple[float, float, float, float]:
    """Return the left, bottom, right and top of a text in pixels, in DejaVu fonts."""
    FigureCanvasAgg(figure)
    left, bottom, right, top = text.get_window_extent().extents
    return left, bottom, right, top


def written(figure: Figure, dated: Sequence[TimePoint]) -> list[Text]:
    """Return the dates in the chart, from left to right."""
    labels = {time.label for time in dated}
    return sorted((text for text in figure.texts if text.get_text() in labels), key=lambda text: box(figure, text)[0])
