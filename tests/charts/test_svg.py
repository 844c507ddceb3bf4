"""Every chart is a file that a strict content security policy does not affect, and the same file each time."""

from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from quiz.charts.history import draw_history
from quiz.charts.palette import DARK_PALETTE, LIGHT_PALETTE
from quiz.charts.profile import draw_profile
from quiz.charts.profile_rows import ProfileRow
from quiz.charts.reliability import draw_reliability
from quiz.charts.scale_labels import ScaleMark
from quiz.charts.timeline import TimePoint
from tests.charts.history_artists import START, panel, times
from tests.charts.test_profile import MARKS, ROWS
from tests.charts.test_reliability import THEMES, items, theme

CHARTS: dict[str, Callable[[], bytes]] = {
    "history": lambda: draw_history(
        times(5), [panel(7, 6, None, 5, 4), panel(None, 3, None, 4, None)], MARKS, DARK_PALETTE
    ),
    "profile": lambda: draw_profile(ROWS, MARKS, LIGHT_PALETTE),
    "reliability": lambda: draw_reliability(THEMES),
}


@pytest.mark.parametrize("name", CHARTS)
def test_the_file_has_no_style_script_link_date_or_creator_and_is_the_same_each_time(name: str) -> None:
    drawn = CHARTS[name]()
    assert drawn == CHARTS[name]()
    assert b"Matplotlib v" not in drawn
    elements = list(ET.fromstring(drawn).iter())
    targets = {f"#{element.get('id')}" for element in elements}
    for element in elements:
        assert "style" not in element.attrib
        assert not element.tag.endswith(("}style", "}script", "}metadata"))
        assert element.get("clip-path", "").removeprefix("url(").removesuffix(")") in {"", *targets}
        assert all(value in targets for key, value in element.attrib.items() if key.endswith("href"))


@pytest.mark.parametrize("name", CHARTS)
def test_texts_are_in_the_readers_own_fonts_and_not_in_those_of_the_program_that_drew_them(name: str) -> None:
    drawn = list(ET.fromstring(CHARTS[name]()).iter())
    families = {element.get("font-family", "") for element in drawn}
    assert "DejaVu Sans" not in "".join(families)
    assert drawn[0].get("font-family") in families


@pytest.mark.parametrize("odd", ["<b>&$x^2$ Žižkov", "“—”", "קנאה ופחד", "غيرة"])
def test_special_characters_are_printed_as_they_are(odd: str) -> None:
    for drawn, count in (
        (draw_history([TimePoint(START, odd)], [panel(50, name=odd)], MARKS, LIGHT_PALETTE), 2),
        (
            draw_profile(
                [ProfileRow(odd, "10", odd, 10.0, 5.0, 15.0)], [ScaleMark(0, odd), ScaleMark(100, "Yes")], LIGHT_PALETTE
            ),
            3,
        ),
        (draw_reliability([theme(odd, 30, items=items((odd, 0.5)))]), 2),
    ):
        assert [element.text for element in ET.fromstring(drawn).iter()].count(odd) == count
