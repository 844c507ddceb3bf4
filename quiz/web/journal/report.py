"""The journal as a section of the PDF: the same texts as on its page, in the same order."""

from collections.abc import Sequence
from functools import partial

from quiz.charts.layout import PAPER_HISTORY
from quiz.charts.palette import LIGHT_PALETTE
from quiz.progress.history import SavedResult
from quiz.report.model import ChangeSection
from quiz.web.journal.charts import draw_history_of
from quiz.web.journal.page import ResultRow, Selection, journal_page
from quiz.web.rendering.text_macros import JOURNAL_TEXT, render_lines, render_text
from quiz.web.results.page import ScoreRow
from quiz.web.services import now

text = partial(render_text, template=JOURNAL_TEXT)
lines = partial(render_lines, template=JOURNAL_TEXT)


def change_section(results: Sequence[SavedResult], pair: tuple[int, int] | None = None) -> ChangeSection | None:
    """Lay out the journal for paper, comparing two results by number, else the newest two; None with fewer than two.

    Of a long journal, the results around the later of the two are shown.
    """
    page = journal_page(results, now(), Selection(pair, pair[1] if pair else 0))
    if page.change is None:
        return None
    change = page.change
    return ChangeSection(
        lead=text("lead", change),
        dates=text("beside", change),
        lines=tuple((row.name, text("word", row), text("partly", row)) for row in change.rows),
        notes=(
            *lines("notes", change),
            text("verdict"),
            text("threshold", change),
            *lines("part", page.shown),
        ),
        picture=draw_history_of(results[page.shown.first - 1 : page.shown.last], LIGHT_PALETTE, PAPER_HISTORY),
        alt=text("alt"),
        caption=text("key", page),
        heading=("", *page.themes),
        rows=tuple(map(_row, page.table)),
    )


def _row(line: ResultRow) -> tuple[str, ...]:
    return (text("short", line.date), *map(_cell, line.rows))


def _cell(row: ScoreRow | None) -> str:
    if row is None:
        return text("not_asked")
    return render_text("caption", row) if row.score else text("too_few")
