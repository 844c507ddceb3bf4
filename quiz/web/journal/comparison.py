"""What changed in a journal, ready for its template, which chooses words and does no sums."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from quiz.core.alerts import alerts_of
from quiz.core.questionnaire import Questionnaire
from quiz.progress.change import NotComparable, ThemeChange
from quiz.progress.history import SavedResult, changes
from quiz.web.journal.result_dates import ResultDate
from quiz.web.rendering.score_numbers import ScoreNumbers
from quiz.web.results.precision import precision

RECENT_INTERVAL = timedelta(weeks=4)
"""Feelings move slowly: coming back sooner turns into checking."""
MAX_BASELINE_RESULTS = 100
"""The newest result is compared with the mean of at most this many before it: more would add little precision."""
WORD_ORDER = {"clear": 0, "maybe": 1, "same": 2}
"""The order of the rows: what changed comes before what didn't."""


@dataclass(frozen=True)
class ChangeRow:
    """One theme then and now. `word` is `same`, `maybe` or `clear`, or why the two can't be compared.

    `theme_direction` says what a higher score means, `direction` how the score moved: `up`, `down` or `level`. Numbers
    are texts in the unit of the newest result. `before` is the mean of the earlier results; if there are several,
    `first` is the score in the oldest comparable one. A difference of more than `clear` is a clear change in this
    theme. `shared` of `asked` statements were asked and answered both times.
    """

    name: str
    theme_direction: str
    word: str
    direction: str = ""
    before: str = ""
    after: str = ""
    clear: str = ""
    shared: int = 0
    asked: int = 0
    first: str = ""


@dataclass(frozen=True)
class Comparison:
    """The newest result, `later`, compared with the mean of `results` earlier ones, of which `earlier` is the newest.

    `direction` is shared by all themes, or `mixed`. `alerted`: an answer in the newest result calls for help. `apart`:
    older results are left out because they are about another relationship; `only`: just one is left to compare with.
    `maybe` and `clear` are the two limits for a theme with no answer missing, empty if they differ between themes. At
    most `chance` in 100 pages show a clear change to someone who hasn't changed. `edited`: the questions were not all
    the same. `close`: the last two results are less than four weeks apart. `languages` are the codes of the languages
    that the results were taken in.
    """

    earlier: ResultDate
    later: ResultDate
    results: int
    rows: tuple[ChangeRow, ...]
    direction: str
    alerted: bool
    apart: bool
    only: bool
    edited: bool
    close: bool
    languages: tuple[str, ...]
    maybe: str
    clear: str
    chance: str

    @property
    def clear_rows(self) -> tuple[ChangeRow, ...]:
        """The themes that clearly changed."""
        return tuple(row for row in self.rows if row.word == "clear")

    @property
    def maybe_down(self) -> int:
        """The number of themes that may have gone down, without a clear change."""
        return sum(row.word == "maybe" and row.direction == "down" for row in self.rows)

    @property
    def maybe_up(self) -> int:
        """The number of themes that may have gone up, without a clear change."""
        return sum(row.word == "maybe" and row.direction == "up" for row in self.rows)

    @property
    def own_limits(self) -> tuple[ChangeRow, ...]:
        """The themes whose limit for a clear change is not `clear`."""
        return tuple(row for row in self.rows if row.clear and row.clear != self.clear)

    @property
    def comparable(self) -> int:
        """The number of themes that are compared."""
        return sum(row.word in WORD_ORDER for row in self.rows)


@dataclass(frozen=True)
class NumberPair:
    """Two results side by side, without a verdict: among the many pairs to choose from, some differ by chance alone.

    `apart`: they're about different relationships. `languages` are the codes of the languages they were taken in.
    """

    earlier: ResultDate
    later: ResultDate
    rows: tuple[ChangeRow, ...]
    apart: bool
    languages: tuple[str, ...]


