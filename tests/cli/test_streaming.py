"""Scoring more answer sheets than anyone would hold in memory."""

import io
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial

from quiz.advice.book import AdviceBook
from quiz.cli.decisions import Sheets
from quiz.cli.sheets import SheetFault, score_sheets
from quiz.core.questionnaire import Questionnaire


class Counter(io.StringIO):
    """Counts lines and forgets them."""

    lines = 0

    def write(self, text: str) -> int:
        self.lines += text.count("\n")
        return len(text)


def sheets(questionnaire: Questionnaire, number: int) -> Iterator[bytes]:
    """Give a heading and so many lines, one at a time, all kinds of them."""
    ids = [statement.id for statement in questionnaire.statements]
    yield f"id,{','.join(ids)}\n".encode()
    for row in range(number):
        cells = [str((row * 7 + n * row) % 5 + 1) if (row + n) % 11 else "" for n in range(len(ids))]
        yield f"{row},{','.join(cells)}\n".encode()


def peak(write: Callable[[Counter], Iterator[SheetFault]], lines: int) -> int:
    """Give the most memory, in bytes, that is held at once to write so many lines."""
    out = Counter()
    tracemalloc.start()
    try:
        assert not list(write(out))
        assert out.lines == lines
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_number_of_rows(questionnaire: Questionnaire) -> None:
    few, many = (
        peak(partial(score_sheets, questionnaire, sheets(questionnaire, number)), number + 1)
        for number in (2_000, 20_000)
    )
    assert many < 2_000_000
    assert many < few * 1.5


def test_memory_does_not_grow_with_the_number_of_rows_explained(questionnaire: Questionnaire, book: AdviceBook) -> None:
    few, many = (
        peak(partial(Sheets(questionnaire, book, sheets(questionnaire, number)).as_csv, note=len), number * 20 + 1)
        for number in (100, 600)
    )
    assert many < 2_000_000
    assert many < few * 1.5
