"""What answer sheets show about a questionnaire, to read in a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from quiz.core.questionnaire import Statement
from quiz.psychometrics.coefficients import Estimate
from quiz.psychometrics.reliability import LOW_ITEM_REST, MIN_CASES, ItemStatistics, Reliability

HEADS = ("theme", "cases", "mean", "SD", "alpha (95 %)", "omega (95 %)", "SEM", "clear change")


def as_text(found: Sequence[Reliability]) -> Iterator[str]:
    """Give the lines of a table of themes, one of statements, and all there is to say about both."""
    rows = [HEADS, *(_cells(one) for one in found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *cells in rows:
        numbers = (f"{cell:>{width}}" for cell, width in zip(cells, widths[1:], strict=True))
        yield "  ".join([f"{name:{widths[0]}}", *numbers]).rstrip()
    yield from _items(found)
    if notes := [note for one in found for note in [*theme_notes(one), *filter(None, map(item_note, one.items))]]:
        yield from ["", *notes]


def theme_notes(one: Reliability) -> Iterator[str]:
    """Say why numbers of a theme are missing."""
    same = _ids(item.statement for item in one.items if item.correlation is None)
    said = {
        "few": f"{one.cases:,} complete cases. Nothing is worked out from fewer than {MIN_CASES}.",
        "single": "it has one statement, so nothing shows how well statements go together.",
        "constant": f"everybody gave the same answer to {same}. That tells nobody apart: no alpha, no omega.",
        "alike": "each person gave all its statements the same answer. That shows nothing: look at the file.",
        "apart": "its statements do not rise and fall together: no alpha, no omega. One may be reversed by mistake.",
        "pair": "it has two statements, and omega needs three.",
        "improper": f"no omega. One common factor leaves nothing of {_ids(one.improper)} to itself (a Heywood case): "
        "there are few cases, or two statements say nearly the same.",
        "no_fit": "no omega. No one common factor fits these answers: it may be two themes, or two statements got the "
        "same answers.",
    }
    return (f"{one.theme.short}: {said[trouble]}" for trouble in one.missing_reasons)


def item_note(item: ItemStatistics) -> str:
    """Say what is odd about a statement; nothing when nothing is."""
    mend = "take out" if item.statement.reversed else "add"
    advice = f"It may be reversed by mistake: read it again, and {mend} `reversed = true` if so."
    if item.against_majority is not None:
        return f"{item.statement.id}: it goes against most of its theme. {advice}" if item.against_majority else ""
    # Judged as it is shown, so that no number contradicts its sentence.
    rest = None if item.correlation is None else round(item.correlation, 2)
    if rest is None or rest >= LOW_ITEM_REST:
        return ""
    if rest >= 0:
        return f"{item.statement.id}: it hardly goes with the rest of its theme ({rest:z.2f})."
    return f"{item.statement.id}: it goes against the rest of its theme ({rest:.2f}). {advice}"


def _cells(one: Reliability) -> tuple[str, ...]:
    mean, sd, *rest = ("" if n is None else f"{float(n):.1f}" for n in (one.mean, one.sd, one.sem, one.clear_change))
    return (one.theme.short, f"{one.cases:,}", mean, sd, _range(one.alpha), _range(one.omega), *rest)


def _range(found: Estimate | None) -> str:
    return f"{found.value:z.2f} ({found.low:z.2f} to {found.high:z.2f})" if found else ""


def _items(found: Sequence[Reliability]) -> Iterator[str]:
    items = [(one.theme.short, item) for one in found for item in one.items]
    if items:
        wide = max(len("statement"), *(len(item.statement.id) for _, item in items))
        yield from ["", f"{'statement':{wide}}  item-rest  theme"]
        for short, item in items:
            rest = "" if item.correlation is None else f"{item.correlation:z.2f}"
            yield f"{item.statement.id:{wide}}  {rest:>9}  {short}"


def _ids(statements: Iterable[Statement]) -> str:
    return ", ".join(statement.id for statement in statements)
