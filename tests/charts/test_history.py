"""The history picture, looked at through what matplotlib was told to draw."""

from collections.abc import Sequence
from itertools import groupby, pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.text import Text

from quiz.charts.history import HistoryPanel, HistoryPoint, draw_history, history_figure
from quiz.charts.layout import PAPER_HISTORY, SCREEN_HISTORY, HistoryLayout
from quiz.charts.palette import DARK_PALETTE, LIGHT_PALETTE
from quiz.charts.timeline import TimePoint

DAY = 86_400
START = 1_795_000_000
"""In November 2026."""
LONG = "Feeling that your past is still with you"
"""40 letters."""


def takes(count: int, every: float = 9 * DAY) -> list[TimePoint]:
    """Give moments from the start on, each with a date as wide as they come, the same within a day."""
    ats = [START + every * place for place in range(count)]
    return [
        TimePoint(at, f"{int(at - START) // DAY % 28 + 1:02} Mar {2026 + int(at - START) // DAY // 28}") for at in ats
    ]


def point(score: float | None, *, joined: bool = True) -> HistoryPoint:
    """Give a point with a range of 10 on either side."""
    return (
        HistoryPoint(None, None, None, joined) if score is None else HistoryPoint(score, score - 10, score + 10, joined)
    )


def strand(*scores: float | None, name: str = "Burden", caption: str = "71 → 40") -> HistoryPanel:
    """Give a theme whose takes can all be compared."""
    return HistoryPanel(name, caption, [point(score) for score in scores])


def panel(moments: Sequence[TimePoint], theme: HistoryPanel) -> Axes:
    """Give the panel of a picture with one theme."""
    (axes,) = history_figure(moments, [theme], LIGHT_PALETTE).axes
    return axes


def lines(axes: Axes) -> list[list[float]]:
    """Give the scores of each unbroken line."""
    scores = [score for line in axes.lines for score in (*np.asarray(line.get_ydata(), float), np.nan)]
    runs = (list(run) for gap, run in groupby(scores, np.isnan) if not gap)
    return [[float(score) for score in run] for run in runs]


def ranges(axes: Axes) -> list[set[tuple[float, float]]]:
    """Give the corners of each band, and the ends of each group of bars, in days and scores."""
    drawn = [each for each in axes.collections if each.get_alpha()]
    bars = [each.get_paths() for each in drawn if isinstance(each, LineCollection)]
    bands = [[path] for each in drawn if not isinstance(each, LineCollection) for path in each.get_paths()]
    return [{((x - START) / DAY, y) for path in paths for x, y in corners(path)} for paths in (*bands, *bars)]


def corners(path: Path) -> list[tuple[float, float]]:
    """Give what a path goes through."""
    return [(float(x), float(y)) for x, y in np.asarray(path.vertices)]


def box(figure: Figure, text: Text) -> tuple[float, float, float, float]:
    """Give the left, bottom, right and top of a text, in pixels, set in DejaVu Sans."""
    FigureCanvasAgg(figure)
    left, bottom, right, top = text.get_window_extent().extents
    return left, bottom, right, top


def written(figure: Figure, moments: Sequence[TimePoint]) -> list[Text]:
    """Give the dates in the picture, from left to right."""
    labels = {moment.label for moment in moments}
    return sorted((text for text in figure.texts if text.get_text() in labels), key=lambda text: box(figure, text)[0])


def test_every_theme_has_the_same_scale_and_the_same_time_however_little_it_has() -> None:
    moments = takes(3)
    panels = history_figure(
        moments, [strand(1, 2, 3), strand(None, 99, None), strand(None, None, None)], LIGHT_PALETTE
    ).axes
    assert [axes.get_ylim() for axes in panels] == [(0, 100)] * 3
    assert len({axes.get_xlim() for axes in panels}) == 1
    assert len({round(axes.get_position().height, 9) for axes in panels}) == 1


def test_themes_keep_the_order_they_are_given_in_each_name_above_its_scores() -> None:
    figure = history_figure(
        takes(1), [strand(score, name=name) for name, score in (("B", 1), ("C", 2), ("A", 3))], LIGHT_PALETTE
    )
    names = [text for text in figure.texts if text.get_text() in {"A", "B", "C"}]
    heights = [text.get_position()[1] for text in names]
    assert [text.get_text() for text in names] == ["B", "C", "A"]
    for height, below, axes in zip(heights, [*heights[1:], 0], figure.axes, strict=True):
        assert height > axes.get_position().y1 > axes.get_position().y0 > below


