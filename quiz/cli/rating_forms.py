"""Filled-in rating forms in CSV: one statement per row, one rater per file or named in a column."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from quiz.answer_files.answer_file import MAX_QUOTED_CHARACTERS
from quiz.cli.rating_template import NUMBER, RATED, TEXT
from quiz.core.questionnaire import Questionnaire, Statement
from quiz.psychometrics.content_validity import NO_THEME, RATINGS, Rating

RATER = "rater"
SEPARATORS = ",;\t"
"""Spreadsheets write any of these, depending on their language."""
BLANK_CELLS = ("", "NA", "skip")
"""R writes NA for a blank."""
DECIMAL = ".0"
"""Spreadsheets write 3 as 3.0 in a column with blanks."""


class FormReader:
    """Reads filled-in forms. A file with a `rater` column holds several raters, any other file is one rater.

    Unlike an answer sheet, a cell may contain line breaks: people write comments.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.refused = 0
        """Rows refused so far."""
        self.raters: set[str | Path] = set()
        """Raters with a rating: names from a `rater` column, and paths of files without one."""
        self.ratings: dict[str, list[Rating]] = defaultdict(list)
        """The ratings of each statement, by its id."""
        self._statements = {str(number): one for number, one in enumerate(questionnaire.statements, 1)}
        self._themes = {
            **{theme.short.casefold(): theme.id for theme in questionnaire.themes},
            NO_THEME: NO_THEME,
            **{theme.id.casefold(): theme.id for theme in questionnaire.themes},
        }
        self._theme_ids = ", ".join([*(theme.id for theme in questionnaire.themes), NO_THEME])
        self._first_lines: dict[tuple[str | Path, str], str] = {}

    def read(self, path: Path) -> None:
        """Read a form; print and count the rows that cannot be used. Raises ClickException if nothing can be used."""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise click.ClickException(f"{path} cannot be read ({error.strerror}).") from error
        except UnicodeDecodeError as error:
            raise click.ClickException(f"{path.name}: This is not UTF-8 text. Save it as “CSV UTF-8”.") from error
        lines = _rows(path, text)
        first_line, cells = next(lines, (1, []))
        header = [name.strip().casefold() for name in cells]
        try:
            _check_header(header)
        except ValueError as error:
            raise click.ClickException(f"{path.name}, line {first_line}: {error}") from error
        for line, row in lines:
            place = f"{path.name}, line {line}"
            try:
                self._add(path, place, header, [cell.strip() for cell in row])
            except ValueError as error:
                self.refused += 1
                click.echo(f"{place}: {error} This row is refused.", err=True)

    def _add(self, path: Path, place: str, header: Sequence[str], row: Sequence[str]) -> None:
        if len(row) != len(header):
            raise ValueError(f"The row has {len(row)} cells, but the header has {len(header)}.")
        cells = dict(zip(header, row, strict=True))
        statement = self._statement(cells)
        theme = self._theme(cells["theme"])
        rating = Rating(_number("relevance", cells["relevance"]), _number("clarity", cells["clarity"]), theme)
        if rating == (None, None, None):
            return
        rater = cells.get(RATER, path)
        if rater in BLANK_CELLS:
            raise ValueError("rater is blank. Write the same name or number in all rows of one rater.")
        if (rater, statement.id) in self._first_lines:
            first = self._first_lines[rater, statement.id]
            raise ValueError(f"The same rater has already rated statement {cells[NUMBER]} ({first}).")
        self._first_lines[rater, statement.id] = place
        self.raters.add(rater)
        self.ratings[statement.id].append(rating)

    def _statement(self, cells: dict[str, str]) -> Statement:
        statement = self._statements.get(cells[NUMBER].removesuffix(DECIMAL))
        if statement is None:
            raise _invalid_cell(NUMBER, cells[NUMBER], f"the number of a statement (1 to {len(self._statements)})")
        if _letters(cells[TEXT]) != _letters(statement.text):
            raise ValueError(
                f"Statement {cells[NUMBER]} of the questionnaire is “{statement.text}”, but the form has "
                f"“{cells[TEXT][:MAX_QUOTED_CHARACTERS]}”. The form was made for another version."
            )
        return statement

    def _theme(self, text: str) -> str | None:
        if text in BLANK_CELLS:
            return None
        theme = self._themes.get(text.casefold())
        if theme is None:
            raise _invalid_cell("theme", text, f"a theme ({self._theme_ids}; blank for no answer)")
        return theme


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, each with the number of its first line."""
    heading = "".join(text.splitlines()[:1])
    separator = max(SEPARATORS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = "This is not valid CSV. Is a quotation mark in this row not closed?"
            raise click.ClickException(f"{path.name}, line {line}: {message}") from error
        if any(cell.strip() for cell in row):
            yield line, row


def _letters(text: str) -> str:
    """Return the letters and digits of a text. Spreadsheets may change the rest, such as apostrophes and spaces."""
    return "".join(filter(str.isalnum, text)).casefold()


def _check_header(header: Sequence[str]) -> None:
    if missing := [name for name in (NUMBER, TEXT, *RATED) if name not in header]:
        raise ValueError(f"There is no column {', '.join(missing)}. Start from flask quiz rate --template.")
    if repeated := [name for name in (NUMBER, TEXT, *RATED, RATER) if header.count(name) > 1]:
        raise ValueError(f"There is more than one column {', '.join(repeated)}.")


def _number(name: str, text: str) -> int | None:
    if text in BLANK_CELLS:
        return None
    rating = {str(value): value for value in RATINGS}.get(text.removesuffix(DECIMAL))
    if rating is None:
        raise _invalid_cell(name, text, "a rating (1, 2, 3, 4; blank for no answer)")
    return rating


def _invalid_cell(name: str, text: str, expected: str) -> ValueError:
    return ValueError(f'{name} is "{text[:MAX_QUOTED_CHARACTERS]}", which is not {expected}.')
