"""Answer sheets in CSV: one person per line, one column per statement id."""

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import click

from quiz.cli.text import counted
from quiz.core.answers import SKIP
from quiz.core.questionnaire import Questionnaire
from quiz.rules import Scorer

ID_COLUMN = "id"
BLANK_CELLS = ("", "NA", SKIP)
"""Cells without an answer; R writes NA, and an exported journal what was skipped."""
MAX_QUOTED_CHARACTERS = 40
"""Longer cells are cut off in messages."""


class AnswerRow(NamedTuple):
    """The answers in one row. `id` is its cell in the id column, else its number, counted from 1.

    `keyed` has, for each theme in the questionnaire's order, the values of the answered statements, with reversed
    statements reverse-keyed. `context` has the chosen option ids by question id, `None` if unanswered.
    """

    id: str | int
    keyed: list[list[int]]
    context: dict[str, str | None]


class SheetReader:
    """Reads answer sheets from the lines of a CSV file.

    Each line is one row, so that a stray quotation mark affects no other row. `questions` has the option ids of the
    context questions to read, by question id. Other columns are ignored.
    """

    def __init__(
        self, questionnaire: Questionnaire, lines: Iterable[bytes], questions: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """Read the header. Raises ClickException if its columns do not fit the questionnaire."""
        questions = questions or {}
        self.refused = 0
        """Rows refused so far."""
        self._lines = enumerate(lines, 1)
        _, header = next(self._lines, (1, b""))
        try:
            self._header = [name.strip() for name in _cells(header.removeprefix(b"\xef\xbb\xbf"))]
            self._check_header([statement.id for statement in questionnaire.statements], questions)
        except ValueError as error:
            raise click.ClickException(f"line 1: {error}") from error
        points = [str(point.value) for point in questionnaire.scale.points]
        self._points = ", ".join(points)
        # The cells that are answers. Spreadsheets write 3 as 3.0 in a column with blanks.
        values = {text: int(point) for point in points for text in (point, f"{point}.0")}
        scorer = Scorer(questionnaire)
        self._themes = [
            [
                (self._header.index(s.id), {text: scorer.keyed(s, value) for text, value in values.items()})
                for s in questionnaire.statements_of(theme.id)
            ]
            for theme in questionnaire.themes
        ]
        self._id = self._header.index(ID_COLUMN) if ID_COLUMN in self._header else None
        self._questions = {id_: options for id_, options in questions.items() if id_ in self._header}
        self.missing_questions = [id_ for id_ in questions if id_ not in self._header]
        """Ids of context questions without a column."""

    def rows(self) -> Iterator[AnswerRow]:
        """Yield the valid rows; print and count the others. Blank lines are skipped."""
        number = 0
        for line_number, line in self._lines:
            if not line.strip():
                continue
            number += 1
            try:
                sheet = self._sheet(_cells(line), number)
            except ValueError as error:
                self.refused += 1
                click.echo(f"line {line_number}: {error} This row is refused.", err=True)
            else:
                yield sheet

    def exit_if_refused(self, done: str) -> None:
        """Exit with status 1 if rows were refused, after a line that says what was `done` with the others."""
        if self.refused:
            click.echo(f"{counted(self.refused, 'row')} refused; the others are {done}.", err=True)
            sys.exit(1)

    def _check_header(self, statements: Sequence[str], questions: Iterable[str]) -> None:
        if missing := [id_ for id_ in statements if id_ not in self._header]:
            commas = ", and separate columns with commas" if len(self._header) == 1 else ""
            columns = ", ".join(missing)
            raise ValueError(f"There is no column {columns}. Name a column after each statement id{commas}.")
        if repeated := [id_ for id_ in (ID_COLUMN, *statements, *questions) if self._header.count(id_) > 1]:
            raise ValueError(f"There is more than one column {', '.join(repeated)}.")

    def _sheet(self, row: Sequence[str], number: int) -> AnswerRow:
        if len(row) != len(self._header):
            raise ValueError(f"The row has {len(row)} cells, but the header has {len(self._header)}.")
        keyed = []
        for columns in self._themes:
            found = []
            for column, values in columns:
                text = row[column].strip()
                if text in values:
                    found.append(values[text])
                elif text not in BLANK_CELLS:
                    expected = f"on the scale ({self._points}; blank for no answer)"
                    raise _invalid_cell(self._header[column], text, expected)
            keyed.append(found)
        return AnswerRow(number if self._id is None else row[self._id], keyed, self._context(row))

    def _context(self, row: Sequence[str]) -> dict[str, str | None]:
        context: dict[str, str | None] = {}
        for id_, options in self._questions.items():
            text = row[self._header.index(id_)].strip()
            if text not in ("", SKIP, *options):
                raise _invalid_cell(id_, text, f"an answer to it ({', '.join(options)}; blank or {SKIP})")
            context[id_] = text if text in options else None
        return context


def _cells(line: bytes) -> list[str]:
    try:
        text = line.decode().rstrip("\r\n")
        if text.count('"') % 2:
            raise ValueError(
                "A quotation mark is not closed. A row is one line, so a cell cannot contain a line break."
            )
        return next(csv.reader([text], strict=True), []) if '"' in text else text.split(",")
    except UnicodeDecodeError as error:
        raise ValueError("This is not UTF-8 text.") from error
    except csv.Error as error:
        raise ValueError(f"This is not valid CSV ({error}).") from error


def _invalid_cell(name: str, text: str, expected: str) -> ValueError:
    return ValueError(f'{name} is "{text[:MAX_QUOTED_CHARACTERS]}", which is not {expected}.')
