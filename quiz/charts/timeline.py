"""The time that all panels of a history share: from when to when, and which dates there is room to write."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

DAY = 86_400
"""Seconds shown on either side of takes that were all made at one moment."""
MARGIN = 0.03
"""Share of the time between first and last take that is shown on either side, so that their dots stand free."""


@dataclass(frozen=True)
class Moment:
    """One take: when it was finished, in seconds since the epoch, and its date in few letters."""

    at: float
    label: str


@dataclass(frozen=True)
class Date:
    """A date to write, and which part of it stands at its moment."""

    at: float
    text: str
    part: Literal["left", "center", "right"]


def span(moments: Sequence[Moment]) -> tuple[float, float]:
    """Give the first and last second to show. Takes of one day fill the middle half, for they have one date."""
    first, last = moments[0], moments[-1]
    margin = (last.at - first.at) * (0.5 if first.label == last.label else MARGIN) or DAY
    return first.at - margin, last.at + margin


def dates(moments: Sequence[Moment], room: float) -> list[Date]:
    """Choose dates to write, none twice, with `room` seconds for each: the first, the last, and some between."""
    first, last = moments[0], moments[-1]
    if first.label == last.label:
        return [Date((first.at + last.at) / 2, first.label, "center")]
    days = {moment.label: moment for moment in reversed(moments) if moment.label not in {first.label, last.label}}
    # The first begins where its take stands and the last ends there, so that neither leaves the picture.
    between = _spread(list(days.values()), first.at + room, last.at - room, room)
    return [
        Date(first.at, first.label, "left"),
        *(Date(moment.at, moment.label, "center") for moment in between),
        Date(last.at, last.label, "right"),
    ]


def _spread(moments: Sequence[Moment], start: float, end: float, room: float) -> list[Moment]:
    """Take the moment nearest the middle, if there is room for it, and do the same on both sides of it."""
    fitting = [moment for moment in moments if start + room / 2 <= moment.at <= end - room / 2]
    if not fitting:
        return []
    best = min(fitting, key=lambda moment: abs(moment.at - (start + end) / 2))
    return [
        *_spread(fitting, start, best.at - room / 2, room),
        best,
        *_spread(fitting, best.at + room / 2, end, room),
    ]
