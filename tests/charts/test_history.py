"""The history chart, tested through its matplotlib artists."""

from collections.abc import Sequence
from itertools import groupby, pairwise

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.text import Text

from quiz.charts.history import HistoryPanel, HistoryPoint, history_figure
from quiz.charts.layout import PAPER_HISTORY, SCREEN_HISTORY, HistoryLayout
from quiz.charts.palette import LIGHT_PALETTE
from quiz.charts.scale_labels import ScaleMark
from quiz.charts.timeline import TimePoint
from tests.charts.test_profile import MARKS

DAY = 86_400
START = 1_795_000_000
"""In November 2026."""
LONG = "Feeling that your past is still with you"
"""40 characters."""


def times(count: int, every: float = 9 * DAY) -> list[TimePoint]:
    """Return times from START on, each with a date of the greatest width; results of one day share a date."""
    ats = [START + every * place for place in range(count)]
    return [
        TimePoint(at, f"{int(at - START) // DAY % 28 + 1:02} Mar {2026 + int(at - START) // DAY // 28}") for at in ats
    ]


def point(score: float | None, *, joined: bool = True) -> HistoryPoint:
    """Return a point with a range of 10 on either side."""
    return (
        HistoryPoint(None, None, None, joined) if score is None else HistoryPoint(score, score - 10, score + 10, joined)
    )


def panel(*scores: float | None, name: str = "Burden", caption: str = "71 → 40") -> HistoryPanel:
    """Return a panel whose results can all be compared."""
    return HistoryPanel(name, caption, [point(score) for score in scores])


def axes_of(dated: Sequence[TimePoint], one: HistoryPanel) -> Axes:
    """Return the axes of a chart with one panel."""
    (axes,) = history_figure(dated, [one], MARKS, LIGHT_PALETTE).axes
    return axes


def lines(axes: Axes) -> list[list[float]]:
    """Return the scores of each unbroken line."""
    scores = [score for line in axes.lines for score in (*np.asarray(line.get_ydata(), float), np.nan)]
    runs = (list(run) for gap, run in groupby(scores, np.isnan) if not gap)
    return [[float(score) for score in run] for run in runs]


def ranges(axes: Axes) -> list[set[tuple[float, float]]]:
    """Return the corners of each band, and the ends of each group of bars, in days and scores."""
    drawn = [each for each in axes.collections if each.get_alpha()]
    bars = [each.get_paths() for each in drawn if isinstance(each, LineCollection)]
    bands = [[path] for each in drawn if not isinstance(each, LineCollection) for path in each.get_paths()]
    return [{((x - START) / DAY, y) for path in paths for x, y in corners(path)} for paths in (*bands, *bars)]


def corners(path: Path) -> list[tuple[float, float]]:
    """Return the vertices of a path."""
    return [(float(x), float(y)) for x, y in np.asarray(path.vertices)]


def box(figure: Figure, text: Text) -> tuple[float, float, float, float]:
    """Return the left, bottom, right and top of a text in pixels, in DejaVu Sans."""
    FigureCanvasAgg(figure)
    left, bottom, right, top = text.get_window_extent().extents
    return left, bottom, right, top


def written(figure: Figure, dated: Sequence[TimePoint]) -> list[Text]:
    """Return the dates in the chart, from left to right."""
    labels = {time.label for time in dated}
    return sorted((text for text in figure.texts if text.get_text() in labels), key=lambda text: box(figure, text)[0])


def test_every_theme_has_the_same_scale_and_time_axis_however_few_scores_it_has() -> None:
    dated = times(3)
    all_axes = history_figure(
        dated, [panel(1, 2, 3), panel(None, 99, None), panel(None, None, None)], MARKS, LIGHT_PALETTE
    ).axes
    assert [axes.get_ylim() for axes in all_axes] == [(0, 100)] * 3
    assert len({axes.get_xlim() for axes in all_axes}) == 1
    assert len({round(axes.get_position().height, 9) for axes in all_axes}) == 1


