"""Notes on the reliability of a theme and on its statements, in one sentence or two each."""

from collections.abc import Iterable, Iterator

from quiz.core.questionnaire import Statement
from quiz.psychometrics.reliability import LOW_ITEM_REST, MIN_CASES, ItemStatistics, Reliability


def theme_notes(result: Reliability) -> Iterator[str]:
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


def _ids(statements: Iterable[Statement]) -> str:
    return ", ".join(statement.id for statement in statements)
