"""What the journal shows, ready for its template, which chooses words and does no sums."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.advice.choose import Advice
from quiz.core.alerts import alerts_of
from quiz.core.questionnaire import Alert
from quiz.progress.history import RESULTS_PER_PAGE, SavedResult, page_bounds
from quiz.progress.relationships import current_relationship
from quiz.progress.series import theme_series
from quiz.web.journal.charts import HistoryChart, history_chart
from quiz.web.journal.comparison import RECENT_INTERVAL, Comparison, NumberPair, comparison, number_pair
from quiz.web.journal.result_dates import ResultDate, dated
from quiz.web.journal.saved_page import shown_profile
from quiz.web.results.charts import picture_sizes
from quiz.web.results.page import ResultPage, ScoreRow, result_page, score_row
from quiz.web.services import services


@dataclass(frozen=True)
class ResultRow:
    """One row of the list: a result's date, each theme's score (`None` if not asked), and whether it has a note."""

    date: ResultDate
    rows: tuple[ScoreRow | None, ...]
    noted: bool


@dataclass(frozen=True)
class FirstResult:
    """The newest result when there is none to compare it with: its scores, laid out as on its own page.

    `apart`: earlier results are about another relationship. `said`: the person said so; otherwise their answers suggest
    it.
    """

    date: ResultDate
    result: ResultPage
    pictures: dict[str, tuple[int, int]]
    apart: bool
    said: bool


@dataclass(frozen=True)
class ShownPart:
    """The results that the picture and the list show, by number.

    `older` and `newer` are the numbers of results that are shown on other pages; 0 if there are none.
    """

    first: int
    last: int
    count: int
    older: int
    newer: int


@dataclass(frozen=True)
class Selection:
    """What the URL asks for: two results to show side by side, by number, and the page that has result `number`."""

    pair: tuple[int, int] | None = None
    number: int = 0


@dataclass(frozen=True)
class JournalPage:
    """The journal page. `dates` lists all results, `table` those in `part`; both are newest first.

    `alerts` are set off by answers in the newest result. `change` is set if the newest result is compared with earlier
    ones, `alone` if no earlier one is about the same relationship. `pair` is set if there are three results or more: it
    has the two that the URL names, or else the first about the relationship and the newest. `themes` are the column
    headings of `table`. `chart` is set if there are two results or more. `chosen`: the URL names two results;
    `chose_same`: it names one twice. `recent`: the newest result is less than four weeks old.
    """

    dates: tuple[ResultDate, ...]
    alerts: tuple[Alert, ...]
    change: Comparison | None
    alone: FirstResult | None
    pair: NumberPair | None
    themes: tuple[str, ...]
    table: tuple[ResultRow, ...]
    chart: HistoryChart | None
    chosen: bool
    chose_same: bool
    recent: bool
    part: ShownPart


def journal_page(
    results: Sequence[SavedResult],
    now: float,
    selection: Selection = Selection(),
) -> JournalPage:
    """Lay out results, oldest first, and compare the newest with the mean of earlier ones about the same relationship.

    `now` is in seconds since the epoch.
    """
    results = services().local.of_saved(results)
    results = [one.in_unit_of(results[-1]).in_directions_of(services().questionnaire) for one in results]
    quiz, dates, part = services().questionnaire, dated(results), shown_part(len(results), selection.number)
    current = current_relationship(quiz, results)
    first, second = selection.pair or (0, 0)
    chosen = 0 < first < second <= len(results)
    pair = (first, second) if chosen else (len(results) - len(current) + 1, len(results))
    apart = chosen and len(current_relationship(quiz, results[first - 1 : second])) <= second - first
    here = slice(part.first - 1, part.last)
    all_series = theme_series(quiz, results[here])
    table = [
        ResultRow(day, tuple(score_row(score) if score else None for score in scores), bool(one.remarks.note))
        for one, day, *scores in zip(results[here], dates[here], *(series.scores for series in all_series), strict=True)
    ]
    return JournalPage(
        dates=dates[::-1],
        alerts=alerts_of(results[-1].questionnaire, results[-1].answers) if results else (),
        change=comparison(current, dates) if len(current) > 1 else None,
        alone=_first_result(results[-1], dates[-1]) if len(current) == 1 else None,
        pair=number_pair(results, dates, pair, apart=apart) if len(results) > 2 and pair[0] < pair[1] else None,  # noqa: PLR2004 two have one pair
        themes=tuple(series.theme.short for series in all_series),
        table=tuple(reversed(table)),
        chart=history_chart(results[here], all_series) if len(results) > 1 else None,
        chosen=chosen,
        chose_same=0 < first == second <= len(results),
        recent=bool(results) and now - results[-1].finished_at.timestamp() < RECENT_INTERVAL.total_seconds(),
        part=part,
    )


def shown_part(count: int, number: int = 0) -> ShownPart:
    """Return which of `count` results are shown around result `number`, or the newest when there is no such result."""
    first, last = page_bounds(count, number if 0 < number <= count else count)
    return ShownPart(first, last, count, first - 1, min(last + RESULTS_PER_PAGE, count) if last < count else 0)


def _first_result(result: SavedResult, date: ResultDate) -> FirstResult:
    page = result_page(shown_profile(result), result.answers, Advice(), services().questionnaire)
    return FirstResult(
        date=date,
        result=page,
        pictures=picture_sizes(page.rows, page.marks),
        apart=date.number > 1,
        said=result.remarks.relationship == "different",
    )
