"""Limits text to the characters of the report's fonts: PDF/UA allows no character without a glyph."""

import unicodedata
from collections.abc import Iterable
from functools import cache

from quiz.charts.fonts import RIGHT_TO_LEFT_MARK, supported_characters

REPLACEMENT = "□"
"""Replaces a character that no font has, as on screens."""
EXCLUDED = {"\ufeff", "\xad"}
"""In the fonts, but PDF/UA forbids the first, and the soft hyphen garbles the spaces in the PDF's extractable text."""
KEPT = {RIGHT_TO_LEFT_MARK, *map(chr, range(0x590, 0x700))}
"""What a chart needs of these: Hebrew and Arabic marks come from the font of their letters."""
INVISIBLE_CATEGORIES = {"Cc", "Cf", "Me", "Mn"}
"""Unicode categories of characters that can be left out: controls, joiners and combining marks."""


def replace_missing(text: str) -> str:
    """Return the text with a box in place of every visible character that no font has; invisible ones are left out."""
    return text if _printable().issuperset(text) else "".join(map(_replace_missing, text))


def replace_missing_in_svg(svg: str) -> str:
    """Return an SVG file with missing characters replaced, and without combining marks that do not compose.

    Typst fails on a letter and a mark from different fonts. The texts beside the chart keep the marks.
    """
    replaced = replace_missing(unicodedata.normalize("NFC", svg))
    return "".join(char for char in replaced if char in KEPT or unicodedata.category(char) not in INVISIBLE_CATEGORIES)


def missing_characters(texts: Iterable[str]) -> list[str]:
    """Return, sorted, each character of the texts that would be printed as a box."""
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
