"""The picture of a result's profile."""

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus

from flask import Response, abort, request

from quiz.charts.layout import LARGE_PROFILE, SCREEN_PROFILE, ProfileLayout
from quiz.charts.palette import Palette
from quiz.charts.profile_rows import ProfileRow, pixel_size
from quiz.charts.scale_labels import ScaleMark
from quiz.web.rendering.download import download_response
from quiz.web.rendering.hidden_details import are_details_hidden
from quiz.web.rendering.text_macros import render_text
from quiz.web.results.page import ScoreRow
from quiz.web.services import services

SVG = "image/svg+xml"


def is_mirrored() -> bool:
    """Return whether pictures run from right to left, as the language of this request does."""
    return services().local.language.direction == "rtl"


def requested_palette() -> Palette:
    """Return the colors for a light page, or with `?ink=dark` for a dark one."""
    look = services().look
    return look.dark_palette if request.args.get("ink") == "dark" else look.light_palette


def picture_response(rows: Sequence[ScoreRow], marks: Sequence[ScaleMark]) -> Response:
    """Return a result's profile as SVG: `?ink=dark` for a dark page, `?text=large` with larger letters.

    Responds 404 while details are hidden.
    """
    _refuse_hidden()
    layout = LARGE_PROFILE if request.args.get("text") == "large" else SCREEN_PROFILE
    with services().slow_requests.place():
        picture = draw_result(rows, marks, requested_palette(), layout)
    return Response(picture, mimetype=SVG)


def picture_file_response(rows: Sequence[ScoreRow], marks: Sequence[ScaleMark]) -> Response:
    """Return a result's profile as a PNG download, in light colors. Responds 404 while details are hidden."""
    # matplotlib is slow to import, and most requests draw nothing.
    from quiz.charts.profile import draw_profile_png  # noqa: PLC0415

    _refuse_hidden()
    with services().slow_requests.place():
        layout = replace(SCREEN_PROFILE, mirrored=is_mirrored())
        picture = draw_profile_png(chart_rows(rows), marks, services().look.light_palette, layout)
    return download_response(picture, "image/png", "png")


def picture_sizes(rows: Sequence[ScoreRow], marks: Sequence[ScaleMark]) -> dict[str, tuple[int, int]]:
    """Return the width and height in CSS pixels of the picture, and of the one with larger letters."""
    layouts = {"normal": SCREEN_PROFILE, "large": LARGE_PROFILE}
    return {name: pixel_size(chart_rows(rows), marks, layout) for name, layout in layouts.items()}


def draw_result(
    rows: Sequence[ScoreRow], marks: Sequence[ScaleMark], palette: Palette, layout: ProfileLayout = SCREEN_PROFILE
) -> bytes:
    """Draw a result's profile as SVG."""
    from quiz.charts.profile import draw_profile  # noqa: PLC0415

    return draw_profile(chart_rows(rows), marks, palette, replace(layout, mirrored=is_mirrored()))


def chart_rows(rows: Sequence[ScoreRow]) -> list[ProfileRow]:
    """Return the rows of the picture with their words. If ranges differ, each score has its range beside it."""
    shared = len({(row.bottom, row.top) for row in rows}) <= 1
    return [
        ProfileRow(
            render_text("capitalized", row.name),
            render_text("chart_score", row, shared) if row.score else render_text("short_score", row),
            render_text("band", row),
            *row.plotted,
            muted=row.muted,
        )
        for row in rows
    ]


def _refuse_hidden() -> None:
    if are_details_hidden():
        abort(HTTPStatus.NOT_FOUND)
