"""The time, as the application was given it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import cast

from flask import current_app

Clock = Callable[[], float]
"""Tells the time in seconds since the epoch."""


def now() -> float:
    """Give the time in seconds since the epoch."""
    return cast("Clock", current_app.extensions["clock"])()


def day_of(when: float | datetime) -> date:
    """Give the day of a moment (in seconds since the epoch, or with its zone), where the server is."""
    moment = when if isinstance(when, datetime) else datetime.fromtimestamp(when, UTC)
    return moment.astimezone().date()
