"""The picture of a result's profile."""

from collections.abc import Sequence

from flask import request

from quiz.charts.layout import SCREEN, ProfileLayout
from quiz.charts.palette import DARK, LIGHT, Palette
from quiz.web.rendering.text_macros import render_text
from quiz.web.results.page import ScoreRow

SVG = "image/svg+xml"


def requested_palette() -> Palette:
    """Return the colors for a light page, or with `?ink=dark` for a dark one."""
    return DARK if request.args.get("ink") == "dark" else LIGHT


def draw_result(rows: Sequence[ScoreRow], palette: Palette, layout: ProfileLayout = SCREEN) -> bytes:
    """Draw a result's profile as SVG."""
    # matplotlib is slow to import, and most requests draw nothing.
    from quiz.charts.profile import Mark, draw_profile  # noqa: PLC0415

    marks = [Mark(row.short, render_text("caption", row), render_text("band", row), *row.plotted) for row in rows]
    return draw_profile(marks, palette, layout)
