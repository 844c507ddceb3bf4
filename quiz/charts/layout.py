"""The sizes of charts on screen and on paper. Does not import matplotlib, so that pages can state a chart's size."""

from dataclasses import dataclass, replace

PIXELS_PER_INCH = 96
"""CSS pixels."""
POINTS_PER_INCH = 72
SCALE_TICKS = (0, 25, 50, 75, 100)
"""Scores that are marked on the scales of a history."""


@dataclass(frozen=True, kw_only=True)
class ProfileLayout:
    """The layout of a profile chart: its width in inches, and the size of a theme's name in points.

    Every other length follows from that size (profile_rows.py), so a chart with larger letters is only narrower.
    `padding` is the space around the chart, in sizes of a name. `fonts` are the CSS font families of its words,
    `number_fonts` those of the scores. A chart with a `background` of its own is readable on any page.
    """

    width: float
    em: float
    padding: float
    fonts: str
    number_fonts: str
    background: bool = True


SCREEN_PROFILE = ProfileLayout(
    width=3.68, em=12, padding=1, fonts="system-ui, sans-serif", number_fonts="ui-serif, Georgia, serif"
)
"""For the width of a phone."""
LARGE_PROFILE = replace(SCREEN_PROFILE, width=2.5)
"""For the same width with a larger text size, and for narrow windows: shown as wide, its letters are larger."""
PAPER_PROFILE = ProfileLayout(
    width=7.0,
    em=10.5,
    padding=0.7,
    fonts="Libertinus Serif, DejaVu Sans",
    number_fonts="Libertinus Serif, DejaVu Sans",
    background=False,
)
"""For A4 or Letter paper between the margins."""


@dataclass(frozen=True, kw_only=True)
class HistoryLayout:
    """The layout of a history chart, one panel per theme. All lengths are inches.

    `foot_height` is the space for the dates under the last panel. `fonts` is the value of CSS `font-family`.
    `title_at` is the position of name and caption from the top of a row, `caption_drop` how much lower a caption goes
    that does not fit beside its name, `plot_gap` the space between the last words and the plot, `row_gap` the space
    below the plot.
    """

    width: float
    row_height: float
    foot_height: float = 0.2
    fonts: str
    title_at: float
    caption_drop: float = 0.18
    plot_gap: float
    row_gap: float = 0.08

    def height(self, rows: int) -> float:
        """Return the height in inches of a chart with this many panels."""
        return self.row_height * rows + self.foot_height

    def pixel_size(self, rows: int) -> tuple[int, int]:
        """Return the width and height in CSS pixels of a chart with this many panels."""
        return round(self.width * PIXELS_PER_INCH), round(self.height(rows) * PIXELS_PER_INCH)


SCREEN_HISTORY = HistoryLayout(width=3.7, row_height=1.15, fonts=SCREEN_PROFILE.fonts, title_at=0.18, plot_gap=0.16)
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
