"""Checks content files for characters that cannot be displayed."""

import unicodedata
from collections.abc import Iterator

from quiz.content.toml_document import Document

NOT_DISPLAYABLE = {"Cc", "Cs"}
"""Unicode categories: control characters and surrogates."""
WITHOUT_LINE_BREAKS_AND_TABS = str.maketrans("", "", "\n\t")


def check_characters(document: Document) -> None:
    """Report control characters in any text of a file.

    The name of the advice file is not checked here: opening that file reports an invalid name.
    """
    displayed = "".join(texts({**document.raw, "advice": ""})).translate(WITHOUT_LINE_BREAKS_AND_TABS)
    if not NOT_DISPLAYABLE.isdisjoint(map(unicodedata.category, displayed)):
        document.report("", "A text contains a control character.", "Remove it: no page, chart or PDF can display it.")


def texts(value: object) -> Iterator[str]:
    """Yield every text in nested dictionaries, lists and tuples."""
    match value:
        case str():
            yield value
        case dict():
            yield from texts(list(value.values()))
        case list() | tuple():
            for part in value:
                yield from texts(part)
