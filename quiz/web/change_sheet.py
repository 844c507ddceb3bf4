"""The journal as a page of the report: the same texts as on its own page, in the same order."""

from collections.abc import Sequence

from quiz.charts.layout import PAPER_HISTORY
from quiz.charts.palette import LIGHT_PALETTE
from quiz.progress.history import SavedResult
from quiz.report.model import ChangeSection
from quiz.web.drawings import draw_takes
from quiz.web.journal_page import Asked, TakeRow, journal_page
from quiz.web.result_page import Row
from quiz.web.words import say, say_lines

WORDS = "changes.html"


def change_sheet(takes: Sequence[SavedResult], now: float, pair: tuple[int, int] | None = None) -> ChangeSection | None:
    """Lay out the journal for paper, comparing two takes by number, else the newest two; `None` with fewer than two.

    Of a long journal those takes are on it that the later of the two is shown with.
    """
    page = journal_page(takes, now, Asked(pair, pair[1] if pair else 0))
    if page.change is None:
        return None
    change = page.change
    return ChangeSection(
        lead=say("lead", change, of=WORDS),
        dates=say("beside", change, of=WORDS),
        lines=tuple((row.name, say("word", row, of=WORDS), say("partly", row, of=WORDS)) for row in change.rows),
        notes=(
            *say_lines("notes", change, of=WORDS),
            say("verdict", of=WORDS),
            say("threshold", change, of=WORDS),
            *say_lines("part", page.shown, of=WORDS),
        ),
        picture=draw_takes(takes[page.shown.first - 1 : page.shown.last], LIGHT_PALETTE, PAPER_HISTORY),
        alt=say("alt", of=WORDS),
        caption=say("key", page, of=WORDS),
        heading=("", *page.themes),
        rows=tuple(map(_row, page.table)),
    )


def _row(line: TakeRow) -> tuple[str, ...]:
    return (say("short", line.take, of=WORDS), *map(_cell, line.rows))


def _cell(row: Row | None) -> str:
    if row is None:
        return say("not_asked", of=WORDS)
    return say("caption", row) if row.score else say("too_few", of=WORDS)
