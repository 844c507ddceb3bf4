"""The reliability chart, tested through its matplotlib artists."""

from dataclasses import replace
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from quiz.charts.reliability import reliability_figure
from quiz.core.questionnaire import Statement, Theme
from quiz.psychometrics.coefficients import Estimate
from quiz.psychometrics.model_fit import ModelFit
from quiz.psychometrics.reliability import ItemStatistics, Reliability
from quiz.psychometrics.retest import Retest

ALPHA, OMEGA = Estimate(0.81, 0.78, 0.84), Estimate(0.82, 0.79, 0.85)


def items(*correlations: tuple[str, float | None]) -> tuple[ItemStatistics, ...]:
    return tuple(ItemStatistics(Statement(id_, "t", "…"), correlation) for id_, correlation in correlations)


def theme(name: str, cases: int, **found: Any) -> Reliability:
    return Reliability(Theme("t", "…", name), cases, **found)


THEMES = [
    theme("Burden", 412, alpha=ALPHA, omega=OMEGA, items=items(("burden-free-to-ask", 0.48), ("burden-sorry", -0.13))),
    theme("Needs", 12),
    theme("Jealousy", 1035, alpha=ALPHA, items=items(("jealousy-own-friends", 0.2), ("jealousy-past", None))),
]


def drawn(themes: list[Reliability]) -> tuple[Figure, Axes]:
    figure = reliability_figure(themes)
    FigureCanvasAgg(figure)
    return figure, figure.axes[0]


def bars(axes: Axes) -> list[tuple[float, float]]:
    boxes = [path.get_extents() for part in axes.collections[1:] for path in part.get_paths()]
    return [(box.x0, box.x1) for box in boxes]


def test_each_coefficient_has_a_marker_over_its_interval_and_each_statement_a_ring_in_its_own_row() -> None:
    _, axes = drawn(THEMES)
    marks = [(line.get_marker(), line.get_fillstyle(), *line.get_xdata()) for line in axes.lines]  # type: ignore[misc]
    assert marks == [
        ("o", "full", 0.81), ("D", "full", 0.82), ("o", "none", 0.48), ("o", "none", -0.13),
        ("o", "full", 0.81), ("o", "none", 0.2),
    ]  # fmt: skip
    rows = [line.get_ydata()[0] for line in axes.lines]  # type: ignore[index]
    assert len(set(rows)) == len(rows)
    assert bars(axes) == [(0.78, 0.84), (0.79, 0.85), (0.78, 0.84)]


def test_a_retest_is_a_square_and_floor_and_fit_stand_beside_the_number_of_cases() -> None:
    fit = ModelFit(30.0, 9, 0.0765, 0.95, poor=False, people=412)
    floored = theme("Burden", 412, alpha=ALPHA, floor=0.284, ceiling=0.01, fit=fit)
    figure = reliability_figure([floored], {"t": Retest(120, 20.0, 0.7, 0.6, 0.78, 0.69, 9.0, 25.0, 0.1, 1.0)})
    FigureCanvasAgg(figure)
    axes = figure.axes[0]
    assert [(line.get_marker(), *line.get_xdata()) for line in axes.lines] == [("o", 0.81), ("s", 0.7)]  # type: ignore[misc]
    assert bars(axes)[1] == (0.6, 0.78)
    texts = {text.get_text() for text in axes.texts}
    assert {"412 cases, 28% at 0, RMSEA 0.08", "retest", "0.70 (0.60 to 0.78)"} <= texts


def test_names_and_numbers_are_in_the_row_of_their_marker() -> None:
    _, axes = drawn(THEMES)
    rows: dict[float, list[str]] = {}
    for text in axes.texts:
        rows.setdefault(text.get_position()[1], []).append(text.get_text())
    assert list(rows.values()) == [
        ["Burden", "412 cases"],
        ["alpha", "0.81 (0.78 to 0.84)"],
        ["omega", "0.82 (0.79 to 0.85)"],
        ["burden-free-to-ask", "0.48"],
        ["burden-sorry", "-0.13"],
        ["Needs", "12 cases"],
        ["Jealousy", "1,035 cases"],
        ["alpha", "0.81 (0.78 to 0.84)"],
        ["jealousy-own-friends", "0.20"],
    ]


@pytest.mark.parametrize(("lowest", "start"), [(0.48, 0), (0.0, 0), (-0.01, -0.2), (-0.2, -0.2), (-0.99, -1)])
def test_the_scale_goes_from_0_or_below_the_lowest_value_to_1(lowest: float, start: float) -> None:
    _, axes = drawn([replace(THEMES[0], items=items(("one", lowest)))])
    assert axes.get_xlim() == pytest.approx((start, 1))
    assert list(axes.get_xticks())[-1] == 1


def test_an_interval_from_below_the_scale_is_cut_off_where_the_scale_begins() -> None:
    _, axes = drawn([replace(THEMES[1], alpha=replace(ALPHA, low=-7.5))])
    assert axes.get_xlim() == (-1, 1)
    assert bars(axes) == [(-1, 0.84)]
    assert "0.81 (-7.50 to 0.84)" in [text.get_text() for text in axes.texts]


@pytest.mark.parametrize("id_", ["q1", "burden-more-than-i-give-and-take", "w" * 80])
def test_texts_stay_inside_the_chart_and_off_the_scale(id_: str) -> None:
    figure, axes = drawn([replace(THEMES[0], items=items((id_, 0.02), ("b", 0.99)))])
    for text in axes.texts:
        box = text.get_window_extent()
        left = text.get_horizontalalignment() == "left"
        assert (box.x0 >= -1) if left else (box.x1 <= figure.bbox.width + 1)
        if id_ != "w" * 80:
            assert (box.x1 < axes.get_window_extent().x0) if left else (box.x0 > axes.get_window_extent().x1)


def test_five_themes_of_six_statements_fit_on_a_page() -> None:
    six = items(*((f"statement-{n}", 0.5) for n in range(6)))
    width, height = reliability_figure([theme("T", 30, alpha=ALPHA, omega=OMEGA, items=six)] * 5).get_size_inches()
    assert width == 7
    assert height < 9
