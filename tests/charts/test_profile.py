"""The profile chart, tested through its matplotlib artists."""

import io
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from PIL import Image

from quiz.charts.layout import LARGE_PROFILE, PAPER_PROFILE, SCREEN_PROFILE, ProfileLayout
from quiz.charts.palette import DARK_PALETTE, LIGHT_PALETTE, Palette
from quiz.charts.profile import draw_profile_png, profile_figure
from quiz.charts.profile_rows import ProfileRow, arrange, pixel_size
from quiz.charts.scale_labels import ScaleMark

MARKS = [
    ScaleMark(at, words)
    for at, words in zip((0, 25, 50, 75, 100), ("Never", "Rarely", "Sometimes", "Often", "Almost always"), strict=True)
]
ROWS = [
    ProfileRow("Burden", "58", "comes up a lot", 58.3, 48.5, 68.1),
    ProfileRow("Needs", "not enough answers", "", None, None, None),
    ProfileRow("Jealousy", "0", "quiet", 0.0, 0.0, 9.8),
]
LONG = ["Feeling that your past is still with you", "Mwahaha whimsy, wormwood & woe, mmmm wwww"]
"""Of 40 characters."""
LAYOUTS = [SCREEN_PROFILE, LARGE_PROFILE, PAPER_PROFILE]


def lines(figure: Figure, *, dots: bool) -> list[Line2D]:
    """Return the artists that draw dots, or those that draw bars."""
    drawn = [artist for artist in figure.artists if isinstance(artist, Line2D)]
    return [line for line in drawn if (line.get_marker() == "o") == dots and len(line.get_xydata())]  # type: ignore[arg-type]


def dots(figure: Figure) -> list[float]:
    """Return the score of each dot; those that stand back come first."""
    return [float(x) for line in lines(figure, dots=True) for x in np.asarray(line.get_xdata(), float)]


def bars(figure: Figure, *, behind: bool = False) -> list[tuple[float, float]]:
    """Return where each theme's range begins and ends, with its round ends, or each step of the scale `behind` it."""
    found = []
    scale = figure.bbox.width / figure.dpi * 72
    for line in lines(figure, dots=False):
        if (line.get_alpha() is None) == behind:
            ends = np.asarray(line.get_xdata(), float).reshape(-1, 3)[:, :2]
            x = line.get_transform().transform([[0, 0], [100, 0]])[:, 0]
            cap = 0 if behind else line.get_linewidth() / 2 / ((x[1] - x[0]) / figure.bbox.width * scale / 100)
            found += [(round(float(start) - cap, 1), round(float(end) + cap, 1)) for start, end in ends]
    return found


