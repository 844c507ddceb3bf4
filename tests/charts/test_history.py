"""The history chart, tested through its matplotlib artists."""

from collections.abc import Sequence

import pytest

from quiz.charts.history import history_figure
from quiz.charts.history_rows import HistoryPanel, arrange, pixel_size
from quiz.charts.layout import PAPER_HISTORY, SCREEN_HISTORY, HistoryLayout
from quiz.charts.palette import DARK_PALETTE, LIGHT_PALETTE
from quiz.charts.scale_labels import ScaleMark
from tests.charts.history_artists import (
    DAY,
    LAYOUTS,
    at_days,
    box,
    drawn,
    lines,
    marked,
    panel,
    point,
    polygons,
    scores,
    times,
)
from tests.charts.test_profile import MARKS

LONG = "Feeling that your past is still with you"
"""40 characters."""


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


def test_a_result_with_a_note_has_a_mark_below_every_strip() -> None:
    figure, places = drawn(at_days(0, 30, 60, noted=[1]), panel(1, 2, 3), panel(3, 2, 1))
    marks = marked(figure, "^")
    assert [x for x, _ in marks] == pytest.approx([(places.start + places.end) / 2] * 2)
    for (_, y), at in zip(marks, places.panels, strict=True):
        assert y > at.bottom + places.edge


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
