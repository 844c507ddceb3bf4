"""Answer sheets in CSV to scores in CSV, a row at a time."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TextIO

from quiz.core.questionnaire import Questionnaire, Theme
from quiz.rules import Scorer
from quiz.score_columns import column_names, column_values

ID = "id"
BLANKS = ("", "NA")
"""No answer: nothing, or what R writes for it."""
Write = Callable[[Sequence[str], int], object]


class SheetFault(Exception):
    """Something in an answer sheet that cannot be scored, with its line."""


def score_sheets(questionnaire: Questionnaire, lines: Iterable[bytes], out: TextIO) -> Iterator[SheetFault]:
    """Write the scores of every sound row to `out` and give a fault for each row that was refused.

    Scores and ranges are in the questionnaire's unit, exact but for rounding to the nearest float. Raises SheetFault
    when the heading does not fit.
    """

    def begin(heading: Sequence[str]) -> Write:
        reader = _RowScores(questionnaire, heading)
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([ID, *(name for theme in questionnaire.themes for name in column_names(theme.id))])
        return lambda row, number: writer.writerow(reader.scores(row, number))

    return each_row(lines, begin)


def each_row(lines: Iterable[bytes], begin: Callable[[Sequence[str]], Write]) -> Iterator[SheetFault]:
    """Pass the heading to `begin`, then every row with its number to what that returned; give a fault for each refused.

    A row is one line, so that a stray quotation mark costs no other row. Either function refuses by a ValueError; a
    refused heading raises SheetFault.
    """
    numbered = enumerate(lines, 1)
    _, first = next(numbered, (1, b""))
    try:
        write = begin([name.strip() for name in _cells(first.removeprefix(b"\xef\xbb\xbf"))])
    except ValueError as error:
        message = f"line 1: {error}"
        raise SheetFault(message) from error
    row = 0
    for number, line in numbered:
        if not line.strip():
            continue
        row += 1
        try:
            write(_cells(line), row)
        except ValueError as error:
            yield SheetFault(f"line {number}: {error} This row is refused.")


def _cells(line: bytes) -> list[str]:
    try:
        text = line.decode().rstrip("\r\n")
        if text.count('"') % 2:
            message = "A quotation mark has no partner. A row is one line, so a cell cannot hold a line break."
            raise ValueError(message)
        return next(csv.reader([text], strict=True), []) if '"' in text else text.split(",")
    except UnicodeDecodeError as error:
        message = "This is not UTF-8 text."
        raise ValueError(message) from error
    except csv.Error as error:
        message = f"This is not sound CSV ({error})."
        raise ValueError(message) from error


class SheetReader:
    """Knows which column is which. Columns named in `others` are no statements, and may be there once."""

    def __init__(self, questionnaire: Questionnaire, heading: Sequence[str], others: Sequence[str] = ()) -> None:
        self._questionnaire, self._heading = questionnaire, heading
        wanted = [statement.id for statement in questionnaire.statements]
        if missing := [id_ for id_ in wanted if id_ not in heading]:
            commas = ", and part columns with commas" if len(heading) == 1 else ""
            message = f"There is no column {', '.join(missing)}. Name a column after each statement id{commas}."
            raise ValueError(message)
        if twice := [id_ for id_ in (ID, *wanted, *others) if heading.count(id_) > 1]:
            message = f"There is more than one column {', '.join(twice)}."
            raise ValueError(message)
        self._id = heading.index(ID) if ID in heading else None
        self.scorer = Scorer(questionnaire)
        # What a cell may hold. Spreadsheets write 3 as 3.0 in a column with blanks.
        values = [point.value for point in questionnaire.scale.points]
        written = {text: value for value in values for text in (str(value), f"{value}.0")}
        self._themes = [
            (
                theme,
                [
                    (heading.index(s.id), {text: self.scorer.keyed(s, value) for text, value in written.items()})
                    for s in questionnaire.statements_of(theme.id)
                ],
            )
            for theme in questionnaire.themes
        ]

    def name(self, row: Sequence[str], number: int) -> str | int:
        """Give the row's id, else its number; raises ValueError when its cells do not fit the heading."""
        if len(row) != len(self._heading):
            message = f"There are {len(row)} cells where the heading has {len(self._heading)}."
            raise ValueError(message)
        return number if self._id is None else row[self._id]

    def keyed(self, row: Sequence[str]) -> Iterator[tuple[Theme, list[int]]]:
        """Give each theme's answers as keyed values, those that were given; raises ValueError at one off the scale."""
        for theme, columns in self._themes:
            found = []
            for column, values in columns:
                text = row[column]
                if text not in values:
                    text = text.strip()
                    if text in BLANKS:
                        continue
                    if text not in values:
                        raise ValueError(self._off_scale(column, text))
                found.append(values[text])
            yield theme, found

    def _off_scale(self, column: int, text: str) -> str:
        points = ", ".join(str(point.value) for point in self._questionnaire.scale.points)
        return f'{self._heading[column]} is "{text[:40]}", which is not on the scale ({points}; blank for no answer).'


class _RowScores:
    """Scores rows, and keeps the cells it has worked out."""

    def __init__(self, questionnaire: Questionnaire, heading: Sequence[str]) -> None:
        self._questionnaire, self._reader = questionnaire, SheetReader(questionnaire, heading)
        self._kept: dict[tuple[str, int, int], list[object]] = {}

    def scores(self, row: Sequence[str], number: int) -> list[object]:
        """Score one row; raises ValueError saying why it cannot be."""
        row_cells: list[object] = [self._reader.name(row, number)]
        for theme, keyed in self._reader.keyed(row):
            key = (theme.id, sum(keyed), len(keyed))
            if key not in self._kept:
                score = self._reader.scorer.theme_score(theme, sum(keyed), len(keyed))
                self._kept[key] = column_values(self._questionnaire, score)
            row_cells += self._kept[key]
        return row_cells
