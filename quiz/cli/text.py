"""Text for a terminal: numbers with their nouns, and tables."""

from collections.abc import Iterator, Sequence


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, as in "1 row" and "2 rows"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def aligned(sides: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as lines. `sides` has a sign for each column: `<` to align it to the left, `>` to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(row, sides, widths, strict=True)
        yield "  ".join(f"{cell:{side}{width}}" for cell, side, width in cells).rstrip()
