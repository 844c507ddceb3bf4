"""The fonts that come with matplotlib, for whoever has no others at hand."""

from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.ft2font import FT2Font

FOLDER = Path(mpl.get_data_path()) / "fonts" / "ttf"
WIDE = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
"""DejaVu Sans: nearly 6,000 letters and signs, among them accents, Greek, Cyrillic, Hebrew, Arabic and Georgian."""


@cache
def letters() -> frozenset[str]:
    """Give every letter and sign that DejaVu Sans can show, bold or not."""
    return frozenset.intersection(*(frozenset(map(chr, FT2Font(FOLDER / name).get_charmap())) for name in WIDE))
