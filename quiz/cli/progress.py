"""How far a long reading has come, for somebody who waits at a terminal."""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

STEP = 1_000
"""Rows from one count to the next."""


def watched(lines: BinaryIO) -> Iterable[bytes]:
    """Give the lines, and count them on standard error if that is a terminal; else nothing is written or slowed."""
    return _counted(lines) if sys.stderr.isatty() else lines


def _counted(lines: BinaryIO) -> Iterator[bytes]:
    size = _size(lines)
    read = shown = 0
    for number, line in enumerate(lines):
        read += len(line)
        if number and number % STEP == 0:
            share = f", {min(99, 100 * read // size)} %" if size else ""
            shown = _show(f"{number:,} rows{share}", shown)
        yield line
    _show("", shown)


def _show(text: str, before: int) -> int:
    """Write over what was shown before. The cursor goes back, so that a refused row's sentence covers the count."""
    sys.stderr.write(f"{text:{before}}\r")
    sys.stderr.flush()
    return len(text)


def _size(lines: BinaryIO) -> int:
    """Give a file's bytes; 0 for a pipe, whose end nobody knows."""
    try:
        return os.fstat(lines.fileno()).st_size
    except OSError:
        return 0
