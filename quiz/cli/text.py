"""Text for a terminal: counts with nouns, tables, and lines of CSV."""

import csv
import io
from collections.abc import Iterator, Sequence


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, such as "1 row" or "2 rows"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def aligned(sides: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as lines. `sides` has a character for each column: `<` to align it left, `>` to align it right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(row, sides, widths, strict=True)
        yield "  ".join(f"{cell:{side}{width}}" for cell, side, width in cells).rstrip()


def csv_line(cells: Sequence[object]) -> str:
    """Return a line of CSV, without its line end."""
    out = io.StringIO()
    # The csv module quotes a cell with any of the characters of the line end: both must be in it.
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n")
