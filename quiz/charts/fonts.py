"""The fonts that come with matplotlib, which every installation has."""

from pathlib import Path

import matplotlib as mpl
from matplotlib.ft2font import FT2Font

FONT_FOLDER = Path(mpl.get_data_path()) / "fonts" / "ttf"
FALLBACK_FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
"""DejaVu Sans has nearly 6,000 characters, among them accents, Greek, Cyrillic, Hebrew, Arabic and Georgian."""


RIGHT_TO_LEFT_MARK = "\u200f"
"""Beside letters that run from right to left; the fonts have it, and it can't be seen."""


def supported_characters() -> frozenset[str]:
    """Return every character that DejaVu Sans has in both regular and bold."""
    charmaps = (FT2Font(FONT_FOLDER / name).get_charmap() for name in FALLBACK_FONTS)
    return frozenset.intersection(*(frozenset(map(chr, charmap)) for charmap in charmaps))
