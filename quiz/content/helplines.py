"""Support lines by country, loaded from their file."""

import re
from pathlib import Path

from quiz.content.characters import check_letters
from quiz.content.problems import Problem
from quiz.content.toml_document import Document
from quiz.core.helplines import Helplines

MOST_LINES = 2
DIALLED = re.compile(r"\+?[0-9]+")


def load_helplines(path: Path) -> tuple[Helplines | None, list[Problem]]:
    """Load the support lines, or every problem that keeps them from being used."""
    document = Document.open(path)
    parts = document.read(Helplines)
    for name in ("anywhere", "note", "countries"):
        if document.raw and name not in document.raw:
            document.report("", f'"{name}" is missing.', "Add it; data/helplines.toml shows how.")
    check_letters(document)
    for country in parts.get("countries", ()):
        place = document.place_of("countries", country.id)
        if len(country.lines) > MOST_LINES:
            document.report(place, f"More than {MOST_LINES} lines are hard to choose from.", "Keep the best two.")
        for tel in filter(None, [country.emergency_tel, *(line.tel for line in country.lines)]):
            if not DIALLED.fullmatch(tel):
                document.report(place, f'A phone cannot dial "{tel}".', "Use digits, with a + before them if need be.")
    return (None if document.problems else Helplines(**parts)), document.problems
