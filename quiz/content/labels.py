"""Checks that labels (words that people tap or read as headings) are not blank, and the language of a file."""

from collections.abc import Iterator, Mapping
from typing import Any

from quiz.content.catalogs.language import CODE
from quiz.content.toml_document import Document

LABELS = {"scales": ("prompt", "skip"), "themes": ("name", "short"), "questions": ("text",), "bands": ("words",)}
"""The labels in the entries of each table. Titles and statements are checked elsewhere."""


def check_labels(document: Document) -> None:
    """Report each blank label in a questionnaire's file. Questionnaires in saved results are not checked this way."""
    for location, key, text in _labels(document):
        if isinstance(text, str) and not text.strip():
            fix = (
                'Write what it says, such as "I’d rather not say": nobody has to answer anything.'
                if key == "skip"
                else "Write the words that people see."
            )
            document.report(location, f"{key} is empty.", fix, keys=[key])


def check_language(document: Document, values: Mapping[str, Any]) -> None:
    """Report a language that is not written as a code, such as pt-BR."""
    if not CODE.fullmatch(values.get("language", "en")):
        document.report("language", "This is not the code of a language.", 'Write one such as "en", "es" or "pt-BR".')


def _labels(document: Document) -> Iterator[tuple[str, str, object]]:
    """Yield the location, key and value of each label."""
    if isinstance(scale := document.raw.get("scale"), dict):
        yield from _labels_of("scale", scale, LABELS["scales"])
    for table, keys in LABELS.items():
        for number, entry in enumerate(document.entries(table), 1):
            yield from _labels_of(document.location(table, number), entry, keys)
            yield from _words("bands", document.location(table, number), entry)
    options = document.raw.get("options")
    if isinstance(options, dict):
        for name in options:
            yield from _words(name, "options", options)


def _labels_of(location: str, entry: Mapping[str, Any], keys: tuple[str, ...]) -> Iterator[tuple[str, str, object]]:
    yield from ((location, key, entry.get(key)) for key in keys)
    yield from _words("points", location, entry)


def _words(key: str, location: str, entry: Mapping[str, Any]) -> Iterator[tuple[str, str, object]]:
    """Yield the words of each entry in a list, such as the points of a scale."""
    listed = entry.get(key)
    for number, part in enumerate(listed if isinstance(listed, list) else (), 1):
        if isinstance(part, dict):
            yield f"{location}: {key} {number}", "words", part.get("words")
