"""What the journal shows, ready for its template, which chooses words and does no sums."""

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
from quiz.web.rendering.formats import local_day, long_day, short_day, whole
from quiz.web.rendering.theme_labels import ThemeLabeler, full_labels
from quiz.web.results.page import ScoreRow, score_row

RECENT_INTERVAL = timedelta(weeks=4)
"""Feelings move slowly: coming back sooner turns into checking."""
WORD_ORDER = {"clear": 0, "maybe": 1, "same": 2}
"""What changed comes before what didn't."""


@dataclass(frozen=True)
class ResultDate:
    """A result's place in time: its number from 1, the oldest; its day, long and short.

    `of_day` counts the results of one day from 1; it is 0 where there is only one.
    """

    number: int
    day: str
    short: str
    of_day: int


@dataclass(frozen=True)
class ChangeRow:
    """One theme then and now. `word` is `same`, `maybe` or `clear`, or why the two can't be compared.

    Numbers are texts, in points. A difference of more than `maybe` points is maybe a change here, more than `clear` a
    clear one; `shared` of `asked` statements were asked and answered both times.
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
    """Two results side by side. `maybe` and `clear` are the two thresholds, in points.

    `edited`: the questions were not the same. `close`: less than four weeks lie between the two.
    """

    earlier: ResultDate
    later: ResultDate
    rows: tuple[ChangeRow, ...]
    edited: bool
    close: bool
    maybe: str
    clear: str


@dataclass(frozen=True)
class ResultRow:
    """One line of the table: a result's date, and each theme's row, `None` where it wasn't asked about."""

    date: ResultDate
    rows: tuple[ScoreRow | None, ...]


@dataclass(frozen=True)
class ShownPart:
    """Which results the picture and the table show, by number; `older` and `newer` name others, 0 for none."""

    first: int
    last: int
    count: int
    older: int
    newer: int


@dataclass(frozen=True)
class Selection:
    """What the URL asks for: two results side by side, by number, and the results around `number`."""

    pair: tuple[int, int] | None = None
    number: int = 0


@dataclass(frozen=True)
class JournalPage:
    """The journal page. `dates` lists all results, `table` those in `part`; both are newest first.

    `themes` are the column headings of `table`. `gaps` is True if two neighboring results cannot be compared, so that
    a line in the chart is interrupted. `chosen` is True if the URL named the two results; `chose_same` if it named one
    twice. `recent` is True if the newest result is less than four weeks old.
    """

    dates: tuple[ResultDate, ...]
    change: Comparison | None
    themes: tuple[str, ...]
    table: tuple[ResultRow, ...]
    picture: tuple[int, int]
    gaps: bool
    chosen: bool
    chose_same: bool
    recent: bool
    part: ShownPart


def journal_page(
    results: Sequence[SavedResult],
    now: float,
    selection: Selection = Selection(),
    labels: ThemeLabeler = full_labels,
) -> JournalPage:
    """Lay out results, oldest first, and compare two: those selected, else the newest two.

    `now` is in seconds since the epoch; `labels` returns a theme with the name to show.
    """
    dates, part = dated(results), shown_part(len(results), selection.number)
    first, second = selection.pair or (0, 0)
    chosen = 0 < first < second <= len(results)
    pair = (first, second) if chosen else (len(results) - 1, len(results))
    here = slice(part.first - 1, part.last)
    all_series = theme_series(results[here])
    table = [
        ResultRow(day, tuple(score_row(score, labels) if score else None for score in scores))
        for day, *scores in zip(dates[here], *(series.scores for series in all_series), strict=True)
    ]
    return JournalPage(
        dates=dates[::-1],
        change=_comparison(results, dates, pair, labels) if pair[0] > 0 else None,
        themes=tuple(labels(series.theme).short for series in all_series),
        table=tuple(reversed(table)),
        picture=SCREEN_HISTORY.pixel_size(len(all_series)),
        gaps=any(not joined for series in all_series for joined in series.comparable[1:]),
        chosen=chosen,
        chose_same=0 < first == second <= len(results),
        recent=bool(results) and now - results[-1].finished_at.timestamp() < RECENT_INTERVAL.total_seconds(),
        part=part,
    )


def shown_part(count: int, number: int = 0) -> ShownPart:
    """Return which of `count` results are shown around result `number`, or the newest when there is no such result."""
    first, last = page_bounds(count, number if 0 < number <= count else count)
    return ShownPart(first, last, count, first - 1, min(last + RESULTS_PER_PAGE, count) if last < count else 0)


def dated(results: Sequence[SavedResult]) -> tuple[ResultDate, ...]:
    """Number the results, oldest first, and name their days."""
    days = [local_day(result.finished_at) for result in results]
    of_day, so_far = Counter(days), Counter[date]()
    found = []
    for number, day in enumerate(days, 1):
        so_far[day] += 1
        found.append(ResultDate(number, long_day(day), short_day(day), so_far[day] if of_day[day] > 1 else 0))
    return tuple(found)


def _comparison(
    results: Sequence[SavedResult], dates: Sequence[ResultDate], pair: tuple[int, int], labels: ThemeLabeler
) -> Comparison:
    first, second = pair
    earlier, later = results[first - 1], results[second - 1]
    rows = [_change_row(change, labels) for change in changes(earlier, later)]
    variance = sum(result.questionnaire.assumptions.variance for result in (earlier, later))
    return Comparison(
        earlier=dates[first - 1],
        later=dates[second - 1],
        rows=tuple(sorted(rows, key=lambda row: WORD_ORDER.get(row.word, len(WORD_ORDER)))),
        close=later.finished_at - earlier.finished_at < RECENT_INTERVAL,
        edited=_as_read(earlier.questionnaire) != _as_read(later.questionnaire),
        maybe=whole(math.sqrt(variance)),
        clear=whole(RELIABLE_CHANGE_Z * math.sqrt(variance)),
    )


def _as_read(questionnaire: Questionnaire) -> object:
    """Return the parts of a questionnaire that make two versions differ for a reader, ignoring the order."""
    return questionnaire.scale, frozenset(questionnaire.statements)


def _change_row(change: ThemeChange | NotComparable, labels: ThemeLabeler) -> ChangeRow:
    name = labels(change.theme).name
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
