"""The picture of all themes over time."""

from collections.abc import Sequence

from quiz.charts.layout import SCREEN_HISTORY, HistoryLayout
from quiz.charts.palette import Palette
from quiz.progress.history import SavedResult, theme_series
from quiz.web.journal.result_dates import dated
from quiz.web.rendering.text_macros import render_text
from quiz.web.rendering.theme_labels import ThemeLabeler, full_labels
from quiz.web.results.page import scale_marks, score_row
from quiz.web.services import services


def draw_history_of(
    results: Sequence[SavedResult],
    palette: Palette,
    layout: HistoryLayout = SCREEN_HISTORY,
    labels: ThemeLabeler = full_labels,
) -> bytes:
    """Draw every theme over all results, oldest first, as SVG. There must be at least one.

    Raises TooBusy when too much else is being drawn.
    """
    # matplotlib is slow to import, and most requests draw nothing.
    from quiz.charts.history import HistoryPanel, HistoryPoint, draw_history  # noqa: PLC0415
    from quiz.charts.timeline import TimePoint  # noqa: PLC0415

    moments = [
        TimePoint(each.finished_at.timestamp(), date.short) for each, date in zip(results, dated(results), strict=True)
    ]
    all_series = theme_series(results)
    panels = []
    for series in all_series:
        rows = [score_row(score) if score else None for score in series.scores]
        points = [
            HistoryPoint(*(row.plotted if row else (None, None, None)), joined)
            for row, joined in zip(rows, series.comparable, strict=True)
        ]
        newest = rows[-1]
        caption = render_text("short_score", newest) if newest else ""
        panels.append(HistoryPanel(labels(series.theme).short, caption, points))
    with services().slow_requests.place():
        return draw_history(moments, panels, scale_marks(results[-1].questionnaire), palette, layout)
