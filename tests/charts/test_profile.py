"""The profile chart, tested through its matplotlib artists."""

from dataclasses import replace

import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from quiz.charts.layout import SCREEN_PROFILE
from quiz.charts.palette import DARK_PALETTE, LIGHT_PALETTE, Palette
from quiz.charts.profile import ProfileRow, profile_figure
from quiz.charts.scale_labels import ScaleMark

MARKS = [
    ScaleMark(at, words)
    for at, words in zip((0, 25, 50, 75, 100), ("Never", "Rarely", "Sometimes", "Often", "Almost always"), strict=True)
]
ROWS = [
    ProfileRow("Burden", "58 (48–68)", "comes up a lot", 58.3, 48.5, 68.1),
    ProfileRow("Needs", "not enough answers", "", None, None, None),
    ProfileRow("Jealousy", "0 (0–10)", "quiet", 0.0, 0.0, 9.8),
]


def bars(figure: Figure, *, behind: bool = False) -> list[tuple[float, float]]:
    """Return the ends of each theme's range, or of the scale `behind` it, from top to bottom."""
    rails, *ranges = (artist for artist in figure.artists if isinstance(artist, LineCollection))
    return [(start[0], end[0]) for drawn in ([rails] if behind else ranges) for start, end in drawn.get_segments()]


def dots(figure: Figure) -> list[tuple[float, float]]:
    """Return the score and the row of each dot, from top to bottom."""
    found = [artist for artist in figure.artists if isinstance(artist, Line2D)]
    drawn = [line for line in found if line.get_marker() == "o"]
    return [
        (float(x), float(y))  # type: ignore[arg-type]
        for line in drawn
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)  # type: ignore[arg-type]
    ]


def test_each_scored_theme_has_a_dot_at_its_score_and_a_bar_over_its_range() -> None:
    drawn = profile_figure(ROWS, MARKS, LIGHT_PALETTE)
    assert dots(drawn) == [(58.3, SCREEN_PROFILE.scale_at), (0.0, 2 + SCREEN_PROFILE.scale_at)]
    assert bars(drawn) == [(48.5, 68.1), (0.0, 9.8)]


def test_a_theme_without_a_score_has_its_texts_and_no_dot() -> None:
    drawn = profile_figure(ROWS[1:2], MARKS, LIGHT_PALETTE)
    assert "not enough answers" in [text.get_text() for text in drawn.texts]
    assert dots(drawn) == bars(drawn) == []


def test_rows_keep_their_order() -> None:
    names = [
        text
        for text in profile_figure(ROWS, MARKS, LIGHT_PALETTE).texts
        if text.get_text() in {"Burden", "Needs", "Jealousy"}
    ]
    assert [text.get_text() for text in names] == ["Burden", "Needs", "Jealousy"]
    assert [int(text.get_position()[1]) for text in names] == [0, 1, 2]


def test_the_scale_is_0_to_100_whatever_the_scores() -> None:
    drawn = profile_figure(ROWS[2:], MARKS, LIGHT_PALETTE)
    assert bars(drawn, behind=True) == [(0, 100)]
    words = [text for text in drawn.texts if text.get_text() in {"Never", "Sometimes", "always"}]
    assert [text.get_position()[0] for text in words] == [0, 50, 100]
    ends = [text.get_transform().transform(text.get_position())[0] / drawn.dpi for text in (words[0], words[-1])]
    assert ends == pytest.approx([SCREEN_PROFILE.side_margin, SCREEN_PROFILE.width - SCREEN_PROFILE.side_margin])


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colors."""

    def luminance(color: str) -> float:
        parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "paper"), [(LIGHT_PALETTE, "#fffdf8"), (DARK_PALETTE, "#262220")])
def test_text_and_data_have_enough_contrast_with_the_page(ink: Palette, paper: str) -> None:
    assert contrast(ink.text, paper) >= 4.5
    assert contrast(ink.quiet, paper) >= 4.5
    assert contrast(ink.data, paper) >= 3


def test_the_layout_predicts_the_size_of_the_chart() -> None:
    width, height = profile_figure(ROWS, MARKS, LIGHT_PALETTE).get_size_inches()
    assert SCREEN_PROFILE.pixel_size(len(ROWS)) == (round(width * 96), round(height * 96))


def test_a_muted_row_differs_from_the_others_in_shape_and_weight_and_not_in_color_alone() -> None:
    figure = profile_figure([replace(ROWS[0], muted=True), ROWS[2]], MARKS, LIGHT_PALETTE)
    weights = {text.get_text(): text.get_fontweight() for text in figure.texts}
    assert (weights["Burden"], weights["Jealousy"]) == ("normal", "bold")
    muted, front = (line for line in figure.artists if isinstance(line, Line2D) and line.get_marker() == "o")
    assert (muted.get_markerfacecolor(), front.get_markerfacecolor()) == ("none", LIGHT_PALETTE.data)
    assert dots(figure) == [(58.3, SCREEN_PROFILE.scale_at), (0.0, 1 + SCREEN_PROFILE.scale_at)]
