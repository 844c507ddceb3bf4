"""Reads filled-in rating forms: one statement per row, and one rater per file or several named in a column."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import click

from quiz.answer_files.answer_file import MAX_QUOTED_CHARACTERS
from quiz.answer_files.notation import Notation
from quiz.answer_files.source import open_table
from quiz.answer_files.table import Row, Table, UnusableFile
from quiz.answer_files.text_keys import letters
from quiz.cli.rating_template import COLUMNS, NUMBER, RATED, TEXT
from quiz.core.questionnaire import Questionnaire, Statement
from quiz.core.scale import Scale, ScalePoint
from quiz.psychometrics.content_validity import NO_THEME, RATINGS, Rating

RATER = "rater"
BLANK_CELLS = ("", "NA", "skip")
"""Cells that mean no answer. R writes NA for a blank."""
DECIMAL = ".0"
"""In a column with blanks, spreadsheets may write 3 as 3.0."""
RATING_CELLS = Notation(Scale("", tuple(ScalePoint(value, str(value)) for value in RATINGS), ""))


class FormReader:
    """Reads filled-in forms, in any kind of file that answers may come in.

    A file with a `rater` column has several raters; any other file is one rater.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self.refused = 0
        """Rows refused so far."""
        self.raters: set[str | Path] = set()
        """Raters with at least one rating: names from a `rater` column, or the path of a file without one."""
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
        """Read a form. Print why rows are refused, and count them. Raises ClickException if nothing can be used."""
        try:
            with path.open("rb") as stream:
                self._read(path, open_table(stream, self._questionnaire, _count_columns))
        except OSError as error:
            raise click.ClickException(f"{path} cannot be read ({error.strerror}).") from error
        except UnusableFile as error:
            raise click.ClickException(f"{path.name}: {error}") from error

    def _read(self, path: Path, table: Table) -> None:
        for note in table.notes:
            click.echo(f"Note: {path.name}: {note}", err=True)
        header: list[str] = []
        for row in table.rows():
            place = f"{path.name}, line {table.line}"
            if row is None:
                raise click.ClickException(f"{place}: A quotation mark is not closed, or one inside is not doubled.")
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            try:
                if header:
                    self._add(path, place, header, cells)
                elif NUMBER in map(str.casefold, cells) or len(cells) - cells.count("") > 1:
                    # Any other row is a title above the heading.
                    header = [name.casefold() for name in cells]
                    _check_header(header, place)
            except ValueError as error:
                self.refused += 1
                click.echo(f"{place}: {error} This row is refused.", err=True)
        if not header:
            _check_header(header, path.name)

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
        if letters(cells[TEXT]) != letters(statement.text):
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


def _count_columns(rows: Sequence[Row]) -> int:
    """Return how many of the form's columns are named in the row that names the most."""
    return max((len({cell.strip().casefold() for cell in row}.intersection(COLUMNS)) for row in rows), default=0)


def _check_header(header: Sequence[str], place: str) -> None:
    if missing := [name for name in (NUMBER, TEXT, *RATED) if name not in header]:
        fix = "Start from flask quiz rate --template."
        raise click.ClickException(f"{place}: There is no column {', '.join(missing)}. {fix}")
    if repeated := [name for name in (NUMBER, TEXT, *RATED, RATER) if header.count(name) > 1]:
        raise click.ClickException(f"{place}: There is more than one column {', '.join(repeated)}.")


def _number(name: str, text: str) -> int | None:
    reading = RATING_CELLS.read(text)
    if reading.value is None and (reading.how not in {"blank", "missing"} or reading.number is not None):
        raise _invalid_cell(name, text, "a rating (1, 2, 3, 4; blank for no answer)")
    return reading.value


def _invalid_cell(name: str, text: str, expected: str) -> ValueError:
    return ValueError(f'{name} is "{text[:MAX_QUOTED_CHARACTERS]}", which is not {expected}.')
