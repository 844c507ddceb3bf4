"""Shows the progress of reading a long file on a terminal."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Row = TypeVar("Row")

ROWS_PER_UPDATE = 1_000
COUNT_CHARACTERS = 30
"""The width of a printed count. Counts are padded, so that each overwrites the previous one."""


def with_progress(rows: Iterator[Row], total: int = 0) -> Iterator[Row]:
    """Return an iterator over the rows.

    If standard error is a terminal, the number of rows read so far is shown there, with their share of the total.
    `total` is 0 on the first pass, when the number of rows is unknown.
    """
    return _counting(rows, total) if sys.stderr.isatty() else rows


def _counting(rows: Iterable[Row], total: int) -> Iterator[Row]:
    for number, row in enumerate(rows):
        if number and number % ROWS_PER_UPDATE == 0:
            share = f"{min(99, 100 * number // total)}%" if total else "looking"
            _print_count(f"{number:,} rows, {share}")
        yield row
    _print_count("")


def _print_count(text: str) -> None:
    """Print a count and return to the start of the line, so that a message about a refused row overwrites it."""
    sys.stderr.write(f"{text:{COUNT_CHARACTERS}}\r")
    sys.stderr.flush()
