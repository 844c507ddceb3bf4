"""The reliability of a questionnaire as a text table and as CSV."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from quiz.cli.reliability_notes import item_note, theme_notes
from quiz.cli.text import aligned
from quiz.psychometrics.coefficients import Estimate
from quiz.psychometrics.reliability import Reliability

THEME_COLUMNS = ("theme", "cases", "mean", "SD", "alpha (95 %)", "omega (95 %)", "SEM", "clear change")
STATEMENT_COLUMNS = ("statement", "item-rest", "theme")
CSV_COLUMNS = (
    *("theme", "statement", "cases", "mean", "sd", "alpha", "alpha_low", "alpha_high"),
    *("omega", "omega_low", "omega_high", "sem", "clear_change", "item_rest", "note"),
)


def text_table(results: Sequence[Reliability]) -> Iterator[str]:
    """Yield the lines of a table of themes and of one of statements, and all notes on both."""
    yield from aligned("<>>>>>>>", [THEME_COLUMNS, *map(_theme_row, results)])
    if statements := [row for result in results for row in _statement_rows(result)]:
        yield from ["", *aligned("<><", [STATEMENT_COLUMNS, *statements])]
    if notes := [n for result in results for n in (*theme_notes(result), *filter(None, map(item_note, result.items)))]:
        yield from ["", *notes]


def write_csv(results: Iterable[Reliability], out: TextIO) -> None:
    """Write a line for each theme, followed by one for each of its statements. A missing number is blank."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for result in results:
        mean = None if result.mean is None else float(result.mean)
        numbers = [mean, result.sd, *_bounds(result.alpha), *_bounds(result.omega), result.sem, result.clear_change]
        notes = " ".join(theme_notes(result))
        writer.writerow([result.theme.id, "", result.cases, *numbers, "", notes])
        for item in result.items:
            blanks = [""] * len(numbers)
            writer.writerow(
                [result.theme.id, item.statement.id, result.cases, *blanks, item.correlation, item_note(item)]
            )


def _bounds(estimate: Estimate | None) -> tuple[float | None, float | None, float | None]:
    return (estimate.value, estimate.low, estimate.high) if estimate else (None, None, None)


def _theme_row(result: Reliability) -> tuple[str, ...]:
    numbers = (result.mean, result.sd, result.sem, result.clear_change)
    mean, sd, sem, change = ("" if number is None else f"{float(number):.1f}" for number in numbers)
    cases = f"{result.cases:,}"
    return (result.theme.short, cases, mean, sd, _interval(result.alpha), _interval(result.omega), sem, change)


def _interval(estimate: Estimate | None) -> str:
    return f"{estimate.value:z.2f} ({estimate.low:z.2f} to {estimate.high:z.2f})" if estimate else ""


def _statement_rows(result: Reliability) -> Iterator[tuple[str, ...]]:
    for item in result.items:
        yield item.statement.id, "" if item.correlation is None else f"{item.correlation:z.2f}", result.theme.short
