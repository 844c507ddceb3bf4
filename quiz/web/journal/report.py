"""The journal as a section of the PDF: the same texts as on its page, in the same order."""

from collections.abc import Sequence
from functools import partial

from quiz.charts.layout import PAPER_HISTORY
from quiz.charts.palette import LIGHT_PALETTE
from quiz.progress.history import SavedResult
from quiz.report.model import ChangeSection
from quiz.web.journal.charts import draw_history_of
from quiz.web.journal.page import ResultRow, journal_page
from quiz.web.rendering.text_macros import CHANGE_TEXT, HISTORY_TEXT, render_lines, render_text
from quiz.web.results.page import ScoreRow
from quiz.web.services import now

change_text = partial(render_text, template=CHANGE_TEXT)
history_text = partial(render_text, template=HISTORY_TEXT)


def change_section(results: Sequence[SavedResult]) -> ChangeSection | None:
    """Lay out a journal with these results, oldest first, for paper; `None` with fewer than two."""
    page = journal_page(results, now())
    if page.change is None:
        return None
    change = page.change
    return ChangeSection(
        lead=change_text("lead", change),
        dates=change_text("compared_dates", change),
        lines=tuple(
            (row.name, change_text("theme_change", row), change_text("partial_note", row, change))
            for row in change.rows
        ),
        notes=(
            *render_lines("notes", change, template=CHANGE_TEXT),
            change_text("chance", change),
            change_text("interpretation", change),
            change_text("threshold", change),
            *render_lines("shown_range", page.part, template=HISTORY_TEXT),
        ),
        picture=draw_history_of(results[page.part.first - 1 : page.part.last], LIGHT_PALETTE, PAPER_HISTORY),
        alt=history_text("chart_alt", page),
        caption=history_text("chart_legend", page),
        heading=("", *page.themes),
        rows=tuple(map(_row, page.table)),
    )


def _row(line: ResultRow) -> tuple[str, ...]:
    return (history_text("short_date", line.date), *map(_cell, line.rows))


def _cell(row: ScoreRow | None) -> str:
    if row is None:
        return history_text("not_asked")
    return render_text("short_score", row) if row.score else history_text("too_few")
