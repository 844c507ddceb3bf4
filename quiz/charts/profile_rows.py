"""Where the parts of a profile chart are. Does not import matplotlib, so that pages can state the chart's size."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.charts.layout import PIXELS_PER_INCH, POINTS_PER_INCH, ProfileLayout
from quiz.charts.scale_labels import LINE_HEIGHT_EM, ScaleLabel, ScaleMark, labels_across, lines_of

LABEL_EM, MUTED_NUMBER_EM, NUMBER_EM = 0.775, 1.2, 1.45
"""Font sizes of the words of the scale, of muted scores and of other scores, relative to a theme's name."""
NAME_CHARACTER_EM, DIGIT_EM = 0.7, 0.7
"""Assumed widths of a character of a name and of a score: as in bold DejaVu fonts, which are wide."""
NUMBER_GAP_EM = 0.6
"""The gap between a name and its score."""
BASELINE_EM = 1.15
"""From the top of a row to the first baseline of its name."""
TRACK_EM = 0.75
"""Height of the track, the bar that is a row's scale. Its ends are round."""
TRACK_DROP_EM = 0.95
"""From the last baseline of a name to the middle of its track."""
ROW_GAP_EM = 1.2
"""From the middle of a track to the next row, or to the note in between."""
LABEL_GAP_EM = 0.75
"""The gap between the words of the scale and the first row."""


@dataclass(frozen=True)
class ProfileRow:
    """One theme: its texts; score, low and high end of its range, 0-100 or `None`.

    `caption` is the score as text or, in place of the scale, why there is none. A `note` is below the scale. A `muted`
    row is less prominent than those of the leading themes.
    """

    name: str
    caption: str
    note: str
    score: float | None
    low: float | None
    high: float | None
    muted: bool = False


@dataclass(frozen=True)
class RowPlace:
    """The lines of a row's name, and positions in points from the top: the first line, the scale and the note."""

    name: tuple[str, ...]
    name_at: float
    track_at: float
    note_at: float


@dataclass(frozen=True)
class Arrangement:
    """All positions in points.

    `side` is the margin left of 0 and right of 100; scales and texts extend `overhang` into it.
    """

    rows: tuple[RowPlace, ...]
    labels: tuple[ScaleLabel, ...]
    label_lines: int
    side: float
    overhang: float
    height: float


def arrange(rows: Sequence[ProfileRow], marks: Sequence[ScaleMark], layout: ProfileLayout) -> Arrangement:
    """Return the positions of these rows. A name that is too long for one line is broken into several."""
    em = layout.em
    width = layout.width * POINTS_PER_INCH - 2 * layout.padding * em
    digits = max((len(row.caption) for row in rows if row.score is not None), default=0)
    room = width / em - digits * DIGIT_EM * NUMBER_EM - NUMBER_GAP_EM
    labels = labels_across(marks, width, LABEL_EM * em)
    label_lines = max((len(label.lines) for label in labels), default=0)
    top = (layout.padding + label_lines * LINE_HEIGHT_EM * LABEL_EM + LABEL_GAP_EM) * em
    places = []
    for row in rows:
        name = lines_of(row.name, max(1, int(room / NAME_CHARACTER_EM)))
        name_at = top + BASELINE_EM * em
        track_at = name_at + ((len(name) - 1) * LINE_HEIGHT_EM + TRACK_DROP_EM) * em
        top = track_at + ROW_GAP_EM * em
        places.append(RowPlace(name, name_at, track_at, note_at=top))
        top += bool(row.note) * LINE_HEIGHT_EM * LABEL_EM * em
    overhang = TRACK_EM * em / 2
    height = top + (layout.padding - ROW_GAP_EM / 2) * em
    return Arrangement(tuple(places), labels, label_lines, layout.padding * em + overhang, overhang, height)


def pixel_size(rows: Sequence[ProfileRow], marks: Sequence[ScaleMark], layout: ProfileLayout) -> tuple[int, int]:
    """Return the width and height in CSS pixels of the chart of these rows."""
    height = arrange(rows, marks, layout).height / POINTS_PER_INCH
    return round(layout.width * PIXELS_PER_INCH), round(height * PIXELS_PER_INCH)