def test_each_take_is_a_dot_at_its_time_and_score() -> None:
    (line,) = panel(takes(3), strand(71, 50, 40)).lines
    assert line.get_marker() == "o"
    assert list(line.get_xdata())[:3] == [START, START + 9 * DAY, START + 18 * DAY]  # type: ignore[arg-type]
    assert list(line.get_ydata())[:3] == [71, 50, 40]  # type: ignore[arg-type]


def test_a_take_without_a_score_leaves_a_gap() -> None:
    assert lines(panel(takes(5), strand(71, 60, None, 50, 40))) == [[71, 60], [50, 40]]


def test_the_line_and_the_band_break_where_two_takes_cannot_be_compared() -> None:
    broken = HistoryPanel("Burden", "", [point(71), point(60), point(50, joined=False), point(40)])
    axes = panel(takes(4), broken)
    assert lines(axes) == [[71, 60], [50, 40]]
    first, second = ranges(axes)
    assert max(at for at, _ in first) < min(at for at, _ in second)


def test_the_band_follows_the_low_and_the_high_end_of_each_range() -> None:
    (band,) = ranges(panel(takes(3), strand(71, 50, 40)))
    assert band == {(0, 61), (0, 81), (9, 40), (9, 60), (18, 30), (18, 50)}


@pytest.mark.parametrize("scores", [(71,), (None, 71, None)])
def test_a_take_that_stands_alone_has_its_dot_and_its_range_as_a_bar(scores: Sequence[float | None]) -> None:
    axes = panel(takes(len(scores)), strand(*scores))
    (bar,) = (each for each in axes.collections if isinstance(each, LineCollection) and each.get_alpha())
    assert lines(axes) == [[71]]
    assert {y for _, y in ranges(axes)[0]} == {61, 81}
    assert bar.get_linewidth()[0] > axes.lines[0].get_markersize()  # type: ignore[index]


@pytest.mark.parametrize("every", [0, 0.001, 60])
def test_takes_of_one_moment_or_one_day_are_drawn_with_the_day_written_once(every: float) -> None:
    moments = [TimePoint(START + every * place, "23 Nov 2026") for place in range(3)]
    figure = history_figure(moments, [strand(71, 50, 40)], LIGHT_PALETTE)
    (axes,) = figure.axes
    start, end = axes.get_xlim()
    (date,) = written(figure, moments)
    left, _, right, _ = box(figure, date)
    assert start < moments[0].at <= moments[-1].at < end
    assert (left + right) / 2 == pytest.approx(axes.transData.transform((moments[1].at, 0))[0], abs=0.5)
    assert {y for _, y in ranges(axes)[0]} == {30, 40, 50, 60, 61, 81}


@pytest.mark.parametrize("layout", [SCREEN_HISTORY, PAPER_HISTORY])
@pytest.mark.parametrize("count", [1, 2, 3, 8, 30, 60])
@pytest.mark.parametrize("every", [DAY / 3, DAY, 9 * DAY])
def test_dates_never_touch_and_the_first_and_the_last_are_there(
    count: int, every: float, layout: HistoryLayout
) -> None:
    moments = takes(count, every)
    figure = history_figure(moments, [strand(*[50] * count)], LIGHT_PALETTE, layout)
    dates = written(figure, moments)
    texts = [date.get_text() for date in dates]
    boxes = [box(figure, date) for date in dates]
    assert (texts[0], texts[-1]) == (moments[0].label, moments[-1].label)
    assert len(texts) == len(set(texts))
    assert all(left[2] + 5 <= right[0] for left, right in pairwise(boxes))
    assert boxes[0][0] >= 0 and boxes[-1][2] <= figure.bbox.width


def test_many_takes_have_a_date_in_between_as_well() -> None:
    moments = takes(30)
    assert len(written(history_figure(moments, [strand(*[50] * 30)], LIGHT_PALETTE), moments)) == 3
    assert len(written(history_figure(moments, [strand(*[50] * 30)], LIGHT_PALETTE, PAPER_HISTORY), moments)) == 5


