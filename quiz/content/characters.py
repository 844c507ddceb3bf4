"""Characters that cannot be displayed."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from quiz.content.toml_document import Document

NOT_DISPLAYABLE = {"Cc", "Cs"}
"""Unicode categories: control characters and surrogates."""
WITHOUT_LINE_BREAKS_AND_TABS = str.maketrans("", "", "\n\t")


def check_characters(document: Document) -> None:
    """Report control characters in any text of a file.

    The name of the advice file is left out: opening that file reports a name that is not valid.
    """
    displayed = {**document.raw, "advice": ""}
    if any(unicodedata.category(character) in NOT_DISPLAYABLE for text in _texts(displayed) for character in text):
        document.report("", "A text contains a control character.", "Remove it: no page, chart or PDF can display it.")


def _texts(raw: Any) -> Iterator[str]:  # noqa: ANN401 any TOML value
    if isinstance(raw, str):
        yield raw.translate(WITHOUT_LINE_BREAKS_AND_TABS)
    elif isinstance(raw, dict):
        yield from _texts(list(raw.values()))
    elif isinstance(raw, list):
        yield from (text for value in raw for text in _texts(value))
