"""What the journal shows, ready to print: templates choose words and do no sums."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quiz.charts.layout import SCREEN_HISTORY
from quiz.core.questionnaire import Questionnaire
from quiz.progress.change import NotComparable, ThemeChange
from quiz.progress.history import RESULTS_PER_PAGE, SavedResult, changes, page_bounds, theme_series
from quiz.rules import RELIABLE_CHANGE_Z
from quiz.web.clock import day_of
from quiz.web.discreet import Veil, open_book
from quiz.web.formats import day_in_words, short_day, whole
from quiz.web.result_page import Row, row_of

SOON = timedelta(weeks=4)
"""Feelings move slowly: coming back sooner turns into checking."""
FIRST = {"clear": 0, "maybe": 1, "same": 2}
"""What changed comes before what did not."""


@dataclass(frozen=True)
class Dated:
    """A take's place in time: its number from 1, the oldest; its day, long and short.

    `of_day` counts the takes of one day from 1; it is 0 where there is only one.
    """

    number: int
    day: str
    short: str
    of_day: int


@dataclass(frozen=True)
class ChangeRow:
    """One theme then and now. `word` is `same`, `maybe` or `clear`, or why the two cannot be compared.

    Numbers are texts. More than `maybe` points are maybe a change here, more than `clear` a clear one; `shared` of
    `asked` statements were asked and answered both times.
    """

    name: str
    word: str
    direction: str = ""
    before: str = ""
    after: str = ""
    maybe: str = ""
    clear: str = ""
    shared: int = 0
    asked: int = 0


@dataclass(frozen=True)
class Comparison:
    """Two takes side by side. `maybe` and `clear` are the two thresholds.

    `edited`: the questions were not the same. `close`: less than four weeks lie between the two.
    """

    earlier: Dated
    later: Dated
    rows: tuple[ChangeRow, ...]
    edited: bool
    close: bool
    maybe: str
    clear: str


@dataclass(frozen=True)
class TakeRow:
    """One line of the table: a take, and each theme's row, `None` where it was not asked about."""

    take: Dated
    rows: tuple[Row | None, ...]


@dataclass(frozen=True)
class Shown:
    """Which takes are in picture and table, by number; `older` and `newer` name some that are not, 0 for none."""

    first: int
    last: int
    count: int
    older: int
    newer: int


@dataclass(frozen=True)
class JournalPage:
    """The journal. `takes` (all) and `table` (those `shown`) are newest first, `themes` in the order of its columns.

    `gaps`: a line in the picture breaks off, since two takes cannot be compared. `chosen`: the two compared were asked
    for. `soon`: the newest take is less than four weeks old. `damaged` counts results that no longer open.
    """

    takes: tuple[Dated, ...]
    change: Comparison | None
    themes: tuple[str, ...]
    table: tuple[TakeRow, ...]
    picture: tuple[int, int]
    gaps: bool
    chosen: bool
    soon: bool
    damaged: int
    shown: Shown


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see: two takes beside each other, and those around take `number`; else the newest."""

    pair: tuple[int, int] | None = None
    number: int = 0


THE_NEWEST = Asked()


def journal_page(
    takes: Sequence[SavedResult], now: float, asked: Asked = THE_NEWEST, *, damaged: int = 0, veil: Veil = open_book
) -> JournalPage:
    """Lay out takes, oldest first, and compare two. `veil` says what a theme is called."""
    dates, part = dated(takes), shown(len(takes), asked.number)
    first, second = asked.pair or (len(takes) - 1, len(takes))
    change = _comparison(takes, dates, (first, second), veil) if first > 0 else None
    here = slice(part.first - 1, part.last)
    threads = theme_series(takes[here])
    table = [
        TakeRow(day, tuple(row_of(score, veil) if score else None for score in scores))
        for day, *scores in zip(dates[here], *(strand.scores for strand in threads), strict=True)
    ]
    return JournalPage(
        takes=dates[::-1],
        change=change,
        themes=tuple(veil(strand.theme).short for strand in threads),
        table=tuple(reversed(table)),
        picture=SCREEN_HISTORY.pixel_size(len(threads)),
        gaps=any(not joined for strand in threads for joined in strand.comparable[1:]),
        chosen=asked.pair is not None,
        soon=bool(takes) and now - takes[-1].finished_at.timestamp() < SOON.total_seconds(),
        damaged=damaged,
        shown=part,
    )


def shown(count: int, number: int = 0) -> Shown:
    """Tell which of so many takes are shown around take `number`, or the newest when there is no such take."""
    first, last = page_bounds(count, number if 0 < number <= count else count)
    return Shown(first, last, count, first - 1, min(last + RESULTS_PER_PAGE, count) if last < count else 0)


def dated(takes: Sequence[SavedResult]) -> tuple[Dated, ...]:
    """Number the takes, oldest first, and name their days."""
    days = [day_of(take.finished_at) for take in takes]
    of_day, so_far = Counter(days), Counter[date]()
    found = []
    for number, day in enumerate(days, 1):
        so_far[day] += 1
        found.append(Dated(number, day_in_words(day), short_day(day), so_far[day] if of_day[day] > 1 else 0))
    return tuple(found)


def _comparison(takes: Sequence[SavedResult], dates: Sequence[Dated], pair: tuple[int, int], veil: Veil) -> Comparison:
    first, second = pair
    earlier, later = takes[first - 1], takes[second - 1]
    rows = [_change_row(change, veil) for change in changes(earlier, later)]
    variance = sum(take.questionnaire.assumptions.variance for take in (earlier, later))
    return Comparison(
        earlier=dates[first - 1],
        later=dates[second - 1],
        rows=tuple(sorted(rows, key=lambda row: FIRST.get(row.word, len(FIRST)))),
        close=later.finished_at - earlier.finished_at < SOON,
        edited=_asked(earlier.questionnaire) != _asked(later.questionnaire),
        maybe=whole(math.sqrt(variance)),
        clear=whole(RELIABLE_CHANGE_Z * math.sqrt(variance)),
    )


def _asked(questionnaire: Questionnaire) -> object:
    """Give what a person reads and chooses from, and how it counts; the order does not matter."""
    return questionnaire.scale, frozenset(questionnaire.statements)


def _change_row(change: ThemeChange | NotComparable, veil: Veil) -> ChangeRow:
    name = veil(change.theme).name
    if isinstance(change, NotComparable):
        return ChangeRow(name, change.reason, shared=change.shared, asked=change.asked)
    return ChangeRow(
        name,
        change.verdict,
        "up" if change.after > change.before else "down" if change.after < change.before else "level",
        whole(change.before),
        whole(change.after),
        whole(math.sqrt(change.threshold_squared) / RELIABLE_CHANGE_Z),
        whole(math.sqrt(change.threshold_squared)),
        change.shared,
        change.asked,
    )
