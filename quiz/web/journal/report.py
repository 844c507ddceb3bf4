"""The journal as a section of the PDF: the same texts as on its page, in the same order."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from quiz.charts.layout import PAPER_HISTORY
from quiz.progress.history import SavedResult
from quiz.report.model import ChangeSection
from quiz.web.journal.charts import draw_history_of
from quiz.web.journal.comparison import Comparison
from quiz.web.journal.page import ResultRow, journal_page
from quiz.web.rendering.text_macros import CHANGE_TEXT, HISTORY_TEXT, render_lines, render_text
from quiz.web.results.page import ScoreRow
from quiz.web.services import now, services

change_text = partial(render_text, template=CHANGE_TEXT)
history_text = partial(render_text, template=HISTORY_TEXT)


def change_section(results: Sequence[SavedResult]) -> ChangeSection | None:
    """Lay out a journal with these results, oldest first, for paper; `None` with fewer than two.

    It doesn't reveal that there are notes: a reader of the paper could ask to see them.
    """
    if len(results) < 2:  # noqa: PLR2004 two make a change
        return None
    results = [replace(saved, remarks=replace(saved.remarks, note="")) for saved in results]
    page = journal_page(results, now())
    return ChangeSection(
        lead=change_text("headline", page),
        summary=change_text("possible_change", page.change) if page.change else "",
        dates=change_text("compared_dates", page.change) if page.change else change_text("alone", page.alone),
        lines=_lines(page.change) if page.change else (),
        notes=(*_notes(page.change), *render_lines("shown_range", page.part, template=HISTORY_TEXT)),
        picture=draw_history_of(
            results[page.part.first - 1 : page.part.last], services().look.light_palette, PAPER_HISTORY
        ),
        alt=history_text("chart_alt", page),
        caption=" ".join(
            (history_text("chart_legend", page), *render_lines("chart_reading", page, template=HISTORY_TEXT))
        ),
        heading=("", *page.themes),
        rows=tuple(map(_row, page.table)),
    )


def _lines(change: Comparison) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (row.name, change_text("theme_change", row), change_text("change_note", row, change)) for row in change.rows
    )


def _notes(change: Comparison | None) -> tuple[str, ...]:
    if change is None:
        return ()
    return (
        *render_lines("notes", change, template=CHANGE_TEXT),
        change_text("chance", change),
        *([change_text("interpretation", change)] if change.comparable else []),
        change_text("threshold", change),
    )


def _row(line: ResultRow) -> tuple[str, ...]:
    return (history_text("short_date", line.date), *map(_cell, line.rows))


def _cell(row: ScoreRow | None) -> str:
    if row is None:
        return history_text("not_asked")
    return render_text("short_score", row) if row.score else history_text("too_few")
