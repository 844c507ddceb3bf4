"""Support lines by country, each shown for a year after somebody checked it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from quiz.core.strict import Strict
from quiz.core.words import Words

CHECK_VALID_FOR = timedelta(days=366)
"""A line is shown this long after it was checked: a dead number is worse than none."""
TIME_ZONE_TOLERANCE = timedelta(days=1)
"""How far in the future a check may be: in some time zones it is already tomorrow."""


@dataclass(frozen=True)
class Helpline(Strict):
    """One support line. `contact` is the text to show, `tel` the digits to dial, `text` how to write to it."""

    name: str
    contact: Words
    serves: Words
    source: str
    checked_on: date
    tel: str = ""
    text: Words = ""

    def is_fresh(self, today: date) -> bool:
        """Return whether it was checked within the last twelve months; a later date in the future is a mistake."""
        return -TIME_ZONE_TOLERANCE <= today - self.checked_on <= CHECK_VALID_FOR


@dataclass(frozen=True)
class Directory(Strict):
    """A web page that lists support lines."""

    name: str
    url: str
    serves: Words = ""


@dataclass(frozen=True)
class Country(Strict):
    """The support available in one country. `emergency` is the text to show, `emergency_tel` the digits to dial."""

    id: str
    name: Words
    lines: tuple[Helpline, ...]
    emergency: Words = ""
    emergency_tel: str = ""
    note: Words = ""
    directory: Directory | None = None


@dataclass(frozen=True)
class Helplines(Strict):
    """All support lines: by country, and the directories that work anywhere. `language` is that of its texts."""

    anywhere: tuple[Directory, ...]
    note: Words
    countries: tuple[Country, ...]
    language: str = "en"

    def fresh(self, today: date) -> "Helplines":
        """Return a copy with only the lines checked in the last twelve months.

        A country that loses a line also loses its note.
        """
        return replace(self, countries=tuple(_fresh(country, today) for country in self.countries))

    def stale(self, today: date) -> Iterator[tuple[Country, Helpline]]:
        """Yield the lines that `fresh` leaves out."""
        return ((country, line) for country in self.countries for line in country.lines if not line.is_fresh(today))


def _fresh(country: Country, today: date) -> Country:
    lines = tuple(line for line in country.lines if line.is_fresh(today))
    return replace(country, lines=lines, note=country.note if lines == country.lines else "")
