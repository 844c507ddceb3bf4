"""Loads helplines, by country, from their file."""

import re
from pathlib import Path

from quiz.content.characters import check_characters
from quiz.content.labels import check_language
from quiz.content.problems import Problem
from quiz.content.toml_document import Document
from quiz.core.helplines import Helplines

HELPLINES_FILE_NAME = "helplines.toml"
MAX_LINES_PER_COUNTRY = 2
PHONE_NUMBER = re.compile(r"\+?[0-9]+")


def load_helplines(path: Path) -> tuple[Helplines | None, list[Problem]]:
    """Return the helplines (`None` if there is any problem) and every problem in the file."""
    document = Document.open(path)
    values = document.parse(Helplines)
    for key in ("anywhere", "note", "countries"):
        if document.raw and key not in document.raw:
            document.report("", f'"{key}" is missing.', "Add it; data/helplines.toml is an example.")
    check_characters(document)
    check_language(document, values)
    for country in values.get("countries", ()):
        location = document.location_of("countries", country.id)
        if len(country.lines) > MAX_LINES_PER_COUNTRY:
            document.report(
                location,
                f"A country can have at most {MAX_LINES_PER_COUNTRY} lines.",
                "Keep the best ones: a long list is hard to choose from.",
            )
        for number in filter(None, [country.emergency_tel, *(line.tel for line in country.lines)]):
            if not PHONE_NUMBER.fullmatch(number):
                fix = "Use digits only, with a leading + if needed."
                document.report(location, f'A phone cannot dial "{number}".', fix)
    return (None if document.problems else Helplines(**values)), document.problems
