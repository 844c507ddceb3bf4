"""How many cells a row of answers has, and how they line up with the heading."""

import string
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from quiz.answer_files.headings import Headings
from quiz.answer_files.table import Row, Table, UnusableFile
from quiz.answer_files.text_keys import letters


class Refusal(NamedTuple):
    """Why a row is refused. `line` counts from 1; rows with the same `cause` have the same fault."""

    line: int
    cause: str
    message: str


BLANKS = f"{string.whitespace}\x1a"
"""White space, and the control character 1A, with which old programs end a file."""
Refuse = Callable[[Refusal], None]


@dataclass(frozen=True)
class Layout:
    """The number of cells in a row, and how many of them come before the first heading: R writes row names there."""

    width: int
    before: int = 0

    @classmethod
    def of(cls, headings: Headings, rows: Sequence[Row]) -> "Layout":
        """Return the layout of these rows. Raises UnusableFile if none is as wide as the heading."""
        width = len(headings.columns)
        found = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
        if not found or width in found:
            return cls(width)
        [(usual, times)] = found.most_common(1)
        wide = [row for row in rows if len(row) == usual]
        if usual == width + 1 and times == found.total():
            if not any(row[-1].strip() for row in wide):
                return cls(usual)
            if len({row[0] for row in wide}) == len(wide):
                return cls(usual, before=1)
        raise UnusableFile(
            f"The heading has {width} cells, but the rows have {usual}. If numbers have a decimal comma or texts have "
            "commas, save the file with semicolons or as .xlsx."
        )

    def full_rows(self, table: Table, headings: Headings, refuse: Refuse) -> Iterator[Row]:
        """Yield the rows below the heading that have all cells, and pass the others to `refuse`.

        Blank lines and repeated headings are skipped. Raises UnusableFile if a repeated heading has another order.
        """
        width, statement = self.width, next(column.place for column in headings.columns if column.match) + self.before
        # Below the heading, numbers are answers, even if the ids of statements are numbers.
        names = {one.name for one in headings.columns if letters(one.name) and not one.name.isdecimal()}
        for row in islice(table.rows(), headings.last + 1, None):
            if row is None:
                until = f" Everything up to line {table.last_line} is refused." if table.last_line > table.line else ""
                message = "A quotation mark is not closed, or one inside a cell is not doubled."
                refuse(Refusal(table.line, message, message + until))
            elif len(row) == width:
                if row[statement] in names and self._is_heading(row, headings, table.line):
                    continue
                yield row
            elif any(cell.strip(BLANKS) for cell in row):
                message = f"The row has {len(row)} cells, but the header has {width - self.before}."
                refuse(Refusal(table.line, message, message))

    def _is_heading(self, row: Row, headings: Headings, line: int) -> bool:
        """Return whether a row repeats the heading. An answer may look like the name of a column, such as A1."""
        own = [letters(column.name) for column in headings.columns if column.match]
        found = [letters(row[column.place + self.before]) for column in headings.columns if column.match]
        if found == own:
            return True
        known = {letters(column.name) for column in headings.columns}
        if len(set(found)) < len(found) or 2 * sum(name in known for name in found) < len(found):
            return False
        raise UnusableFile(
            f"line {line}: From here on, the columns are in another order. Put each part into a file of its own."
        )
