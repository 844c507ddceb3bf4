"""Scoring files that do not fit into memory."""

import gc
import io
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest

from quiz.advice.book import AdviceBook
from quiz.answer_files.answer_file import AnswerRow
from quiz.cli.answer_sheets import SheetReader
from quiz.cli.decision_tables import DecisionTables
from quiz.cli.score import write_scores
from quiz.core.questionnaire import Questionnaire


class LineCounter(io.StringIO):
    """Counts lines without storing them."""

    lines = 0

    def write(self, text: str) -> int:
        self.lines += text.count("\n")
        return len(text)


def sheets(questionnaire: Questionnaire, number: int) -> Iterator[bytes]:
    """Yield a header and a number of different rows, one at a time."""
    ids = [statement.id for statement in questionnaire.statements]
    yield f"id,{','.join(ids)}\n".encode()
    for row in range(number):
        cells = [str((row * 7 + n * row) % 5 + 1) if (row + n) % 11 else "" for n in range(len(ids))]
        yield f"{row},{','.join(cells)}\n".encode()


def collecting(rows: Iterator[AnswerRow]) -> Iterator[AnswerRow]:
    """Return the rows. Otherwise the peak depends on when Python happens to empty its free lists."""
    for number, row in enumerate(rows):
        if number % 50 == 0:
            gc.collect()
        yield row


def peak_bytes(write: Callable[[LineCounter], None], lines: int) -> int:
    """Return the peak memory of writing a number of lines."""
    out = LineCounter()
    tracemalloc.start()
    try:
        write(out)
        assert out.lines == lines
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("command", ["score", "advise"])
def test_memory_does_not_grow_with_the_number_of_rows(
    tmp_path: Path, questionnaire: Questionnaire, book: AdviceBook, command: str
) -> None:
    tables = DecisionTables(questionnaire, book, date(2026, 3, 1))

    def peak(rows: int) -> int:
        path = tmp_path / f"{rows}.csv"
        path.write_bytes(b"".join(sheets(questionnaire, rows)))
        with path.open("rb") as stream:
            return peak_of(stream, rows)

    def peak_of(stream: BinaryIO, rows: int) -> int:
        reader = SheetReader(questionnaire, stream, questions=questionnaire.questions)
        if command == "score":
            return peak_bytes(lambda out: write_scores(questionnaire, reader, out), rows + 1)
        return peak_bytes(lambda out: tables.write_csv(collecting(reader.rows()), out), rows * len(book.pieces) + 1)

    few, many = (500, 2_500) if command == "score" else (100, 400)
    assert peak(many) < min(2_000_000, 1.5 * peak(few))