def test_themes_keep_their_order_each_name_above_its_scores() -> None:
    figure = history_figure(
        times(1), [panel(score, name=name) for name, score in (("B", 1), ("C", 2), ("A", 3))], MARKS, LIGHT_PALETTE
    )
    names = [text for text in figure.texts if text.get_text() in {"A", "B", "C"}]
    heights = [text.get_position()[1] for text in names]
    assert [text.get_text() for text in names] == ["B", "C", "A"]
    for height, below, axes in zip(heights, [*heights[1:], 0], figure.axes, strict=True):
        assert height > axes.get_position().y1 > axes.get_position().y0 > below


def test_each_result_is_a_dot_at_its_time_and_score() -> None:
    (line,) = axes_of(times(3), panel(71, 50, 40)).lines
    assert line.get_marker() == "o"
    assert list(line.get_xdata())[:3] == [START, START + 9 * DAY, START + 18 * DAY]  # type: ignore[arg-type]
    assert list(line.get_ydata())[:3] == [71, 50, 40]  # type: ignore[arg-type]


def test_a_result_without_a_score_leaves_a_gap() -> None:
    assert lines(axes_of(times(5), panel(71, 60, None, 50, 40))) == [[71, 60], [50, 40]]


def test_the_line_and_the_band_break_where_two_results_cannot_be_compared() -> None:
    broken = HistoryPanel("Burden", "", [point(71), point(60), point(50, joined=False), point(40)])
    axes = axes_of(times(4), broken)
    assert lines(axes) == [[71, 60], [50, 40]]
    first, second = ranges(axes)
    assert max(at for at, _ in first) < min(at for at, _ in second)


def test_the_band_follows_the_low_and_the_high_end_of_each_range() -> None:
    (band,) = ranges(axes_of(times(3), panel(71, 50, 40)))
    assert band == {(0, 61), (0, 81), (9, 40), (9, 60), (18, 30), (18, 50)}


@pytest.mark.parametrize("scores", [(71,), (None, 71, None)])
def test_a_single_result_has_its_dot_and_its_range_as_a_bar(scores: Sequence[float | None]) -> None:
    axes = axes_of(times(len(scores)), panel(*scores))
    (bar,) = (each for each in axes.collections if isinstance(each, LineCollection) and each.get_alpha())
    assert lines(axes) == [[71]]
    assert {y for _, y in ranges(axes)[0]} == {61, 81}
    assert bar.get_linewidth()[0] > axes.lines[0].get_markersize()  # type: ignore[index]


@pytest.mark.parametrize("every", [0, 0.001, 60])
def test_results_of_one_moment_or_one_day_share_one_date(every: float) -> None:
    dated = [TimePoint(START + every * place, "Nov 23, 2026") for place in range(3)]
    figure = history_figure(dated, [panel(71, 50, 40)], MARKS, LIGHT_PALETTE)
    (axes,) = figure.axes
    start, end = axes.get_xlim()
    (date,) = written(figure, dated)
    left, _, right, _ = box(figure, date)
    assert start < dated[0].at <= dated[-1].at < end
    assert (left + right) / 2 == pytest.approx(axes.transData.transform((dated[1].at, 0))[0], abs=0.5)
    assert {y for _, y in ranges(axes)[0]} == {30, 40, 50, 60, 61, 81}


@pytest.mark.parametrize("layout", [SCREEN_HISTORY, PAPER_HISTORY])
@pytest.mark.parametrize("count", [1, 2, 3, 8, 30, 60])
@pytest.mark.parametrize("every", [DAY / 3, DAY, 9 * DAY])
def test_dates_never_touch_and_include_the_first_and_the_last(count: int, every: float, layout: HistoryLayout) -> None:
    dated = times(count, every)
    figure = history_figure(dated, [panel(*[50] * count)], MARKS, LIGHT_PALETTE, layout)
    dates = written(figure, dated)
    texts = [date.get_text() for date in dates]
    boxes = [box(figure, date) for date in dates]
    assert (texts[0], texts[-1]) == (dated[0].label, dated[-1].label)
    assert len(texts) == len(set(texts))
    assert all(left[2] + 5 <= right[0] for left, right in pairwise(boxes))
    assert boxes[0][0] >= 0 and boxes[-1][2] <= figure.bbox.width


