"""The numbers and days of results, in the order they were finished."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quiz.progress.history import SavedResult
from quiz.web.rendering.formats import local_day, long_day, short_day
from quiz.web.rendering.time_zone import browser_zone


@dataclass(frozen=True)
class ResultDate:
    """A result's place in time: its number from 1, the oldest; its day, long and short.

    `of_day` is its number among the results of that day, from 1; 0 if it is the only one.
    """

    number: int
    day: str
    short: str
    of_day: int


def dated(results: Sequence[SavedResult]) -> tuple[ResultDate, ...]:
    """Number the results, oldest first, and write their days in the reader's time zone and language."""
    zone = browser_zone()
    days = [local_day(result.finished_at, zone) for result in results]
    of_day, so_far = Counter(days), Counter[date]()
    found = []
    for number, day in enumerate(days, 1):
        so_far[day] += 1
        found.append(ResultDate(number, long_day(day), short_day(day), so_far[day] if of_day[day] > 1 else 0))
    return tuple(found)
