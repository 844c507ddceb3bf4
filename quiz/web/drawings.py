"""Results drawn as pictures, with the words of the pages."""

from collections.abc import Sequence

from flask import request

from quiz.charts.layout import SCREEN_HISTORY, SCREEN_PROFILE, HistoryLayout, ProfileLayout
from quiz.charts.palette import DARK_PALETTE, LIGHT_PALETTE, Palette
from quiz.progress.history import SavedResult, theme_series
from quiz.web.discreet import Veil, open_book
from quiz.web.journal_page import dated
from quiz.web.result_page import Row, row_of
from quiz.web.turns import take_turn
from quiz.web.words import say

MANY = 600
"""Points of a picture that takes long to draw."""

# Pictures are imported where they are drawn: matplotlib takes longer to start than everything else together.


def asked_ink() -> Palette:
    """Give the ink for a light page, or with `?ink=dark` for a dark one."""
    return DARK_PALETTE if request.args.get("ink") == "dark" else LIGHT_PALETTE


def draw_result(rows: Sequence[Row], ink: Palette, frame: ProfileLayout = SCREEN_PROFILE) -> bytes:
    """Draw a result's profile as SVG."""
    from quiz.charts.profile import ProfileRow, draw_profile  # noqa: PLC0415

    marks = [ProfileRow(row.short, say("caption", row), say("band", row), *row.plotted) for row in rows]
    return draw_profile(marks, ink, frame)


def draw_takes(
    takes: Sequence[SavedResult], ink: Palette, frame: HistoryLayout = SCREEN_HISTORY, veil: Veil = open_book
) -> bytes:
    """Draw every theme over all takes, oldest first, as SVG. There must be at least one. `veil` names a theme.

    Raises Crowded for a picture of many points when others are being drawn.
    """
    from quiz.charts.history import HistoryPanel, HistoryPoint, draw_history  # noqa: PLC0415
    from quiz.charts.timeline import TimePoint  # noqa: PLC0415

    moments = [
        TimePoint(kept.finished_at.timestamp(), date.short) for kept, date in zip(takes, dated(takes), strict=True)
    ]
    drawn = []
    threads = theme_series(takes)
    if len(threads) * len(takes) > MANY:
        take_turn()
    for strand in threads:
        rows = [row_of(score) if score else None for score in strand.scores]
        points = [
            HistoryPoint(*(row.plotted if row else (None, None, None)), joined)
            for row, joined in zip(rows, strand.comparable, strict=True)
        ]
        newest = rows[-1]
        drawn.append(HistoryPanel(veil(strand.theme).short, say("caption", newest) if newest else "", points))
    return draw_history(moments, drawn, ink, frame)
