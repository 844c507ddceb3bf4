"""The time axis shared by all panels of a history: its range, and which dates there is room to write."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

DAY_SECONDS = 86_400
MARGIN_SHARE = 0.03
"""Share of the time between first and last result that is added on either side, so that their dots stand free."""


@dataclass(frozen=True)
class TimePoint:
    """One result: when it was finished, in seconds since the epoch, and its date as a short text."""

    at: float
    label: str


@dataclass(frozen=True)
class DateLabel:
    """A date to write at a time, and its horizontal alignment there."""

    at: float
    text: str
    align: Literal["left", "center", "right"]


def time_range(times: Sequence[TimePoint]) -> tuple[float, float]:
    """Return the first and last second of the axis.

    Results of one day, which share one date, fill the middle half. Results of one moment get a day on either side.
    """
    first, last = times[0], times[-1]
    margin = (last.at - first.at) * (0.5 if first.label == last.label else MARGIN_SHARE) or DAY_SECONDS
    return first.at - margin, last.at + margin


def date_labels(times: Sequence[TimePoint], room: float) -> list[DateLabel]:
    """Return distinct dates to write, with `room` seconds for each: the first, the last, and some between."""
    first, last = times[0], times[-1]
    if first.label == last.label:
        return [DateLabel((first.at + last.at) / 2, first.label, "center")]
    days = {time.label: time for time in reversed(times) if time.label not in {first.label, last.label}}
    # The first label starts at its result and the last one ends there, so that neither leaves the chart.
    between = _spread(list(days.values()), first.at + room, last.at - room, room)
    return [
        DateLabel(first.at, first.label, "left"),
        *(DateLabel(time.at, time.label, "center") for time in between),
        DateLabel(last.at, last.label, "right"),
    ]


def _spread(times: Sequence[TimePoint], start: float, end: float, room: float) -> list[TimePoint]:
    """Choose the time nearest the middle, if there is room for its label, then do the same on both sides of it."""
    fitting = [time for time in times if start + room / 2 <= time.at <= end - room / 2]
    if not fitting:
        return []
    best = min(fitting, key=lambda time: abs(time.at - (start + end) / 2))
    return [
        *_spread(fitting, start, best.at - room / 2, room),
        best,
        *_spread(fitting, best.at + room / 2, end, room),
    ]
