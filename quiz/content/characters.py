"""Letters that nothing can show."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from quiz.content.toml_document import Document

UNSHOWABLE = {"Cc", "Cs"}
"""Control characters and halves of characters, as Unicode calls them."""
LINES = str.maketrans("", "", "\n\t")


def check_letters(document: Document) -> None:
    """Report a control character in any text of a file, but in the name of another file: opening that one tells."""
    shown = {**document.raw, "advice": ""}
    if any(unicodedata.category(letter) in UNSHOWABLE for text in _texts(shown) for letter in text):
        document.report(
            "", "A text has a control character in it.", "Take it out: no page, picture or PDF can show it."
        )


def _texts(raw: Any) -> Iterator[str]:  # noqa: ANN401 whatever the file holds
    if isinstance(raw, str):
        yield raw.translate(LINES)
    elif isinstance(raw, dict):
        yield from (text for value in raw.values() for text in _texts(value))
    elif isinstance(raw, list):
        yield from (text for value in raw for text in _texts(value))
