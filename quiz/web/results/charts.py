"""The picture of a result's profile."""

from collections.abc import Sequence

from flask import request

from quiz.charts.layout import ProfileLayout
from quiz.charts.palette import DARK_PALETTE, LIGHT_PALETTE, Palette
from quiz.charts.scale_labels import ScaleMark
from quiz.web.rendering.text_macros import render_text
from quiz.web.results.page import ScoreRow, screen_layout

SVG = "image/svg+xml"


def requested_palette() -> Palette:
    """Return the colors for a light page, or with `?ink=dark` for a dark one."""
    return DARK_PALETTE if request.args.get("ink") == "dark" else LIGHT_PALETTE


def draw_result(
    rows: Sequence[ScoreRow], marks: Sequence[ScaleMark], palette: Palette, layout: ProfileLayout | None = None
) -> bytes:
    """Draw a result's profile as SVG, for a screen unless there is another layout."""
    # matplotlib is slow to import, and most requests draw nothing.
    from quiz.charts.profile import ProfileRow, draw_profile  # noqa: PLC0415

    chart_rows = [
        ProfileRow(row.short, render_text("short_score", row), render_text("band", row), *row.plotted, muted=row.muted)
        for row in rows
    ]
    return draw_profile(chart_rows, marks, palette, layout or screen_layout(rows))
