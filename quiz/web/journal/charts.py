"""The picture of all themes over time."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import request

from quiz.charts.history_rows import HistoryPanel, HistoryPoint, pixel_size
from quiz.charts.layout import LARGE_HISTORY, SCREEN_HISTORY, HistoryLayout
from quiz.charts.palette import Palette
from quiz.charts.scale_labels import ScaleMark
from quiz.charts.timeline import TimePoint, timeline
from quiz.progress.history import SavedResult
from quiz.progress.relationships import starts_relationship
from quiz.progress.series import ThemeSeries, theme_series
from quiz.web.journal.result_dates import dated
from quiz.web.results.charts import is_mirrored
from quiz.web.results.page import score_row
from quiz.web.results.scale_marks import scale_marks
from quiz.web.services import services


@dataclass(frozen=True)
class HistoryChart:
    """What the picture shows, for the words around it.

    `direction` and `unit` come from the newest result. `panels` are the themes with their first and newest scores,
    `marks` the words of the scale. `sizes` are the width and height in pixels by text size. `gaps`: a line is broken
    where two results can't be compared; `apart`: a line is broken where another relationship begins. `cuts`: long gaps
    in time are drawn short. `notes`: some results have a note.
    """

    direction: str
    unit: str
    panels: tuple[HistoryPanel, ...]
    marks: tuple[ScaleMark, ...]
    sizes: dict[str, tuple[int, int]]
    gaps: bool
    apart: bool
    cuts: bool
    notes: bool


def history_chart(results: Sequence[SavedResult], all_series: Sequence[ThemeSeries]) -> HistoryChart:
    """Describe the picture of one or more results, oldest first, with these series."""
    times = _times(results)
    panels = tuple(_panel(series, times) for series in all_series)
    names = [panel.name for panel in panels]
    broken = (
        not joined and not time.apart
        for series in all_series
        for time, joined in list(zip(times, series.comparable, strict=True))[1:]
    )
    return HistoryChart(
        direction=results[-1].questionnaire.direction,
        unit=results[-1].questionnaire.unit,
        panels=panels,
        marks=scale_marks(results[-1].questionnaire),
        sizes={"normal": pixel_size(names, SCREEN_HISTORY), "large": pixel_size(names, LARGE_HISTORY)},
        gaps=any(broken),
        apart=any(time.apart for time in times),
        cuts=any(cut.long for cut in timeline(times).cuts),
        notes=any(time.noted for time in times),
    )


def draw_history_of(
    results: Sequence[SavedResult],
    palette: Palette,
    layout: HistoryLayout | None = None,
) -> bytes:
    """Draw every theme over all results, oldest first, as SVG. There must be at least one.

    The default layout is the one for the screen, with larger letters if the URL has `?text=large`. Raises TooBusy when
    too many pictures are being drawn.
    """
    # matplotlib is slow to import, and most requests draw nothing.
    from quiz.charts.history import draw_history  # noqa: PLC0415

    results = [result.in_unit_of(results[-1]) for result in services().local.of_saved(results)]
    all_series = theme_series(services().questionnaire, results)
    times = _times(results)
    panels = [_panel(series, times) for series in all_series]
    layout = layout or (LARGE_HISTORY if request.args.get("text") == "large" else SCREEN_HISTORY)
    with services().slow_requests.place():
        layout = replace(layout, mirrored=is_mirrored())
        return draw_history(times, panels, scale_marks(results[-1].questionnaire), palette, layout)


def _times(results: Sequence[SavedResult]) -> list[TimePoint]:
    quiz = services().questionnaire
    apart = [False, *(starts_relationship(quiz, *pair) for pair in itertools.pairwise(results))]
    return [
        TimePoint(result.finished_at.timestamp(), date.short, starts, bool(result.remarks.note))
        for result, date, starts in zip(results, dated(results), apart, strict=True)
    ]


def _panel(series: ThemeSeries, times: Sequence[TimePoint]) -> HistoryPanel:
    """Return a theme over time. Its first score is shown only if all results are about one relationship."""
    rows = [score_row(score) if score else None for score in series.scores]
    points = [
        HistoryPoint(*(row.plotted if row else (None, None, None)), joined)
        for row, joined in zip(rows, series.comparable, strict=True)
    ]
    texts = [row.score for row in rows if row and row.score]
    has_first = len(texts) > 1 and not any(time.apart for time in times)
    first, last = (texts[0] if has_first else "", texts[-1]) if texts else ("", "")
    return HistoryPanel(series.theme.short, points, first, last)