def boxes(figure: Figure) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Return each text with its left, bottom, right and top in pixels, in DejaVu fonts."""
    FigureCanvasAgg(figure)
    placed = []
    for text in figure.texts:
        left, bottom, right, top = map(float, text.get_window_extent().extents)
        placed.append((text.get_text(), (left, bottom, right, top)))
    return placed


def tops(rows: Sequence[ProfileRow], layout: ProfileLayout = SCREEN_PROFILE) -> list[float]:
    return [place.track_at for place in arrange(rows, MARKS, layout).rows]


def test_each_scored_theme_has_a_dot_at_its_score_and_a_bar_over_its_range() -> None:
    drawn = profile_figure(ROWS, MARKS, LIGHT_PALETTE)
    assert dots(drawn) == [58.3, 0.0]
    assert bars(drawn) == [(48.5, 68.1), (0.0, 9.8)]


def test_a_theme_without_a_score_has_words_in_place_of_its_scale() -> None:
    drawn = profile_figure(ROWS[1:2], MARKS, LIGHT_PALETTE)
    words = next(text for text in drawn.texts if text.get_text() == "not enough answers")
    assert words.get_position()[1] == tops(ROWS[1:2])[0]
    assert dots(drawn) == bars(drawn) == bars(drawn, behind=True) == []


def test_rows_keep_their_order() -> None:
    figure = profile_figure(ROWS, MARKS, LIGHT_PALETTE)
    names = [text for text in figure.texts if text.get_text() in {"Burden", "Needs", "Jealousy"}]
    assert [text.get_text() for text in names] == ["Burden", "Needs", "Jealousy"]
    heights = [text.get_position()[1] for text in names]
    assert heights == sorted(heights)


def test_the_scale_is_0_to_100_in_a_step_for_each_pair_of_answers_whatever_the_scores() -> None:
    drawn = profile_figure(ROWS[2:], MARKS, LIGHT_PALETTE)
    assert sorted(bars(drawn, behind=True)) == [(0, 25), (25, 50), (50, 75), (75, 100)]
    two = profile_figure(ROWS[2:], [MARKS[0], MARKS[-1]], LIGHT_PALETTE)
    assert bars(two, behind=True) == [(0, 100)]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_answer_words_stand_once_above_the_first_row_each_at_its_place(layout: ProfileLayout) -> None:
    drawn = profile_figure(ROWS, MARKS, LIGHT_PALETTE, layout)
    words = {text.get_text(): text.get_position() for text in drawn.texts}
    assert words["Sometimes"][0] == 50
    assert len([text for text in drawn.texts if text.get_text() == "Sometimes"]) == 1
    assert words["Sometimes"][1] < words["Burden"][1]


def test_all_five_answer_words_fit_above_the_picture_on_a_phone() -> None:
    assert len(arrange(ROWS, MARKS, SCREEN_PROFILE).labels) == 5


@pytest.mark.parametrize("layout", LAYOUTS)
def test_names_of_40_characters_touch_no_other_text_and_stay_inside(layout: ProfileLayout) -> None:
    rows = [ProfileRow(name, "100", "", 100.0, 90.0, 100.0, muted=muted) for name in LONG for muted in (True, False)]
    figure = profile_figure(rows, MARKS, LIGHT_PALETTE, layout)
    placed = boxes(figure)
    for number, (one, (left, bottom, right, top)) in enumerate(placed):
        assert 0 <= left < right <= figure.bbox.width, one
        for other, (left2, bottom2, right2, top2) in placed[number + 1 :]:
            # The lines of one name share the space between them.
            apart = right <= left2 or right2 <= left or top - 3 <= bottom2 or top2 - 3 <= bottom
            assert apart, (one, other)
    assert all(below - above > 2 * layout.em for above, below in pairwise(tops(rows, layout)))


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colors."""

    def luminance(color: str) -> float:
        parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT_PALETTE, DARK_PALETTE])
def test_text_and_data_have_enough_contrast_with_the_picture_and_its_scale(palette: Palette) -> None:
    assert contrast(palette.text, palette.surface) >= 4.5
    assert contrast(palette.quiet, palette.surface) >= 4.5
    for tint in (*palette.tints, palette.surface):
        assert contrast(palette.data, tint) >= 3
        assert contrast(palette.muted, tint) >= 3


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_size_of_the_picture_is_known_before_it_is_drawn(layout: ProfileLayout) -> None:
    rows = [*ROWS, ProfileRow(LONG[0], "7", "", 7.0, 0.0, 17.0)]
    width, height = profile_figure(rows, MARKS, LIGHT_PALETTE, layout).get_size_inches()
    assert pixel_size(rows, MARKS, layout) == (round(width * 96), round(height * 96))


def test_what_came_up_most_leads_in_weight_and_size_and_not_in_color_alone() -> None:
    figure = profile_figure([ROWS[0], replace(ROWS[2], muted=True)], MARKS, LIGHT_PALETTE)
    texts = {text.get_text(): text for text in figure.texts}
    assert (texts["Burden"].get_fontweight(), texts["Jealousy"].get_fontweight()) == ("bold", "normal")
    assert float(texts["58"].get_fontsize()) > float(texts["0"].get_fontsize())
    muted, front = lines(figure, dots=True)
    assert front.get_markersize() > muted.get_markersize()


def test_the_picture_has_its_own_background_so_that_a_forced_dark_page_cannot_hide_it() -> None:
    shown = profile_figure(ROWS, MARKS, DARK_PALETTE).patch
    assert shown.get_visible()
    assert not profile_figure(ROWS, MARKS, LIGHT_PALETTE, PAPER_PROFILE).patch.get_visible()


def test_the_file_to_keep_is_a_sharp_image_that_says_nothing_about_its_origin() -> None:
    image = Image.open(io.BytesIO(draw_profile_png(ROWS, MARKS, LIGHT_PALETTE)))
    width, height = pixel_size(ROWS, MARKS, SCREEN_PROFILE)
    assert image.size == pytest.approx((3 * width, 3 * height), abs=3)
    assert set(image.info) <= {"dpi"}