def test_many_results_in_one_week_and_one_a_year_later_still_have_readable_dates() -> None:
    dated = [*times(20, DAY / 2), TimePoint(START + 365 * DAY, "Nov 23, 2027")]
    figure = history_figure(dated, [panel(*[50] * 21)], MARKS, LIGHT_PALETTE)
    assert [date.get_text() for date in written(figure, dated)] == [dated[0].label, "Nov 23, 2027"]


def test_a_theme_needs_few_artists_however_often_its_line_breaks() -> None:
    broken = HistoryPanel("Burden", "", [point(71, joined=place % 3 > 0) for place in range(100)])
    axes = axes_of(times(100, DAY / 5), broken)
    assert len(axes.lines) == 1
    assert len(axes.collections) == 4
    assert len(lines(axes)) == 34


def test_dots_get_smaller_with_more_results_so_that_they_stay_apart() -> None:
    sizes = [axes_of(times(count), panel(*[50] * count)).lines[0].get_markersize() for count in (1, 8, 30, 60)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < 3.7 * 72 / 60


@pytest.mark.parametrize("layout", [SCREEN_HISTORY, PAPER_HISTORY])
@pytest.mark.parametrize("name", ["Burden", "Mwahaha whimsy, wormwood & woe", LONG])
def test_a_long_name_and_its_caption_do_not_overlap_each_other_or_the_scores(name: str, layout: HistoryLayout) -> None:
    figure = history_figure(
        times(2), [panel(71, 40, name=name), panel(71, 40, name="Needs")], MARKS, LIGHT_PALETTE, layout
    )
    title, caption = (box(figure, text) for text in figure.texts[:2])
    assert title[2] < caption[0] or caption[3] < title[1]
    assert max(title[2], caption[2]) <= figure.bbox.width
    assert min(title[1], caption[1]) > figure.axes[0].get_window_extent().y1
    assert len({round(axes.get_position().height, 9) for axes in figure.axes}) == 1


@pytest.mark.parametrize("layout", [SCREEN_HISTORY, PAPER_HISTORY])
def test_the_words_of_the_scale_are_fully_visible_beside_the_scores_of_every_theme(layout: HistoryLayout) -> None:
    figure = history_figure(times(2), [panel(71, 40), panel(1, 2)], MARKS, LIGHT_PALETTE, layout)
    for axes in figure.axes:
        assert {"Never", "Almost", "always"} <= {text.get_text() for text in axes.texts}
        boxes = sorted((box(figure, text) for text in axes.texts), key=lambda one: one[1])
        assert all(0 <= left < right < axes.get_window_extent().x0 for left, _, right, _ in boxes)
        # Ink may touch nothing; line boxes of one label may.
        assert all(below[3] <= above[1] + 3 for below, above in pairwise(boxes))


def test_a_scale_with_long_words_has_numbers_instead() -> None:
    long = [ScaleMark(0, "Antidisestablishmentarianism"), ScaleMark(100, "Yes")]
    (axes,) = history_figure(times(2), [panel(71, 40)], long, LIGHT_PALETTE).axes
    assert [text.get_text() for text in axes.texts] == ["0", "50", "100"]


@pytest.mark.parametrize("layout", [SCREEN_HISTORY, PAPER_HISTORY])
@pytest.mark.parametrize("rows", [1, 5])
def test_the_layout_predicts_the_size_of_the_chart(rows: int, layout: HistoryLayout) -> None:
    width, height = history_figure(times(1), [panel(50)] * rows, MARKS, LIGHT_PALETTE, layout).get_size_inches()
    assert layout.pixel_size(rows) == (round(width * 96), round(height * 96))
