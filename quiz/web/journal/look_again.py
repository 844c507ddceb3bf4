"""When to take the check-in again: a line on a page, never a calendar file or a notification."""

from datetime import date, datetime

from quiz.web.journal.comparison import RECENT_INTERVAL
from quiz.web.rendering.time_zone import shown_day
from quiz.web.services import now


def look_again_on(finished_at: datetime) -> date | None:
    """Return the day four weeks after a result was finished, in the reader's time zone; `None` once it is past."""
    day = shown_day(finished_at) + RECENT_INTERVAL
    return day if day >= shown_day(now()) else None
