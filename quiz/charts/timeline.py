"""The time axis shared by all panels of a history: where results are, which gaps are cut, and which dates are written.

Does not import matplotlib, so that pages can say what the picture shows. Places are shares of the axis, 0-1.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

DAY_SECONDS = 86_400
LONG_SHARE, LONG_RATIO = 0.25, 6
"""A gap is cut if it takes more than this share of the axis and this many times the mean of the other gaps."""
CUT_SHARE, CUTS_SHARE = 0.14, 0.5
"""Width of a cut gap, and the most that all cut gaps take together."""
CROWD_SHARE = 0.7
"""The most of the axis that is used to move results apart whose dots would hide each other."""


@dataclass(frozen=True)
class TimePoint:
    """One result: when it was finished, in seconds since the epoch, and its date as a short text.

    `apart`: it is about a different relationship than the previous result. `noted`: it has a note.
    """

    at: float
    label: str
    apart: bool = False
    noted: bool = False


@dataclass(frozen=True)
class Cut:
    """A break in the axis at a place: a `long` gap drawn short, or the start of another relationship (`apart`)."""

    at: float
    long: bool
    apart: bool


@dataclass(frozen=True)
class Timeline:
    """The place of each result, and the cuts in the axis."""

    places: tuple[float, ...]
    cuts: tuple[Cut, ...]


@dataclass(frozen=True)
class DateLabel:
    """A date to write at a place, and its horizontal alignment there."""

    at: float
    text: str
    align: Literal["left", "center", "right"]


def timeline(times: Sequence[TimePoint], dot_share: float = 0) -> Timeline:
    """Place one or more results, oldest first, by time; if there is room, at least `dot_share` apart.

    Results that are all from one day, and so have one date, are placed in the middle half of the axis.
    """
    if len(times) == 1:
        return Timeline((0.5,), ())
    gaps = [later.at - earlier.at for earlier, later in itertools.pairwise(times)]
    long = long_gaps(gaps)
    cut = [number for number, time in enumerate(times[1:]) if number in long or time.apart]
    cut_width = min(CUT_SHARE, CUTS_SHARE / max(1, len(cut)))
    usual = sum(gap for number, gap in enumerate(gaps) if number not in long)
    room = 1 - cut_width * len(long)
    shares = [cut_width if number in long else room * gap / (usual or 1) for number, gap in enumerate(gaps)]
    least = min(dot_share, CROWD_SHARE / len(gaps))
    widths = [max(share, cut_width if number in cut else least) for number, share in enumerate(shares)]
    ends = [0.0, *itertools.accumulate(widths)]
    start, scale = (0.25, 0.5) if times[0].label == times[-1].label else (0.0, 1.0)
    places = tuple(start + scale * end / (ends[-1] or 1) for end in ends)
    cuts = tuple(Cut((places[n] + places[n + 1]) / 2, n in long, times[n + 1].apart) for n in cut)
    return Timeline(places, cuts)


def long_gaps(gaps: Sequence[float]) -> frozenset[int]:
    """Return the indexes of the gaps that are so long that the others would hardly be visible. Gaps are in seconds."""
    found = set[int]()
    rest, count = sum(gaps), len(gaps)
    for number in sorted(range(len(gaps)), key=lambda one: -gaps[one]):
        gap, others = gaps[number], rest - gaps[number]
        # Results of one day are moved apart in any case.
        is_long = others >= DAY_SECONDS and gap > LONG_SHARE * rest and gap * (count - 1) > LONG_RATIO * others
        if not is_long:
            break
        found.add(number)
        rest, count = others, count - 1
    return frozenset(found)


def date_labels(times: Sequence[TimePoint], places: Sequence[float], room: float) -> list[DateLabel]:
    """Return distinct dates to write, each `room` wide: the first and the last at the ends, and some in between.

    `places` and `room` are shares of the width that all dates may take together.
    """
    first, last = times[0].label, times[-1].label
    if first == last:
        return [DateLabel((places[0] + places[-1]) / 2, first, "center")]
    days = {
        time.label: place
        for time, place in reversed(list(zip(times, places, strict=True)))
        if time.label not in {first, last}
    }
    between = _spread(sorted((place, label) for label, place in days.items()), room, 1 - room, room)
    return [
        DateLabel(0, first, "left"),
        *(DateLabel(place, label, "center") for place, label in between),
        DateLabel(1, last, "right"),
    ]


def _spread(dates: Sequence[tuple[float, str]], start: float, end: float, room: float) -> list[tuple[float, str]]:
    """Choose the date nearest to the middle, if there is room for it, and then do the same on each side."""
    fitting = [date for date in dates if start + room / 2 <= date[0] <= end - room / 2]
    if not fitting:
        return []
    best = min(fitting, key=lambda date: abs(date[0] - (start + end) / 2))
    return [
        *_spread(fitting, start, best[0] - room / 2, room),
        best,
        *_spread(fitting, best[0] + room / 2, end, room),
    ]
