"""The history chart, tested through its matplotlib artists."""

from collections.abc import Sequence
from itertools import groupby, pairwise

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from quiz.charts.history import history_figure
from quiz.charts.history_rows import HistoryPanel, HistoryPlaces, HistoryPoint, arrange, pixel_size
from quiz.charts.layout import LARGE_HISTORY, PAPER_HISTORY, SCREEN_HISTORY, HistoryLayout
from quiz.charts.palette import DARK_PALETTE, LIGHT_PALETTE
from quiz.charts.scale_labels import ScaleMark
from quiz.charts.timeline import TimePoint
from tests.charts.test_profile import MARKS

DAY = 86_400
START = 1_795_000_000
"""In November 2026."""
LONG = "Feeling that your past is still with you"
"""40 characters."""
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


def test_every_theme_has_the_same_scale_and_time_axis_however_few_scores_it_has() -> None:
    figure, places = drawn(times(3), panel(1, 2, 3), panel(None, 99, None), panel(None, None, None))
    assert len({round(at.bottom - at.top, 6) for at in places.panels}) == 1
    assert scores(figure, places, 0) == [[1, 2, 3]]
    assert lines(figure, places, 1) == [[(0.5, 99)]]
    assert scores(figure, places, 2) == []


def test_themes_keep_their_order_each_name_above_its_strip() -> None:
    figure, places = drawn(times(1), *(panel(score, name=name) for name, score in (("B", 1), ("C", 2), ("A", 3))))
    names = [text for text in figure.texts if text.get_text() in {"A", "B", "C"}]
    assert [text.get_text() for text in names] == ["B", "C", "A"]
    above = 0.0
    for text, at in zip(names, places.panels, strict=True):
        assert above < float(text.get_position()[1]) < at.top - places.edge
        above = at.bottom + places.edge


def test_the_first_and_the_newest_score_are_written_beside_their_dots() -> None:
    figure, places = drawn(times(5), panel(None, 71, 50, 40, None))
    (line,) = lines(figure, places)
    first, last = (next(text for text in figure.texts if text.get_text() == score) for score in ("71", "40"))
    middle = [places.start + x * (places.end - places.start) for x, _ in line]
    scale = figure.dpi / 72
    assert box(figure, first)[2] / scale < middle[0] and box(figure, last)[0] / scale > middle[-1]
    for text, score in ((first, 71), (last, 40)):
        at = places.panels[0]
        assert float(text.get_position()[1]) == pytest.approx(at.bottom - (at.bottom - at.top) * score / 100)
    assert "50" not in {text.get_text() for text in figure.texts}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("ends", [(0, 100), (100, 0), (100, 100)])
def test_numbers_stay_inside_their_strip(ends: tuple[int, int], layout: HistoryLayout) -> None:
    figure, places = drawn(times(9), panel(ends[0], *[50] * 7, ends[1]), layout=layout)
    for text in figure.texts:
        if text.get_text() in {"0", "100"} and text.get_verticalalignment() == "center":
            left, _, right, _ = box(figure, text)
            assert places.left < left / figure.dpi * 72 < right / figure.dpi * 72 < places.right


def test_a_result_without_a_score_leaves_a_gap() -> None:
    assert scores(*drawn(times(5), panel(71, 60, None, 50, 40))) == [[71, 60], [50, 40]]


def test_the_line_and_the_range_break_where_two_results_cannot_be_compared() -> None:
    broken = HistoryPanel("Burden", [point(71), point(60), point(50, joined=False), point(40)], "71", "40")
    figure, places = drawn(times(4), broken)
    assert scores(figure, places) == [[71, 60], [50, 40]]
    first, second = polygons(figure, ranges=True)
    assert max(x for x, _ in first) < min(x for x, _ in second)


@pytest.mark.parametrize("values", [(71,), (None, 71, None), (71, 50, 40)])
def test_the_range_of_every_result_is_wider_than_its_dot(values: Sequence[float | None]) -> None:
    figure, places = drawn(times(len(values)), panel(*values))
    (band,) = polygons(figure, ranges=True)
    assert max(x for x, _ in band) - min(x for x, _ in band) > places.dot
    at = places.panels[0]
    heights = {round((at.bottom - y) / (at.bottom - at.top) * 100) for _, y in band}
    assert heights == {score + off for score in values if score is not None for off in (-10, 10)}


