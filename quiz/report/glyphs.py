"""Text that the report's fonts can show: PDF/UA allows no letter without a picture of it."""

import unicodedata
from collections.abc import Iterable
from functools import cache

from quiz.charts.fonts import letters

MISSING = "□"
"""Stands where no font has the letter, as on screens."""
REFUSED = "\ufeff"
"""In the font, and yet PDF/UA wants none of it."""
UNSEEN = {"Cc", "Cf", "Me", "Mn"}
"""Unicode's classes of marks that may be left out and the word still be read: controls, joiners, variants."""


def showable(text: str) -> str:
    """Put a box in the place of every letter that no font has; what cannot be seen anyway is left out."""
    return text if _fine().issuperset(text) else "".join(map(_showable, text))


def drawable(picture: str) -> str:
    """Do the same in an SVG file, where Typst sets a letter and its marks in one font or refuses.

    Marks that are not part of a letter are left out; the texts beside the picture keep them.
    """
    drawn = showable(unicodedata.normalize("NFC", picture))
    return "".join(letter for letter in drawn if unicodedata.category(letter) not in UNSEEN)


def missing(texts: Iterable[str]) -> list[str]:
    """Give, in order, each letter of some texts that would be a box on paper."""
    return sorted({letter for text in texts for letter in text if _showable(letter) == MISSING != letter})


@cache
def _fine() -> frozenset[str]:
    return letters() - {REFUSED}


def _showable(letter: str) -> str:
    if letter in _fine():
        return letter
    if letter.isspace():
        return " "
    return "" if unicodedata.category(letter) in UNSEEN else MISSING