def comparison(results: Sequence[SavedResult], dates: Sequence[ResultDate]) -> Comparison:
    """Compare the newest of two or more results about one relationship, oldest first, with the mean of the others.

    `dates` has the dates of all results in the journal. Earlier results without a theme that can be compared, such as
    results of another version, are left out unless that leaves none.
    """
    *before, later = results[-1 - MAX_BASELINE_RESULTS :]
    dated = list(zip(before, dates[-1 - len(before) : -1], strict=True))
    dated = [pair for pair in dated if _is_comparable(pair[0], later)] or dated
    earlier = [result for result, _ in dated]
    found = changes(earlier, later)
    compared = [change for change in found if isinstance(change, ThemeChange)]
    used = max((change.results for change in compared), default=len(earlier))
    exact = precision(later.questionnaire, len(compared), used)
    firsts = _first_scores(results[:-1], later) if len(earlier) > 1 else {}
    rows = [replace(_change_row(change, later), first=firsts.get(change.theme.id, "")) for change in found]
    return Comparison(
        earlier=dated[-1][1],
        later=dates[-1],
        results=used,
        rows=tuple(sorted(rows, key=lambda row: WORD_ORDER.get(row.word, len(WORD_ORDER)))),
        direction=later.questionnaire.direction,
        alerted=bool(alerts_of(later.questionnaire, later.answers)),
        apart=(apart := len(results) < len(dates)),
        only=apart and len(before) == 1,
        close=later.finished_at - before[-1].finished_at < RECENT_INTERVAL,
        edited=any(_visible_parts(one.questionnaire) != _visible_parts(later.questionnaire) for one in earlier),
        languages=_languages([*earlier, later]),
        maybe=exact.maybe,
        clear=exact.clear,
        chance=exact.chance,
    )


def number_pair(
    results: Sequence[SavedResult],
    dates: Sequence[ResultDate],
    pair: tuple[int, int],
    *,
    apart: bool = False,
) -> NumberPair:
    """Put two results side by side, by number."""
    first, second = pair
    earlier, later = results[first - 1], results[second - 1]
    rows = tuple(_change_row(change, later) for change in changes([earlier], later))
    return NumberPair(dates[first - 1], dates[second - 1], rows, apart, _languages([earlier, later]))


def _first_scores(earlier: Sequence[SavedResult], later: SavedResult) -> dict[str, str]:
    """Return each theme's score in the oldest comparable result, by theme id."""
    found = dict[str, str]()
    for result in earlier:
        scores = {score.theme.id: score.score for score in result.profile.themes}
        for change in changes([result], later):
            score = scores.get(change.theme.id)
            if isinstance(change, ThemeChange) and score is not None:
                found.setdefault(change.theme.id, _numbers(later, change.theme.id).score(score))
        if len(found) == len(later.profile.themes):
            break
    return found


def _languages(results: Sequence[SavedResult]) -> tuple[str, ...]:
    """Return the languages that results were taken in, each once."""
    return tuple(dict.fromkeys(result.taken_in for result in results))


def _is_comparable(earlier: SavedResult, later: SavedResult) -> bool:
    return any(isinstance(change, ThemeChange) for change in changes([earlier], later))


def _visible_parts(questionnaire: Questionnaire) -> object:
    """Return the parts of a questionnaire by which two versions differ for a reader, ignoring their order.

    Variants of the prompt are left out: older results were saved without them.
    """
    scales = frozenset(replace(scale, variants=()) for scale in questionnaire.all_scales)
    return scales, frozenset(questionnaire.statements)


def _numbers(result: SavedResult, theme_id: str) -> ScoreNumbers:
    return ScoreNumbers(result.questionnaire.range_of(theme_id))


def _change_row(change: ThemeChange | NotComparable, later: SavedResult) -> ChangeRow:
    name, direction = change.theme.name, change.theme.direction
    if isinstance(change, NotComparable):
        return ChangeRow(name, direction, change.reason, shared=change.shared, asked=change.asked)
    numbers = _numbers(later, change.theme.id)
    return ChangeRow(
        name,
        direction,
        change.verdict,
        "up" if change.after > change.before else "down" if change.after < change.before else "level",
        numbers.score(change.before),
        numbers.score(change.after),
        numbers.difference(change.threshold_squared),
        change.shared,
        change.asked,
    )
