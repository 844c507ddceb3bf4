"""Explains how a file was read: its kind, what each column is about, and how its cells are read."""

from collections.abc import Iterator

from quiz.answer_files.answer_file import AnswerFile
from quiz.answer_files.headings import Column
from quiz.cli.text import aligned

COLUMNS = ("column", "name", "read as", "by", "answers", "none", "cells")
MAX_NAME_CHARACTERS = 32
MAX_TEXTS = 6
HOW = {"number": "numbers", "words": "words", "code": "codes", "both": "numbers with words"}


def explanation(file: AnswerFile) -> Iterator[str]:
    """Yield the lines of an explanation."""
    headings = file.headings
    first, last = headings.first + 1, headings.last + 1
    where = f"row {first}" if first == last else f"rows {first} to {last}"
    yield f"This is {file.table.kind}. The heading is {where}; about {file.census.rows:,} rows follow."
    if file.layout.before:
        yield "Each row begins with its name, which has no heading."
    yield ""
    yield from aligned("><<<>><", [COLUMNS, *(_row(file, column) for column in headings.columns)])


def _row(file: AnswerFile, column: Column) -> tuple[str, ...]:
    place, name = str(column.place + 1), _shortened(column.name)
    if column.place == file.headings.person:
        return place, name, "who answered", "", "", "", ""
    if not column.match:
        return place, name, "not used", "", "", "", ""
    id_, by = column.match
    if id_ not in file.census.counts:
        return place, name, id_, by, "", "", "answers to this question"
    readings, counts = file.census.readings, file.census.counts[id_]
    answers = {text: n for text, n in counts.items() if readings[text].value is not None}
    none = sum(n for text, n in counts.items() if readings[text].how in {"blank", "missing"})
    hows = sorted({HOW[readings[text].how] for text in answers})
    examples = sorted(answers, key=lambda text: readings[text].value or 0)[:MAX_TEXTS]
    pairs = ", ".join(
        _shortened(text) if text == str(readings[text].value) else f"{_shortened(text)} = {readings[text].value}"
        for text in examples
    )
    more = " …" if len(answers) > MAX_TEXTS else ""
    odd = [text for text in counts if readings[text].how in {"off", "unknown"}]
    refused = f"; refused: {', '.join(map(_shortened, odd[:MAX_TEXTS]))}" if odd else ""
    cells = f"{' and '.join(hows)}: {pairs}{more}{refused}"
    return place, name, id_, by, f"{sum(answers.values()):,}", f"{none:,}", cells


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MAX_NAME_CHARACTERS else f"{text[: MAX_NAME_CHARACTERS - 1]}…"
