"""The time axis of the history chart: where results stand on it, where it is cut, and which dates it has."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from quiz.charts.layout import HistoryLayout
from quiz.charts.timeline import TimePoint
from tests.charts.history_artists import (
    DAY,
    LAYOUTS,
    START,
    at_days,
    box,
    drawn,
    lines,
    panel,
    polygons,
    shares,
    times,
    written,
)


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
