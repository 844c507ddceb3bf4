"""Text with separated columns: CSV (RFC 4180) and its variants, read by the csv module."""

import _csv
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from typing import BinaryIO

from quiz.answer_files.table import SAMPLE_ROWS, CountFits, Row
from quiz.answer_files.text_encoding import encoding_of

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars", " ": "spaces", "^": "carets",
              "~": "tildes", ":": "colons"}  # fmt: skip
SEPARATOR_LINE = re.compile(r"\"?sep=(.)\"?\s*")
"""A first line that tells Excel the separator."""
SAMPLE_CHARACTERS = 200_000
MAX_LINES_IN_CELL = 100
"""The most lines that are refused because of a single quotation mark."""
BETWEEN_QUOTES = "expected after"
"""A part of the csv module's message about a quotation mark in the middle of a quoted cell."""


class DelimitedText:
    """A text file as a table. Cells in quotation marks may contain line breaks."""

    def __init__(self, stream: BinaryIO, count_fits: CountFits) -> None:
        self.line = self.last_line = 1
        self.notes: list[str] = []
        self._stream, self._encoding = stream, encoding_of(stream)
        self._escape: str | None = None
        if self._encoding.guessed:
            self.notes.append(
                f"This is not UTF-8 text, so it is read as {self._encoding.name}. If letters such as é look wrong, "
                "save the file as CSV UTF-8."
            )
        with self._text() as text:
            sample = text.read(SAMPLE_CHARACTERS)
        # R escapes a quotation mark with a backslash; all other programs double it.
        self._escape = "\\" if '\\"' in sample and '""' not in sample.replace('\\""', "") else None
        first, _, rest = sample.partition("\n" if "\n" in sample else "\r")
        told = SEPARATOR_LINE.fullmatch(first)
        self._told_lines = 1 if told else 0
        choices = [told[1]] if told else list(SEPARATORS)
        samples = {one: self._sample(rest if told else sample, one) for one in choices}
        self._separator = max(choices, key=lambda one: _quality(samples[one], count_fits))
        separator = SEPARATORS.get(self._separator, f"“{self._separator}”")
        self.kind = f"{self._encoding.name} text, with columns separated by {separator}"

    def rows(self) -> Iterator[Row | None]:
        """Yield all rows; `None` for lines that are not a row, because of a quotation mark or a very long cell."""
        with self._text() as text:
            for _ in range(self._told_lines):
                text.readline()
            self.line = self._told_lines + 1
            yield from (self._quoted_rows(text) if self._encoding.quoted else self._plain_rows(text))

    def _plain_rows(self, text: Iterable[str]) -> Iterator[Row | None]:
        """Yield the rows of a text without quotation marks, in which each line is a row."""
        reader = self._reader(text, self._separator)
        while True:
            try:
                for row in reader:
                    yield row
                    self.line = self._told_lines + reader.line_num + 1
            except csv.Error:
                # A cell has more than 131,072 characters, the limit of the csv module.
                self.last_line = self.line
                yield None
                self.line = self._told_lines + reader.line_num + 1
            else:
                return

    def _quoted_rows(self, text: Iterator[str]) -> Iterator[Row | None]:
        lines = _Lines(text)
        reader = self._reader(lines, self._separator)
        while True:
            try:
                for row in reader:
                    yield row
                    self.line += len(lines.taken)
                    lines.taken.clear()
            except csv.Error as error:
                # If nothing closes a quotation mark, only its own line is refused: the lines below it are rows. If one
                # is closed later, in the middle of a cell, none of the lines in between can be trusted.
                if BETWEEN_QUOTES in str(error):
                    lines.take_until_quotes_are_even()
                else:
                    lines.give_back(1)
                self.last_line = self.line + len(lines.taken) - 1
                yield None
                self.line += len(lines.taken)
                lines.taken.clear()
            else:
                return

    def _sample(self, text: str, separator: str) -> list[Row]:
        rows: list[Row] = []
        reader = self._reader(io.StringIO(text, newline=""), separator)
        with suppress(csv.Error):
            rows.extend(islice(reader, SAMPLE_ROWS))
        return rows

    def _reader(self, text: Iterable[str], separator: str) -> "_csv.Reader":
        return csv.reader(text, delimiter=separator, skipinitialspace=True, strict=True, escapechar=self._escape)

    @contextmanager
    def _text(self) -> Iterator[io.TextIOWrapper]:
        """Open the text from its start, and leave the stream open afterward."""
        self._stream.seek(0)
        # newline="" keeps the line ends, as the csv module needs: some are inside a cell.
        text = io.TextIOWrapper(self._stream, self._encoding.codec, self._encoding.errors, newline="")
        try:
            yield text
        finally:
            # A command that is stopped may have closed the stream already.
            if not self._stream.closed:
                text.detach()


def _quality(rows: list[Row], count_fits: CountFits) -> tuple[int, int]:
    """Return how many columns of a heading are recognized, and how many rows have the most frequent width.

    Only headings about as wide as most rows count. The second number is 0 if most rows have a single cell.
    """
    filled = [row for row in rows if any(row)]
    [(usual, agreeing)] = Counter(map(len, filled)).most_common(1) or [(0, 0)]
    # R leaves out the heading of the first column.
    fits = max((count_fits([row]) for row in filled if abs(len(row) - usual) <= 1), default=0)
    return fits, agreeing if usual > 1 else 0


class _Lines:
    """The lines of a text. The lines `taken` for the current row can be given back."""

    def __init__(self, text: Iterator[str]) -> None:
        self.taken: list[str] = []
        self._text = text

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._text)
        self.taken.append(line)
        return line

    def give_back(self, kept: int) -> None:
        """Give back all taken lines except the first `kept` ones."""
        self._text = chain(self.taken[kept:], self._text)
        del self.taken[kept:]

    def take_until_quotes_are_even(self) -> None:
        """Take the lines up to the one that closes the last quotation mark, if it is among the next 100 lines."""
        enough, quotes = len(self.taken), sum(line.count('"') for line in self.taken)
        for line in islice(self, MAX_LINES_IN_CELL):
            if quotes % 2 == 0:
                self.give_back(len(self.taken) - 1)
                return
            quotes += line.count('"')
        if quotes % 2:
            self.give_back(enough)
