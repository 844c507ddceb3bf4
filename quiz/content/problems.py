"""What can be wrong with a content file, said so that its author can mend it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One fault: where it is, what it is, how to mend it. A `warning` does not keep anyone from using the file."""

    file: str
    place: str
    what: str
    mend: str
    line: int = 0
    warning: bool = False

    def __str__(self) -> str:
        """Say it on one line, the place first."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        kind = "warning: " if self.warning else ""
        place = f"{self.place}: " if self.place else ""
        return f"{where}: {kind}{place}{self.what} {self.mend}".rstrip()


def suggestion(word: str, known: Iterable[str]) -> str:
    """Suggest the known word closest to a misspelt one, else list what is known."""
    names = sorted(set(known))
    close = difflib.get_close_matches(word, names, n=1)
    if close:
        return f'Did you mean "{close[0]}"?'
    return f"Known: {', '.join(names)}." if names else "None is defined."