def test_a_crowd_in_one_week_and_one_take_a_year_later_still_have_readable_dates() -> None:
    moments = [*takes(20, DAY / 2), TimePoint(START + 365 * DAY, "23 Nov 2027")]
    figure = history_figure(moments, [strand(*[50] * 21)], LIGHT_PALETTE)
    assert [date.get_text() for date in written(figure, moments)] == [moments[0].label, "23 Nov 2027"]


def test_a_theme_is_a_handful_of_things_to_draw_however_often_its_line_breaks() -> None:
    broken = HistoryPanel("Burden", "", [point(71, joined=place % 3 > 0) for place in range(100)])
    axes = panel(takes(100, DAY / 5), broken)
    assert len(axes.lines) == 1
    assert len(axes.collections) == 4
    assert len(lines(axes)) == 34


def test_dots_get_smaller_as_takes_grow_so_that_they_stay_apart() -> None:
    sizes = [panel(takes(count), strand(*[50] * count)).lines[0].get_markersize() for count in (1, 8, 30, 60)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < 3.7 * 72 / 60


@pytest.mark.parametrize("layout", [SCREEN_HISTORY, PAPER_HISTORY])
@pytest.mark.parametrize("name", ["Burden", "Mwahaha whimsy, wormwood & woe", LONG])
def test_a_long_name_and_its_caption_do_not_run_into_each_other_or_the_scores(name: str, layout: HistoryLayout) -> None:
    figure = history_figure(takes(2), [strand(71, 40, name=name), strand(71, 40, name="Needs")], LIGHT_PALETTE, layout)
    title, caption = (box(figure, text) for text in figure.texts[:2])
    assert title[2] < caption[0] or caption[3] < title[1]
    assert max(title[2], caption[2]) <= figure.bbox.width
    assert min(title[1], caption[1]) > figure.axes[0].get_window_extent().y1
    assert len({round(axes.get_position().height, 9) for axes in figure.axes}) == 1


@pytest.mark.parametrize("layout", [SCREEN_HISTORY, PAPER_HISTORY])
def test_0_50_and_100_stand_whole_beside_the_scores_of_every_theme(layout: HistoryLayout) -> None:
    figure = history_figure(takes(2), [strand(71, 40), strand(1, 2)], LIGHT_PALETTE, layout)
    for axes in figure.axes:
        assert [text.get_text() for text in axes.texts] == ["0", "50", "100"]
        for left, _, right, _ in (box(figure, text) for text in axes.texts):
            assert 0 <= left < right < axes.get_window_extent().x0


@pytest.mark.parametrize("layout", [SCREEN_HISTORY, PAPER_HISTORY])
@pytest.mark.parametrize("rows", [1, 5])
def test_the_page_knows_the_picture_s_size_before_it_is_drawn(rows: int, layout: HistoryLayout) -> None:
    width, height = history_figure(takes(1), [strand(50)] * rows, LIGHT_PALETTE, layout).get_size_inches()
    assert layout.pixel_size(rows) == (round(width * 96), round(height * 96))


def test_the_file_needs_no_style_script_or_address_and_tells_no_date_or_maker() -> None:
    drawn = draw_history(takes(5), [strand(71, 60, None, 50, 40), strand(None, 3, None, 4, None)], DARK_PALETTE)
    for element in ET.fromstring(drawn).iter():
        assert "style" not in element.attrib
        assert "clip-path" not in element.attrib
        assert not element.tag.endswith(("}style", "}script", "}metadata"))
        for name, value in element.attrib.items():
            if name.endswith("href"):
                assert value.startswith("#")
    assert b"atplotlib" not in drawn


def test_the_same_history_gives_the_same_bytes() -> None:
    history = takes(4), [strand(71, None, 50, 40), strand(1, 2, 3, 4)], LIGHT_PALETTE
    assert draw_history(*history) == draw_history(*history)


@pytest.mark.parametrize("odd", ["<b>&$x^2$ Žižkov", "קנאה ופחד", "غيرة"])
def test_odd_letters_in_words_stay_letters(odd: str) -> None:
    drawn = draw_history([TimePoint(START, odd)], [strand(50, name=odd, caption=odd)], LIGHT_PALETTE)
    assert [element.text for element in ET.fromstring(drawn).iter()].count(odd) == 3
