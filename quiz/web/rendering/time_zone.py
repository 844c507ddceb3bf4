"""The time zone of the dates on pages and paper: the one that the browser's cookie names, or else the server's.

static/js/time_zone.js sets the cookie. It only chooses among zones that exist, and only the dates that are shown depend
on it. Whatever must be the same for everybody, such as which step of the advice has its turn, has `local_day` in UTC.
"""

from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from flask import current_app, request

from quiz.web.own_cookies import drop_cookie
from quiz.web.rendering.formats import local_day


def browser_zone() -> ZoneInfo | None:
    """Return the zone that the browser's cookie names; `None` without one, or if there is no zone of that name."""
    name = request.cookies.get(current_app.config["ZONE_COOKIE_NAME"], "")
    return ZoneInfo(name) if name in _zone_names() else None


def shown_day(moment: float | datetime) -> date:
    """Return the date of a moment for the reader: seconds since the epoch, or a datetime with a time zone."""
    return local_day(moment, browser_zone())


def server_clock(moment: float) -> str:
    """Return the name of the server's time, such as UTC or CET, at a moment in seconds since the epoch."""
    name = datetime.fromtimestamp(moment, UTC).astimezone().tzname() or ""
    # Zones without an abbreviation are named by their UTC offset: -03.
    return f"UTC{name}" if name.startswith(("+", "-")) else name


def forget_zone() -> None:
    """Drop the cookie from this browser, if it has one."""
    drop_cookie("ZONE_COOKIE_NAME")


@cache
def _zone_names() -> frozenset[str]:
    """Return the names of all zones. Looking for them takes a while, and ZoneInfo itself would open a path."""
    return frozenset(available_timezones())
