"""The sizes of charts on screen and on paper. Does not import matplotlib, so that pages can state a chart's size."""

from dataclasses import dataclass, replace

PIXELS_PER_INCH = 96
"""CSS pixels."""
POINTS_PER_INCH = 72
SCALE_TICKS = (0, 25, 50, 75, 100)
"""Scores that are marked on the scales of a history."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The dimensions of a chart with one row per theme, in inches.

    `foot_height` is the space for the words or dates under the last row. `fonts` is the value of CSS `font-family`.
    """

    width: float
    row_height: float
    foot_height: float
    fonts: str

    def height(self, rows: int) -> float:
        """Return the height in inches of a chart with this many rows."""
        return self.row_height * rows + self.foot_height

    def pixel_size(self, rows: int) -> tuple[int, int]:
        """Return the width and height in CSS pixels of a chart with this many rows."""
        return round(self.width * PIXELS_PER_INCH), round(self.height(rows) * PIXELS_PER_INCH)


@dataclass(frozen=True, kw_only=True)
class ProfileLayout(Layout):
    """The layout of a profile chart.

    There is room for two lines of words under the last row. `title_at` (name and numbers), `scale_at` (the scale) and
    `note_at` (the note below it; 0 omits notes) are vertical positions as fractions of a row, from its top.
    `side_margin` is the space left and right of the scale, in inches, for dots at its ends.
    """

    title_at: float
    scale_at: float
    note_at: float
    side_margin: float


SCREEN_PROFILE = ProfileLayout(
    width=3.7,
    row_height=0.68,
    foot_height=0.4,
    fonts="system-ui, sans-serif",
    title_at=0.24,
    scale_at=0.5,
    note_at=0.8,
    side_margin=0.11,
)
"""For a page on a phone."""
SCREEN_PROFILE_WITHOUT_NOTES = replace(SCREEN_PROFILE, row_height=0.54, title_at=0.3, scale_at=0.66, note_at=0)
"""The same for a questionnaire without bands."""
PAPER_PROFILE = ProfileLayout(
    width=7.0,
    row_height=0.43,
    foot_height=0.34,
    fonts="Libertinus Serif, DejaVu Sans",
    title_at=0.3,
    scale_at=0.7,
    note_at=0,
    side_margin=0.07,
)
"""For A4 or Letter paper between the margins. The notes are in the table below the chart."""


@dataclass(frozen=True, kw_only=True)
class HistoryLayout(Layout):
    """The layout of a history chart, one panel per theme. All lengths are inches.

    `title_at` is the position of name and caption from the top of a row, `caption_drop` how much lower a caption goes
    that does not fit beside its name, `plot_gap` the space between the last words and the plot, `row_gap` the space
    below the plot.
    """

    foot_height: float = 0.2
    title_at: float
    caption_drop: float = 0.18
    plot_gap: float
    row_gap: float = 0.08


SCREEN_HISTORY = HistoryLayout(
    width=SCREEN_PROFILE.width, row_height=1.15, fonts=SCREEN_PROFILE.fonts, title_at=0.18, plot_gap=0.16
)
"""For a page on a phone."""
PAPER_HISTORY = HistoryLayout(
    width=PAPER_PROFILE.width,
    row_height=1.0,
    fonts=PAPER_PROFILE.fonts,
    title_at=0.16,
    caption_drop=0.17,
    plot_gap=0.14,
)
"""For A4 or Letter paper between the margins."""
