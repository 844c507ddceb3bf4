"""Sentences about missing numbers, and about themes and statements that deserve a look."""

from collections.abc import Iterable, Iterator

from quiz.cli.text import counted
from quiz.core.questionnaire import Statement
from quiz.psychometrics.careless_sheets import CarelessSheets
from quiz.psychometrics.reliability import LOW_ITEM_REST, MIN_CASES, ItemStatistics, Reliability
from quiz.psychometrics.retest import Retest
from quiz.psychometrics.statement_answers import StatementAnswers

MANY_AT_AN_END = 0.15
"""A theme has a floor or ceiling above this share of scores at an end of the scale (McHorney & Tarlov 1995)."""
MANY_SKIPPED = 0.1
"""A statement skipped by a larger share of people than this deserves a look; a convention."""


def theme_notes(result: Reliability, retest: Retest | None = None) -> Iterator[str]:
    """Yield a sentence for each reason why a theme's numbers are missing, and for each one why they may mislead."""
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
    found = [notes[trouble] for trouble in result.missing_reasons]
    for share, end in ((result.floor, 0), (result.ceiling, 100)):
        if share > MANY_AT_AN_END:
            found.append(f"{share:.0%} of scores are {end}. There, it cannot tell people apart, and SEM says little.")
    if result.fit and result.fit.poor:
        found.append(_poor_fit(result))
    if retest and retest.drifted:
        found.append(
            f"scores {'rose' if retest.shift > 0 else 'fell'} by {abs(retest.shift):.1f} points on the whole between "
            "the days, so people may have changed, and retest does not measure error alone."
        )
    return (f"{result.theme.short}: {note}" for note in found)


def item_note(item: ItemStatistics) -> str:
    """Return a sentence about a statement that does not fit its theme; "" for a statement that fits."""
    change = "remove" if item.statement.reversed else "add"
    advice = f"It may be reversed by mistake: read it again, and {change} `reversed = true` if so."
    if item.against_majority is not None:
        return f"{item.statement.id}: it goes against most of its theme. {advice}" if item.against_majority else ""
    # Rounded as in the table, so that the sentence does not contradict the number there.
    rest = None if item.correlation is None else round(item.correlation, 2)
    if rest is None or rest >= LOW_ITEM_REST:
        return ""
    if rest >= 0:
        return f"{item.statement.id}: it is hardly related to the rest of its theme ({rest:z.2f})."
    return f"{item.statement.id}: it goes against the rest of its theme ({rest:.2f}). {advice}"


def skip_note(answers: StatementAnswers) -> str:
    """Return a sentence about a statement that many people skipped; "" for any other statement."""
    if answers.skipped_share <= MANY_SKIPPED:
        return ""
    return f"{answers.statement.id}: {answers.skipped_share:.0%} did not answer. Does it apply to everyone?"


def careless_notes(careless: CarelessSheets) -> Iterator[str]:
    """Yield a sentence for each kind of careless sheet that was found, with what to do about it."""
    kinds = (
        ("straight-liners", careless.straight_liners, "with the same answer to all statements"),
        ("duplicates", careless.duplicates, "with the same answers as an earlier one"),
    )
    for kind, number, words in kinds:
        done = "left out" if kind in careless.excluded else f"counted; --exclude {kind} leaves them out"
        if number:
            yield f"{counted(number, 'sheet')} of {careless.sheets:,} {words}: {done}."


def _poor_fit(result: Reliability) -> str:
    if result.fit is None:
        return ""
    groups = result.fit.groups
    if not groups:
        return (
            f"one common factor fits badly (RMSEA {result.fit.rmsea:.2f}), so alpha and omega say little. Look for "
            "statements that repeat each other, or belong elsewhere."
        )
    one, other = (_ids(result.items[place].statement for place in group) for group in groups)
    return f"it looks like two themes: {one}, and {other}. A single score mixes them."


def _ids(statements: Iterable[Statement]) -> str:
    return ", ".join(statement.id for statement in statements)
