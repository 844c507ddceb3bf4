"""The contrast of colors, and what a host's accent color is held against."""

import re
from pathlib import Path

import pytest

from quiz.charts.palette import DARK_PALETTE, LIGHT_PALETTE, Palette
from quiz.core.colors import DARK, LIGHT, Mode, contrast

TOKENS = (Path(__file__).parents[2] / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
IN_LIGHT, IN_DARK = TOKENS.split("prefers-color-scheme: dark")


def token(css: str, name: str) -> str:
    found = re.search(rf"--{name}: (#\w+);", css)
    assert found
    return found[1]


def test_black_on_white_has_the_most_contrast_and_a_color_with_itself_has_none() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#2f6b4f", "#2f6b4f") == 1


@pytest.mark.parametrize(("mode", "css", "palette"), [(LIGHT, IN_LIGHT, LIGHT_PALETTE), (DARK, IN_DARK, DARK_PALETTE)])
def test_an_accent_is_held_against_what_the_pages_and_charts_show(mode: Mode, css: str, palette: Palette) -> None:
    assert mode.button_text == token(css, "on-action")
    assert list(mode.grounds.values()) == [token(css, "background"), token(css, "warm"), palette.tints[-1]]
    shown = [*palette.tints, palette.surface, token(css, "surface"), token(css, "track")]
    accent = mode.nearest("#808080")
    assert all(contrast(accent, color) >= 3 for color in shown)


@pytest.mark.parametrize("mode", [LIGHT, DARK])
@pytest.mark.parametrize("color", ["#ffcc00", "#000000", "#ffffff", "#2f6b4f", "#ff0000"])
def test_the_color_that_is_suggested_has_enough_contrast(mode: Mode, color: str) -> None:
    assert mode.faults(mode.nearest(color)) == ()


@pytest.mark.parametrize(("mode", "good"), [(LIGHT, "#2f6b4f"), (DARK, "#8fcbae")])
def test_a_color_that_works_is_its_own_nearest_one(mode: Mode, good: str) -> None:
    assert mode.nearest(good) == good
