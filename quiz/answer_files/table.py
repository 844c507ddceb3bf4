"""A table of texts, from any kind of file."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

Row = Sequence[str]
CountFits = Callable[[Sequence[Row]], int]
"""Returns how many columns are recognized in the first rows of a table. The best separator or sheet has the most."""
SAMPLE_ROWS = 40
"""How many rows are read to find the heading."""


class UnusableFile(Exception):
    """Nothing in the file can be used. The message says why, and what to do about it."""


class Table(Protocol):
    """A table whose rows can be read more than once. The rows of a text file are not held in memory."""

    kind: str
    """The kind of file, in words."""
    notes: list[str]
    """Sentences about how the file was read."""
    line: int
    """The line, from 1, on which the row begins that was read last."""
    last_line: int
    """The line on which refused lines end, if the last ones read were not a row."""

    def rows(self) -> Iterator[Row | None]:
        """Yield all rows, including blank ones; `None` for lines that cannot be read as a row."""
        ...
