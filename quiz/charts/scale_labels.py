"""The words of the answer scale as labels of a chart's scale. Does not import matplotlib, like layout.py."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

CHARACTER_WIDTH_EM = 0.68
"""Assumed width of a character as a share of the font size: that of "Sometimes" in DejaVu Sans, a wide font."""
LINE_HEIGHT_EM = 1.15
GAP_EM = 0.6
"""The gap between two labels side by side."""
WORD_TOLERANCE = 1.3
"""How much longer than a line a word may be before it breaks: the assumed width of a character is a generous one."""
MAX_LINES = 2
"""The most lines of a label. Layouts leave room for them."""

Place = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class ScaleMark:
    """A position on a scale from 0 to 100, and what is written there.

    `number` is the score in the questionnaire's unit, or empty if its themes have different units. `words` are those of
    an answer, or the number.
    """

    at: float
    words: str
    number: str = ""


@dataclass(frozen=True)
class ScaleLabel:
    """A label that fits: its position, its lines, and whether it is at an end of the scale or in between."""

    at: float
    lines: tuple[str, ...]
    place: Place

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)


def labels_across(marks: Sequence[ScaleMark], width: float, font_size: float) -> tuple[ScaleLabel, ...]:
    """Return the labels for a horizontal scale of this width; both sizes are in points.

    Each label has one line if all fit side by side, and otherwise up to two. If they still don't fit, only every second
    label is shown, or every third, and so on, always with both ends. Without any words there are no labels.
    """
    if not any(mark.words for mark in marks):
        return ()
    whole = [_label(mark, (mark.words,)) for mark in marks]
    if _fit(whole, [_width(label, font_size) for label in whole], width, GAP_EM * font_size):
        return tuple(whole)
    broken = [_label(mark, _broken(mark.words)) for mark in marks]
    return _thinned(broken, [_width(label, font_size) for label in broken], width, GAP_EM * font_size)


def lines_of(name: str, characters: int) -> tuple[str, ...]:
    """Break a name into lines of at most `characters`. A word is broken only if it is much longer than a line."""
    whole = textwrap.wrap(name, characters, break_long_words=False)
    if any(len(line) > characters * WORD_TOLERANCE for line in whole):
        whole = textwrap.wrap(name, characters)
    return tuple(whole) or ("",)


def _label(mark: ScaleMark, lines: tuple[str, ...]) -> ScaleLabel:
    place: Place = "start" if mark.at <= 0 else "end" if mark.at >= 100 else "middle"  # noqa: PLR2004 ends of a score
    return ScaleLabel(mark.at, lines, place)


def _broken(words: str) -> tuple[str, ...]:
    """Break words into at most MAX_LINES lines of about the same length."""
    wrapped = (textwrap.wrap(words, width, break_long_words=False) for width in range(1, len(words) + 1))
    return tuple(next((lines for lines in wrapped if len(lines) <= MAX_LINES), [words]))


def _width(label: ScaleLabel, font_size: float) -> float:
    return max(map(len, label.lines), default=0) * CHARACTER_WIDTH_EM * font_size


def _thinned(labels: Sequence[ScaleLabel], sizes: Sequence[float], length: float, gap: float) -> tuple[ScaleLabel, ...]:
    last = len(labels) - 1
    for step in (step for step in range(1, last) if last % step == 0):
        if _fit(labels[::step], sizes[::step], length, gap):
            return tuple(labels[::step])
    return labels[0], labels[-1]


def _fit(labels: Sequence[ScaleLabel], sizes: Sequence[float], length: float, gap: float) -> bool:
    """Return whether labels of these widths have this gap between them on a scale of this length, all in points."""
    free_from = -gap
    for label, size in zip(labels, sizes, strict=True):
        start = {"start": 0, "middle": label.at / 100 * length - size / 2, "end": length - size}[label.place]
        if start < free_from + gap:
            return False
        free_from = start + size
    return True
