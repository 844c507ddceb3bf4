"""Finds sheets that say little about a questionnaire: the same answer throughout, or a copy of an earlier sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["straight-liners", "duplicates"]

MIN_ANSWERS = 6
"""With fewer answers, it means nothing that all of them are the same."""
MIN_ANSWERS_TO_COMPARE = 15
"""With fewer answers, two people may give the same ones by chance."""


@dataclass
class CarelessSheets:
    """Counts straight-liners, who gave all statements the same answer, and duplicates of an earlier sheet.

    `excluded` has the kinds to leave out. A straight-liner is never counted as a duplicate. Sheets are remembered as
    hashes, about 100 bytes each.
    """

    excluded: frozenset[Kind] = frozenset()
    straight_liners: int = 0
    duplicates: int = 0
    sheets: int = 0
    _seen: set[int] = field(default_factory=set)

    def excludes(self, raw: Sequence[int | None]) -> bool:
        """Count a sheet of raw answers (as chosen, not reverse-keyed), and return whether to leave it out."""
        self.sheets += 1
        given = {value for value in raw if value is not None}
        if len(raw) - raw.count(None) < MIN_ANSWERS:
            return False
        if len(given) == 1:
            self.straight_liners += 1
            return "straight-liners" in self.excluded
        if len(raw) - raw.count(None) < MIN_ANSWERS_TO_COMPARE:
            return False
        key = hash(tuple(raw))
        if key in self._seen:
            self.duplicates += 1
            return "duplicates" in self.excluded
        self._seen.add(key)
        return False
