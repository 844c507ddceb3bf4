"""Keys that are equal for texts that only differ in how survey tools write them."""

import html
import re
import unicodedata
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")

TAG = re.compile(r"<[^<>]*>")
BETWEEN_WORDS = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """Return the letters and digits of a text in lower case, since tools change quotes, spaces and punctuation."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def words(text: str) -> str:
    """Return the words of a text in lower case, joined by one underscore: `Q1[2]`, `q1.2` and `Q1-2` are `q1_2`."""
    return BETWEEN_WORDS.sub("_", unicodedata.normalize("NFKC", text).casefold()).strip("_")


def plain(text: str) -> str:
    """Return a text without HTML tags and entities, and with single spaces."""
    return " ".join(TAG.sub(" ", html.unescape(text)).replace("\ufeff", "").replace("\u200b", "").split())


def by_unique_key(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """Return values by key, without empty keys and without keys that several different values share."""
    found: dict[str, T] = {}
    shared = set()
    for key, value in pairs:
        if found.setdefault(key, value) != value:
            shared.add(key)
    return {key: value for key, value in found.items() if key and key not in shared}
