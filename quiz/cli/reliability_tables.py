"""The reliability of a questionnaire as a text table and as CSV, each with notes in sentences."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from quiz.cli.text import aligned
from quiz.core.questionnaire import Statement
from quiz.psychometrics.coefficients import Estimate
from quiz.psychometrics.reliability import LOW_ITEM_REST, MIN_CASES, ItemStatistics, Reliability

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
    if notes := [n for result in results for n in (*_theme_notes(result), *filter(None, map(item_note, result.items)))]:
        yield from ["", *notes]


def write_csv(results: Iterable[Reliability], out: TextIO) -> None:
    """Write a line for each theme, followed by one for each of its statements. A missing number is blank."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for result in results:
        mean = None if result.mean is None else float(result.mean)
        numbers = [mean, result.sd, *_bounds(result.alpha), *_bounds(result.omega), result.sem, result.clear_change]
        notes = " ".join(_theme_notes(result))
        writer.writerow([result.theme.id, "", result.cases, *numbers, "", notes])
        for item in result.items:
            blanks = [""] * len(numbers)
            cells = [result.theme.id, item.statement.id, result.cases, *blanks, item.correlation, item_note(item)]
            writer.writerow(cells)


def _theme_notes(result: Reliability) -> Iterator[str]:
    """Yield a sentence for each reason why numbers of a theme are missing."""
    constant = _ids(item.statement for item in result.items if item.correlation is None)
    notes = {
        "few": f"{result.cases:,} complete cases. At least {MIN_CASES} are needed to calculate anything.",
        "single": "it has one statement, so there is no alpha: nothing to compare it with.",
        "constant": f"all people gave the same answer to {constant}: no alpha, no omega.",
        "alike": "each person gave the same answer to all its statements, so the data tell nothing: check the file.",
        "apart": "its statements do not rise and fall together: no alpha, no omega. One may be reversed by mistake.",
        "pair": "it has two statements, and omega needs three.",
        "improper": f"no omega. One common factor leaves no variance of its own to {_ids(result.improper)} (a Heywood "
        "case): there are few cases, or two statements are almost identical.",
        "no_fit": "no omega. No single common factor fits these answers: it may be two themes, or two statements got "
        "the same answers.",
    }
    return (f"{result.theme.short}: {notes[trouble]}" for trouble in result.missing_reasons)


def item_note(item: ItemStatistics) -> str:
    """Return a sentence about a statement that does not fit its theme; "" for one that does."""
    change = "remove" if item.statement.reversed else "add"
    advice = f"It may be reversed by mistake: read it again, and {change} `reversed = true` if so."
    if item.against_majority is not None:
        return f"{item.statement.id}: it goes against most of its theme. {advice}" if item.against_majority else ""
    # Rounded as in the table, so that no sentence contradicts the number beside it.
    rest = None if item.correlation is None else round(item.correlation, 2)
    if rest is None or rest >= LOW_ITEM_REST:
        return ""
    if rest >= 0:
        return f"{item.statement.id}: it is hardly related to the rest of its theme ({rest:z.2f})."
    return f"{item.statement.id}: it goes against the rest of its theme ({rest:.2f}). {advice}"


def _bounds(estimate: Estimate | None) -> tuple[float | None, float | None, float | None]:
    return (estimate.value, estimate.low, estimate.high) if estimate else (None, None, None)


def _theme_row(result: Reliability) -> tuple[str, ...]:
    numbers = (result.mean, result.sd, result.sem, result.clear_change)
    mean, sd, sem, change = ("" if number is None else f"{float(number):.1f}" for number in numbers)
    alpha, omega = ("" if estimate is None else str(estimate) for estimate in (result.alpha, result.omega))
    return result.theme.short, f"{result.cases:,}", mean, sd, alpha, omega, sem, change


def _statement_rows(result: Reliability) -> Iterator[tuple[str, ...]]:
    for item in result.items:
        yield item.statement.id, "" if item.correlation is None else f"{item.correlation:z.2f}", result.theme.short


def _ids(statements: Iterable[Statement]) -> str:
    return ", ".join(statement.id for statement in statements)
