"""What the journal shows, ready for its template, which chooses words and does no sums."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.charts.layout import SCREEN_HISTORY
from quiz.charts.scale_labels import ScaleMark
from quiz.progress.history import RESULTS_PER_PAGE, SavedResult, page_bounds
from quiz.progress.series import theme_series
from quiz.web.journal.comparison import RECENT_INTERVAL, Comparison, NumberPair, comparison, number_pair
from quiz.web.journal.result_dates import ResultDate, dated
from quiz.web.rendering.theme_labels import ThemeLabeler, full_labels
from quiz.web.results.page import ScoreRow, scale_marks, score_row
from quiz.web.services import services


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

    `change` is there with two results or more, and `pair` with three or more: those the URL names, or else the first
    and the newest. `themes` are the column headings of `table`, `marks` the words of the scale. `gaps` is True if two
    neighboring results cannot be compared, so that a line in the chart is interrupted. `chosen` is True if the URL
    named two results; `chose_same` if it named one twice. `recent` is True if the newest result is less than four
    weeks old.
    """

    dates: tuple[ResultDate, ...]
    change: Comparison | None
    pair: NumberPair | None
    themes: tuple[str, ...]
    table: tuple[ResultRow, ...]
    marks: tuple[ScaleMark, ...]
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
    """Lay out results, oldest first, and compare the newest with the mean of those before.

    `now` is in seconds since the epoch; `labels` returns a theme with the name to show.
    """
    dates, part = dated(results), shown_part(len(results), selection.number)
    first, second = selection.pair or (0, 0)
    chosen = 0 < first < second <= len(results)
    pair = (first, second) if chosen else (1, len(results))
    here = slice(part.first - 1, part.last)
    all_series = theme_series(services().questionnaire, results[here])
    table = [
        ResultRow(day, tuple(score_row(score, labels) if score else None for score in scores))
        for day, *scores in zip(dates[here], *(series.scores for series in all_series), strict=True)
    ]
    return JournalPage(
        dates=dates[::-1],
        change=comparison(results, dates, labels) if len(results) > 1 else None,
        pair=number_pair(results, dates, pair, labels) if len(results) > 2 else None,  # noqa: PLR2004 two have one pair
        themes=tuple(labels(series.theme).short for series in all_series),
        table=tuple(reversed(table)),
        marks=scale_marks(results[-1].questionnaire) if results else (),
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
