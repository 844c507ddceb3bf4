"""The fonts that come with matplotlib, so that every installation has them."""

from pathlib import Path

import matplotlib as mpl
from matplotlib.ft2font import FT2Font

FONT_FOLDER = Path(mpl.get_data_path()) / "fonts" / "ttf"
FALLBACK_FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
"""DejaVu Sans has nearly 6,000 characters: accented letters, Greek, Cyrillic, Hebrew, Arabic, Georgian and more."""
RIGHT_TO_LEFT_MARK = "\u200f"
"""An invisible character that makes the text around it run from right to left. The fonts have it."""


def supported_characters() -> frozenset[str]:
    """Return every character that DejaVu Sans has in both regular and bold."""
    charmaps = (FT2Font(FONT_FOLDER / name).get_charmap() for name in FALLBACK_FONTS)
    return frozenset.intersection(*(frozenset(map(chr, charmap)) for charmap in charmaps))
