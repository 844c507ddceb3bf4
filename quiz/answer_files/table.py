"""A table of texts, whatever kind of file it comes from."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

Row = Sequence[str]
CountFits = Callable[[Sequence[Row]], int]
"""Returns how many columns of the first rows of a table are recognized: the best separator or sheet has most."""
SAMPLE_ROWS = 40
"""The rows in which the heading is looked for."""


class UnusableFile(Exception):
    """Nothing in the file can be used. The message says why, and what to do."""


class Table(Protocol):
    """A table whose rows can be read more than once, without holding them in memory if the file is a text."""

    kind: str
    """What the file is, in words."""
    notes: list[str]
    """Sentences about how it was read."""
    line: int
    """The line on which the last row that was read begins, counted from 1."""
    last_line: int
    """The line on which it ends, if it is not a row."""

    def rows(self) -> Iterator[Row | None]:
        """Yield all rows, blank ones included; `None` for lines that are not a row because of a quotation mark."""
        ...
