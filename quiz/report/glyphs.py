"""Limits text to the characters of the report's fonts, because PDF/UA allows no character without a glyph."""

import unicodedata
from collections.abc import Iterable
from functools import cache

from quiz.charts.fonts import RIGHT_TO_LEFT_MARK, supported_characters

REPLACEMENT = "□"
"""Printed in place of a character that no font has, as on screens."""
EXCLUDED = {"\ufeff", "\xad"}
"""In the fonts, but not printed: PDF/UA forbids U+FEFF, and the soft hyphen garbles spaces in the extracted text."""
KEPT = {RIGHT_TO_LEFT_MARK, *map(chr, range(0x590, 0x700))}
"""Invisible characters that charts keep: Hebrew and Arabic marks come from the same font as their letters."""
INVISIBLE_CATEGORIES = {"Cc", "Cf", "Me", "Mn"}
"""Unicode categories of characters that may be left out: control characters, joiners and combining marks."""


def replace_missing(text: str) -> str:
    """Return the text with a box for each visible character that no font has, and without invisible ones."""
    return text if _printable().issuperset(text) else "".join(map(_replace_missing, text))


def replace_missing_in_svg(svg: str) -> str:
    """Return an SVG file with missing characters replaced, and without combining marks that do not compose.

    Typst fails if a letter and its mark come from different fonts. The report's other texts keep such marks.
    """
    replaced = replace_missing(unicodedata.normalize("NFC", svg))
    return "".join(char for char in replaced if char in KEPT or unicodedata.category(char) not in INVISIBLE_CATEGORIES)


def missing_characters(texts: Iterable[str]) -> list[str]:
    """Return the characters of the texts that would be printed as a box, each once and sorted."""
    return sorted({char for text in texts for char in text if _replace_missing(char) == REPLACEMENT != char})


@cache
def _printable() -> frozenset[str]:
    return supported_characters() - EXCLUDED


def _replace_missing(char: str) -> str:
    if char in _printable():
        return char
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in INVISIBLE_CATEGORIES else REPLACEMENT
