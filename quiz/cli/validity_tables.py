"""The content validity of a questionnaire, as text tables or as CSV, with notes."""

import csv
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TextIO

from quiz.cli.text import aligned, counted
from quiz.psychometrics.content_validity import (
    MIN_AVERAGE,
    MIN_RATERS,
    RATERS_FOR_TOLERANCE,
    Agreement,
    StatementValidity,
    ThemeValidity,
)

STATEMENT_COLUMNS = ("statement", "raters", "I-CVI", "kappa", "clear", "sorted", "theme", "other choices")
THEME_COLUMNS = ("theme", "statements", "S-CVI/Ave")
CSV_COLUMNS = (
    *("theme", "statement", "relevance_raters", "i_cvi", "kappa", "clarity_raters", "clear"),
    *("sorting_raters", "sorted", "others", "other_raters", "s_cvi_ave", "note"),
)


def text_table(themes: Sequence[ThemeValidity], raters: int) -> Iterator[str]:
    """Yield the lines of a table of statements and a table of themes, then sentences on what deserves a look."""
    statements = [(theme, one) for theme in themes for one in theme.statements]
    yield f"{counted(raters, 'rater')}, {counted(len(statements), 'statement')}"
    yield from ["", *aligned("<>>>>><<", [STATEMENT_COLUMNS, *(_statement_row(*pair) for pair in statements)])]
    yield from ["", *aligned("<>>", [THEME_COLUMNS, *map(_theme_row, themes)])]
    if raters < MIN_RATERS:
        yield from ["", f"At least {MIN_RATERS} raters are needed before any share means something."]
    elif notes := [
        note for note in (*map(theme_note, themes), *(statement_note(one) for _, one in statements)) if note
    ]:
        yield from ["", *notes]


def write_csv(themes: Sequence[ThemeValidity], out: TextIO) -> None:
    """Write a line for each theme, followed by one for each of its statements. A missing number is blank."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for theme in themes:
        blanks = [""] * (len(CSV_COLUMNS) - 3)
        writer.writerow([theme.theme.id, *blanks, _number(theme.average), theme_note(theme)])
        for one in theme.statements:
            relevance = [one.relevance.raters, _number(one.relevance.share), _number(one.relevance.kappa)]
            clarity = [one.clarity.raters, _number(one.clarity.share)]
            sorting = [one.sorting.raters, _number(one.sorting.share), " ".join(one.others), one.other_raters]
            cells = [*relevance, *clarity, *sorting, "", statement_note(one)]
            writer.writerow([theme.theme.id, one.statement.id, *cells])


def statement_note(one: StatementValidity) -> str:
    """Return sentences about a statement that falls short of a requirement; "" for any other statement."""
    notes = [_shortfall(one.relevance, "relevant"), _shortfall(one.clarity, "clear")]
    own, raters = one.sorting
    if raters >= MIN_RATERS and 2 * own <= raters:
        others = f", and {one.other_raters} into {' or '.join(one.others)}" if one.others else ""
        notes.append(f"{own} of {raters} sort it into its own theme{others}.")
    return f"{one.statement.id}: {' '.join(filter(None, notes))}" if any(notes) else ""


def theme_note(theme: ThemeValidity) -> str:
    """Return a sentence about a theme whose average is too low; "" for any other theme."""
    if theme.average is None or theme.average >= MIN_AVERAGE:
        return ""
    return f"{theme.theme.short}: S-CVI/Ave is {float(theme.average):.2f}, below {float(MIN_AVERAGE):.2f}."


def _shortfall(agreement: Agreement, word: str) -> str:
    agreeing, raters = agreement
    if agreement.required is None:
        return f"{counted(raters, 'rater')} on whether it is {word}; at least {MIN_RATERS} are needed."
    if agreement.sufficient:
        return ""
    if agreement.required == 1:
        return f"{agreeing} of {raters} call it {word}; with fewer than {RATERS_FOR_TOLERANCE} raters, all should."
    return f"{agreeing} of {raters} call it {word}; the share should be at least {float(agreement.required):.2f}."


def _statement_row(theme: ThemeValidity, one: StatementValidity) -> tuple[str, ...]:
    shares = (one.relevance.share, one.relevance.kappa, one.clarity.share, one.sorting.share)
    others = f"{', '.join(one.others)} ({one.other_raters})" if one.others else ""
    return one.statement.id, str(one.relevance.raters), *map(_rounded, shares), theme.theme.short, others


def _theme_row(theme: ThemeValidity) -> tuple[str, ...]:
    rated, asked = len(theme.shares), len(theme.statements)
    return theme.theme.short, str(asked) if rated == asked else f"{rated} of {asked}", _rounded(theme.average)


def _rounded(number: Fraction | None) -> str:
    return "" if number is None else f"{float(number):z.2f}"


def _number(number: Fraction | None) -> float | None:
    return None if number is None else float(number)
