"""The progress of reading a long file, for a person at a terminal."""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

ROWS_PER_UPDATE = 1_000


def with_progress(lines: BinaryIO) -> Iterable[bytes]:
    """Return lines that print a row count to standard error as they are read, if that is a terminal."""
    return _counting(lines) if sys.stderr.isatty() else lines


def _counting(lines: BinaryIO) -> Iterator[bytes]:
    size = _size_bytes(lines)
    read = width = 0
    for number, line in enumerate(lines):
        read += len(line)
        if number and number % ROWS_PER_UPDATE == 0:
            share = f", {min(99, 100 * read // size)} %" if size else ""
            width = _overwrite(f"{number:,} rows{share}", width)
        yield line
    _overwrite("", width)


def _overwrite(text: str, width: int) -> int:
    """Print text over the previous one, `width` characters wide, and return its own width.

    The cursor returns to the start of the line, so that a message about a refused row overwrites the count.
    """
    sys.stderr.write(f"{text:{width}}\r")
    sys.stderr.flush()
    return len(text)


def _size_bytes(lines: BinaryIO) -> int:
    """Return the size of a file; 0 for a pipe, whose size is unknown."""
    try:
        return os.fstat(lines.fileno()).st_size
    except OSError:
        return 0