def test_even_gaps_stay_even_and_a_longer_one_is_longer() -> None:
    assert shares(times(5)) == pytest.approx([0, 0.25, 0.5, 0.75, 1])
    assert shares(at_days(0, 30, 60, 120)) == pytest.approx([0, 0.25, 0.5, 1])


@pytest.mark.parametrize("count", [3, 12, 60])
def test_one_result_years_before_the_others_leaves_them_most_of_the_room_and_the_axis_is_cut(count: int) -> None:
    dated = at_days(0, *(1500 + 14 * place for place in range(count)))
    places = shares(dated)
    assert 0.1 < places[1] < 0.2
    assert places[2] - places[1] == pytest.approx((1 - places[1]) / (count - 1), rel=1e-3)
    figure, arranged = drawn(dated, panel(*[50] * (count + 1)), panel(*[50] * (count + 1)))
    cuts = polygons(figure, ranges=False)
    assert len(cuts) == 2
    for cut, at in zip(cuts, arranged.panels, strict=True):
        assert min(y for _, y in cut) < at.top - arranged.edge and max(y for _, y in cut) > at.bottom + arranged.edge


@pytest.mark.parametrize("days", [(0, 30), (0, 30, 150), (0, 7, 14, 21, 60), tuple(range(0, 700, 30))])
def test_an_ordinary_pause_is_not_cut(days: Sequence[float]) -> None:
    assert not polygons(drawn(at_days(*days), panel(*[50] * len(days)))[0], ranges=False)


def test_two_long_gaps_are_both_cut() -> None:
    assert len(polygons(drawn(at_days(0, 400, 430, 1600, 1630), panel(*[50] * 5))[0], ranges=False)) == 2


@pytest.mark.parametrize("days", [(0, 30, 60, 90), (0, 1, 2, 3, 4, 5), (0, 30, 60, 1500, 1530)])
def test_another_relationship_has_a_strip_of_its_own(days: Sequence[float]) -> None:
    for apart in range(1, len(days)):
        dated = at_days(*days, apart=apart)
        figure, places = drawn(dated, panel(*[50] * len(days)))
        x = [places.start + share * (places.end - places.start) for share in shares(dated)]
        cuts = polygons(figure, ranges=False)
        assert any(
            x[apart - 1] + places.dot / 2 < min(a for a, _ in cut) < max(a for a, _ in cut) < x[apart] - places.dot / 2
            for cut in cuts
        )


def test_a_result_with_a_note_has_a_mark_below_every_strip() -> None:
    figure, places = drawn(at_days(0, 30, 60, noted=[1]), panel(1, 2, 3), panel(3, 2, 1))
    marks = marked(figure, "^")
    assert [x for x, _ in marks] == pytest.approx([(places.start + places.end) / 2] * 2)
    for (_, y), at in zip(marks, places.panels, strict=True):
        assert y > at.bottom + places.edge


@pytest.mark.parametrize("every", [0, 0.001, 60])
def test_results_of_one_moment_or_one_day_share_one_date_and_stand_apart(every: float) -> None:
    dated = [TimePoint(START + every * place, "Nov 23, 2026") for place in range(3)]
    figure, places = drawn(dated, panel(71, 50, 40))
    (run,) = lines(figure, places)
    first, middle, last = (places.start + x * (places.end - places.start) for x, _ in run)
    assert min(middle - first, last - middle) >= places.dot / 2.1
    (date,) = written(figure, dated)
    left, _, right, _ = box(figure, date)
    assert (left + right) / 2 / figure.dpi * 72 == pytest.approx(middle, abs=0.5)


