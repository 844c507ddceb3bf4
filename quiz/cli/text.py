"""Text for a terminal: numbers with their nouns, and tables."""

import csv
import io
from collections.abc import Iterator, Sequence


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, as in "1 row" and "2 rows"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def aligned(sides: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as lines. `sides` has a sign for each column: `<` to align it to the left, `>` to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(row, sides, widths, strict=True)
        yield "  ".join(f"{cell:{side}{width}}" for cell, side, width in cells).rstrip()


def csv_line(cells: Sequence[object]) -> str:
    """Return a line of CSV, without its end."""
    out = io.StringIO()
    # With another line end, the csv module would not quote cells with a line break.
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n")
