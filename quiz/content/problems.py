"""Problems in content files, reported so that the author of the file can fix them."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One problem in a file: where it is, what is wrong, and how to fix it.

    `location` names a table or entry (empty for the whole file), `line` counts from 1 (0 if unknown). A `warning` does
    not prevent the file from being used.
    """

    file: str
    location: str
    message: str
    fix: str
    line: int = 0
    warning: bool = False

    def __str__(self) -> str:
        """Return the problem on one line, location first."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        kind = "warning: " if self.warning else ""
        location = f"{self.location}: " if self.location else ""
        return f"{where}: {kind}{location}{self.message} {self.fix}".rstrip()


def close_match(word: str, known: Iterable[str], similarity: float = 0.6) -> str:
    """Return the known word that is most similar to a misspelled one, ignoring case; "" if none is similar enough.

    `similarity` is the least difflib ratio, 0 to 1.
    """
    by_letters = {name.casefold(): name for name in sorted(known)}
    close = difflib.get_close_matches(word.casefold(), by_letters, n=1, cutoff=similarity)
    return by_letters[close[0]] if close else ""


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return a sentence that suggests the known word most similar to a misspelled one, or lists all known words."""
    names = sorted(set(known))
    if close := close_match(word, names):
        return f'Did you mean "{close}"?'
    return f"Defined: {', '.join(names)}." if names else "None is defined."
