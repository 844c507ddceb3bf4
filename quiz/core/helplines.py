"""Support lines by country: whom a person can turn to, and how long a line that somebody checked is shown."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from quiz.core.questionnaire import Strict

FRESH = timedelta(days=366)
"""How long a line is shown after it was checked: a dead number is worse than none."""
TOMORROW = timedelta(days=-1)
"""Where it is tomorrow already."""


@dataclass(frozen=True)
class Line(Strict):
    """One support line. `contact` is what to show, `tel` the digits to dial, `text` how to write to it."""

    name: str
    contact: str
    serves: str
    source: str
    checked_on: date
    tel: str = ""
    text: str = ""

    def is_fresh(self, today: date) -> bool:
        """Tell whether it was checked within the last twelve months; a date still to come is a slip."""
        return TOMORROW <= today - self.checked_on <= FRESH


@dataclass(frozen=True)
class Directory(Strict):
    """A web page that lists support lines."""

    name: str
    url: str
    serves: str = ""


@dataclass(frozen=True)
class Country(Strict):
    """What a person in one country can turn to. `emergency` is what to show, `emergency_tel` the digits to dial."""

    id: str
    name: str
    lines: tuple[Line, ...]
    emergency: str = ""
    emergency_tel: str = ""
    note: str = ""
    directory: Directory | None = None


@dataclass(frozen=True)
class Helplines(Strict):
    """All support lines: by country, and the directories that work anywhere."""

    anywhere: tuple[Directory, ...]
    note: str
    countries: tuple[Country, ...]

    def fresh(self, today: date) -> "Helplines":
        """Leave out the lines that nobody has checked within the last twelve months, and the notes beside them."""
        return replace(
            self,
            countries=tuple(_fresh(country, today) for country in self.countries),
        )

    def stale(self, today: date) -> Iterator[tuple[Country, Line]]:
        """Give those lines."""
        return ((country, line) for country in self.countries for line in country.lines if not line.is_fresh(today))


def _fresh(country: Country, today: date) -> Country:
    lines = tuple(line for line in country.lines if line.is_fresh(today))
    return replace(country, lines=lines, note=country.note if lines == country.lines else "")
