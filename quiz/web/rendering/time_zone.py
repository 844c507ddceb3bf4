"""The time zone of the dates on pages and paper: the one named by the browser's cookie, or else the server's.

static/js/time_zone.js sets the cookie. Only names of existing zones count, and only displayed dates depend on them.
What must be the same for everybody, such as which step of the advice is shown today, uses `local_day` in UTC.
"""

from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from flask import current_app, request

from quiz.web.own_cookies import drop_cookie
from quiz.web.rendering.formats import local_day


def browser_zone() -> ZoneInfo | None:
    """Return the zone named by the browser's cookie; `None` if there is no cookie or no such zone."""
    name = request.cookies.get(current_app.config["ZONE_COOKIE_NAME"], "")
    return ZoneInfo(name) if name in _zone_names() else None


def shown_day(moment: float | datetime) -> date:
    """Return the date, in the reader's time zone, of a moment: seconds since the epoch, or an aware datetime."""
    return local_day(moment, browser_zone())


def server_clock(moment: float) -> str:
    """Return the name of the server's time zone, such as UTC or CET, at a moment in seconds since the epoch."""
    name = datetime.fromtimestamp(moment, UTC).astimezone().tzname() or ""
    # Zones without an abbreviation are named by their UTC offset: -03.
    return f"UTC{name}" if name.startswith(("+", "-")) else name


def forget_zone() -> None:
    """Drop the cookie from this browser."""
    drop_cookie("ZONE_COOKIE_NAME")


@cache
def _zone_names() -> frozenset[str]:
    """Return the names of all zones. Listing them is slow; ZoneInfo would look for a file of any name it is given."""
    return frozenset(available_timezones())
