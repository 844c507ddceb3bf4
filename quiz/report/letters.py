"""Text that the report's fonts can show: PDF/UA allows no letter without a picture of it."""

import unicodedata
from functools import cache

from quiz.pictures.fonts import letters

MISSING = "□"
"""Stands where no font has the letter, as on screens."""
REFUSED = "\ufeff"
"""In the font, and yet PDF/UA wants none of it."""
UNSEEN = {"Cc", "Cf", "Mn"}
"""Unicode's classes of marks that may be left out and the word still be read: controls, joiners, variants."""


def showable(text: str) -> str:
    """Put a box in the place of every letter that no font has; what cannot be seen anyway is left out."""
    return text if _fine().issuperset(text) else "".join(map(_showable, text))


@cache
def _fine() -> frozenset[str]:
    return letters() - {REFUSED}


def _showable(letter: str) -> str:
    if letter in _fine():
        return letter
    if letter.isspace():
        return " "
    return "" if unicodedata.category(letter) in UNSEEN else MISSING
