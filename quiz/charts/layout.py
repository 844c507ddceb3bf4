"""The sizes of charts on screen and on paper. Does not import matplotlib, so that pages can state a chart's size."""

from dataclasses import dataclass, replace

PIXELS_PER_INCH = 96
"""CSS pixels."""
POINTS_PER_INCH = 72


@dataclass(frozen=True, kw_only=True)
class ProfileLayout:
    """The layout of a profile chart: its `width` in inches, and the font size of a theme's name, `em`, in points.

    All other lengths are multiples of `em` (profile_rows.py), such as `padding`, the space around the chart. A layout
    for larger letters has the same `em` and a smaller width. `fonts` are the CSS font families of words, `number_fonts`
    of scores. With a `background`, the chart is readable on any page. A `mirrored` chart runs from right to left.
    """

    width: float
    em: float
    padding: float
    fonts: str
    number_fonts: str
    background: bool = True
    mirrored: bool = False


SCREEN_PROFILE = ProfileLayout(
    width=3.68, em=12, padding=1, fonts="system-ui, sans-serif", number_fonts="ui-serif, Georgia, serif"
)
"""For the width of a phone."""
LARGE_PROFILE = replace(SCREEN_PROFILE, width=2.5)
"""For large text and narrow windows: stretched to the same width on screen, it has larger letters."""
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
    """The layout of a history chart, one strip per theme: `width` in inches, and a name's font size `em` in points.

    `padding` around the chart and the height of a `plot`, from score 0 to 100, are multiples of the name's font size,
    as are all lengths in history_rows.py. The rest is as in ProfileLayout.
    """

    width: float
    em: float
    padding: float
    plot: float
    fonts: str
    number_fonts: str
    background: bool = True
    mirrored: bool = False


SCREEN_HISTORY = HistoryLayout(
    width=SCREEN_PROFILE.width,
    em=11,
    padding=1,
    plot=2.9,
    fonts=SCREEN_PROFILE.fonts,
    number_fonts=SCREEN_PROFILE.number_fonts,
)
"""For the width of a phone, and beside the words on a wide screen."""
LARGE_HISTORY = replace(SCREEN_HISTORY, width=LARGE_PROFILE.width)
"""For large text and narrow windows."""
PAPER_HISTORY = HistoryLayout(
    width=PAPER_PROFILE.width,
    em=PAPER_PROFILE.em,
    padding=0.2,
    plot=2.8,
    fonts=PAPER_PROFILE.fonts,
    number_fonts=PAPER_PROFILE.number_fonts,
    background=False,
)
"""For A4 or Letter paper between the margins."""
