"""Where a picture goes, and how large it is there; known without starting matplotlib."""

from dataclasses import dataclass

PIXELS = 96
"""CSS pixels in an inch."""


@dataclass(frozen=True)
class ProfileLayout:
    """A place for a picture. All lengths are inches.

    `row` is a theme's height. In shares of it from the top, `words` is where its name and numbers stand, `line` where
    its line is drawn, `note` where the words below it stand, 0 leaving them out. `foot` is the height of the numbers
    under the last row, `side` the room left and right of the line, for dots at its ends. `fonts` are those there are.
    """

    width: float
    row: float
    words: float
    line: float
    note: float
    foot: float
    side: float
    fonts: str


SCREEN = ProfileLayout(
    width=3.7, row=0.68, words=0.24, line=0.5, note=0.8, foot=0.3, side=0.11, fonts="system-ui, sans-serif"
)
"""A phone's page."""
PAPER = ProfileLayout(
    width=7.0, row=0.43, words=0.3, line=0.7, note=0, foot=0.22, side=0.07, fonts="Libertinus Serif, DejaVu Sans"
)
"""A sheet of A4 or Letter between its margins, with the table right below, which has the notes."""


def profile_size(rows: int, frame: ProfileLayout = SCREEN) -> tuple[int, int]:
    """Give the width and height in CSS pixels of a profile with so many themes."""
    return round(frame.width * PIXELS), round((frame.row * rows + frame.foot) * PIXELS)


@dataclass(frozen=True)
class HistoryLayout:
    """A place for scores over time, one panel a theme. All lengths are inches.

    `row` is a theme's height. From its top, `words` is where its name and caption stand, `second` how much lower a
    caption goes that has no room beside its name, `plot` how far below the last words its scores begin, `gap` what is
    left free under them. `scale` is the room for 0, 50 and 100 at the left, `foot` the height of the dates under the
    last theme. `fonts` are those there are.
    """

    width: float
    row: float
    words: float
    second: float
    plot: float
    gap: float
    scale: float
    foot: float
    fonts: str


HISTORY = HistoryLayout(
    width=SCREEN.width,
    row=1.15,
    words=0.18,
    second=0.18,
    plot=0.16,
    gap=0.08,
    scale=0.3,
    foot=0.2,
    fonts=SCREEN.fonts,
)
"""A phone's page."""
PAPER_HISTORY = HistoryLayout(
    width=PAPER.width,
    row=1.0,
    words=0.16,
    second=0.17,
    plot=0.14,
    gap=0.08,
    scale=0.3,
    foot=0.2,
    fonts=PAPER.fonts,
)
"""A sheet of A4 or Letter between its margins."""


def history_size(rows: int, frame: HistoryLayout = HISTORY) -> tuple[int, int]:
    """Give the width and height in CSS pixels of a history with so many themes."""
    return round(frame.width * PIXELS), round((frame.row * rows + frame.foot) * PIXELS)
