"""Notes on the reliability of a theme and on its statements, in one sentence or two each."""

from collections.abc import Iterable, Iterator

from quiz.core.questionnaire import Statement
from quiz.psychometrics.reliability import FEWEST, LOW, Item, Reliability


def theme_notes(result: Reliability) -> Iterator[str]:
    """Yield a sentence for each reason why numbers of a theme are missing."""
    constant = _ids(item.statement for item in result.items if item.rest is None)
    notes = {
        "few": f"{result.cases:,} complete cases. At least {FEWEST} are needed to calculate anything.",
        "single": "it has one statement, so there is no alpha: nothing to compare it with.",
        "constant": f"all people gave the same answer to {constant}: no alpha, no omega.",
        "alike": "each person gave the same answer to all its statements, so the data tell nothing: check the file.",
        "apart": "its statements do not rise and fall together: no alpha, no omega. One may be reversed by mistake.",
        "pair": "it has two statements, and omega needs three.",
        "improper": f"no omega. One common factor leaves no variance of its own to {_ids(result.beyond)} (a Heywood "
        "case): there are few cases, or two statements are almost identical.",
        "no_fit": "no omega. No single common factor fits these answers: it may be two themes, or two statements got "
        "the same answers.",
    }
    return (f"{result.theme.short}: {notes[trouble]}" for trouble in result.troubles)


def item_note(item: Item) -> str:
    """Return a sentence about a statement that does not fit its theme; "" for one that does."""
    change = "remove" if item.statement.reversed else "add"
    advice = f"It may be reversed by mistake: read it again, and {change} `reversed = true` if so."
    if item.against is not None:
        return f"{item.statement.id}: it goes against most of its theme. {advice}" if item.against else ""
    # Rounded as in the table, so that no sentence contradicts the number beside it.
    rest = None if item.rest is None else round(item.rest, 2)
    if rest is None or rest >= LOW:
        return ""
    if rest >= 0:
        return f"{item.statement.id}: it is hardly related to the rest of its theme ({rest:z.2f})."
    return f"{item.statement.id}: it goes against the rest of its theme ({rest:.2f}). {advice}"


def _ids(statements: Iterable[Statement]) -> str:
    return ", ".join(statement.id for statement in statements)
