"""Numbers with their nouns."""


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, as in "1 row" and "2 rows"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
