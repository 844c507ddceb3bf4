"""The progress of reading a long file, for a person at a terminal."""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

ROWS_PER_UPDATE = 1_000
COUNT_CHARACTERS = 30
"""The width of the count, which overwrites the previous one."""


def with_progress(lines: BinaryIO) -> Iterable[bytes]:
    """Return an iterable over the lines.

    If standard error is a terminal, the number of rows read is reported there.
    """
    return _counting(lines) if sys.stderr.isatty() else lines


def _counting(lines: BinaryIO) -> Iterator[bytes]:
    try:
        size = os.fstat(lines.fileno()).st_size
    except OSError:
        size = 0
    read = 0
    for number, line in enumerate(lines):
        read += len(line)
        if number and number % ROWS_PER_UPDATE == 0:
            # The size of a pipe is not known.
            _print_count(f"{number:,} rows, {min(99, 100 * read // size)} %" if size else f"{number:,} rows")
        yield line
    _print_count("")


def _print_count(text: str) -> None:
    """Print a count and return to the start of the line, so that a message about a refused row overwrites it."""
    sys.stderr.write(f"{text:{COUNT_CHARACTERS}}\r")
    sys.stderr.flush()