def test_several_results_of_one_day_among_others_do_not_hide_each_other() -> None:
    dated = at_days(0, 30, 60, 60.01, 60.02, 90)
    _, places = drawn(dated, panel(*[50] * 6))
    x = shares(dated)
    assert min(b - a for a, b in pairwise(x)) * (places.end - places.start) > 0.9 * places.dot


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("count", [1, 2, 3, 8, 30, 60])
@pytest.mark.parametrize("every", [DAY / 3, DAY, 9 * DAY])
def test_dates_never_touch_and_include_the_first_and_the_last(count: int, every: float, layout: HistoryLayout) -> None:
    dated = times(count, every)
    figure, _ = drawn(dated, panel(*[50] * count), layout=layout)
    dates = written(figure, dated)
    texts = [date.get_text() for date in dates]
    boxes = [box(figure, date) for date in dates]
    assert (texts[0], texts[-1]) == (dated[0].label, dated[-1].label)
    assert len(texts) == len(set(texts))
    assert all(left[2] + 3 <= right[0] for left, right in pairwise(boxes))
    assert boxes[0][0] >= 0 and boxes[-1][2] <= figure.bbox.width


def test_few_artists_are_drawn_however_often_lines_break() -> None:
    broken = HistoryPanel("Burden", [point(71, joined=place % 3 > 0) for place in range(100)], "71", "71")
    figure, places = drawn(times(100, DAY / 5), *[broken] * 5)
    assert len(figure.artists) == 5 + 4
    assert len(scores(figure, places)) == 34


def test_dots_get_smaller_with_more_results_so_that_they_stay_apart() -> None:
    sizes = [arrange(["Burden"], MARKS, SCREEN_HISTORY, count).dot for count in (1, 8, 30, 60)]
    assert sizes == sorted(sizes, reverse=True)
    places = arrange(["Burden"], MARKS, SCREEN_HISTORY, 60)
    assert sizes[-1] < (places.end - places.start) / 60


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", ["Burden", "Mwahaha whimsy, wormwood & woe", LONG])
def test_a_long_name_stays_on_the_chart_and_away_from_the_words_of_the_scale(name: str, layout: HistoryLayout) -> None:
    figure, places = drawn(times(2), panel(71, 40, name=name), panel(71, 40, name="Needs"), layout=layout)
    first, *_ = places.panels
    titles = [text for text in figure.texts if text.get_text() in first.name]
    ends = [
        text for text in figure.texts if text.get_text() in places.words and text.get_horizontalalignment() == "right"
    ]
    assert len(titles) == len(first.name) and len(ends) >= 2
    for title in titles:
        assert box(figure, title)[2] <= figure.bbox.width
        for end in ends:
            a, b = box(figure, title), box(figure, end)
            assert a[2] < b[0] or a[1] >= b[3] - 1 or b[1] >= a[3] - 1


def test_the_ends_of_the_scale_are_named_once() -> None:
    figure, _ = drawn(times(2), panel(71, 40), panel(1, 2))
    texts = [text.get_text() for text in figure.texts]
    assert texts.count("Never") == texts.count("Almost always") == 1


def test_a_scale_with_long_words_has_numbers_instead() -> None:
    long = [ScaleMark(0, "Antidisestablishmentarianism, or thereabouts", "0"), ScaleMark(100, "Yes", "100")]
    assert arrange(["Burden"], long, SCREEN_HISTORY).words == ("100", "0")


def test_it_has_its_own_background_on_screens_and_none_on_paper() -> None:
    assert drawn(times(2), panel(71, 40))[0].get_frameon()
    assert not drawn(times(2), panel(71, 40), layout=PAPER_HISTORY)[0].get_frameon()
    dark = history_figure(times(2), [panel(71, 40)], MARKS, DARK_PALETTE)
    assert dark.get_facecolor() != history_figure(times(2), [panel(71, 40)], MARKS, LIGHT_PALETTE).get_facecolor()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("rows", [1, 5])
def test_the_layout_predicts_the_size_of_the_chart(rows: int, layout: HistoryLayout) -> None:
    width, height = drawn(times(1), *[panel(50)] * rows, layout=layout)[0].get_size_inches()
    assert pixel_size(["Burden"] * rows, layout) == (round(width * 96), round(height * 96))
