"""Finds the heading rows of a table, and recognizes what each column is about."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quiz.answer_files.column_names import ColumnNames, Match
from quiz.answer_files.table import Row, UnusableFile
from quiz.answer_files.text_keys import letters, plain

MAX_HEADING_ROW = 25
"""The heading is among this many rows: titles and notes may come before it."""
MIN_NAMES = 2
"""Names in a row that make it a heading; a single one may be in a column that lists names."""
MAX_ROWS_A_PERSON = 4
"""With more rows per text on average, a column probably does not tell people apart."""
QUALTRICS_MARK = '{"ImportId"'
PLACEHOLDERS = {"response", "openendedresponse", "selectedchoice"}
"""SurveyMonkey writes these below the text of a question. Letters only."""
PERSON_COLUMNS = (
    *("id", "responseid", "respondentid", "recordid", "participantid", "participant", "subjectid", "subject"),
    *("personid", "person", "pid", "caseid", "case", "userid", "user"),
)
"""Names of columns that tell people apart (letters only), best first."""


@dataclass(frozen=True)
class Column:
    """A column: its place (from 0), its name as plain text, and the statement or question it matches, if any."""

    place: int
    name: str
    match: Match | None


@dataclass(frozen=True)
class Headings:
    """All columns of a table, and the places (from 0) of its `first` and `last` heading rows."""

    first: int
    last: int
    columns: tuple[Column, ...]
    person: int | None
    """The place of the column that tells people apart; `None` without one."""

    @property
    def places(self) -> Mapping[str, int]:
        """The places of the recognized columns, by id."""
        return {column.match.id: column.place for column in self.columns if column.match}

    @property
    def unused(self) -> tuple[Column, ...]:
        """The columns that match no statement or question and do not tell people apart."""
        return tuple(one for one in self.columns if not one.match and one.place != self.person)


def count_fits(rows: Sequence[Row | None], names: ColumnNames) -> int:
    """Return how many columns are recognized in the row with the most recognized names."""
    return max((sum(names.knows(cell) for cell in row or ()) for row in rows), default=0)


def find_headings(rows: Sequence[Row | None], names: ColumnNames, person: str = "") -> Headings:
    """Return the headings of a table from its first rows; `person` names the column that tells people apart.

    Raises UnusableFile if the statements are in rows instead of columns, if the names of a column contradict each
    other, or if several columns are about the same thing.
    """
    starts = [row or () for row in rows[:MAX_HEADING_ROW]]
    fits = [count_fits([row], names) for row in starts]
    worded = [count_fits([_without_numbers(row)], names) for row in starts]
    if max(worded, default=0) == 1 and sum(worded) > MIN_NAMES:
        raise UnusableFile(
            "The statements are below each other. Turn the table, so that each has a column and each person a row."
        )
    filled = next((number for number, row in enumerate(starts) if any(cell.strip() for cell in row)), 0)
    first = fits.index(max(fits)) if any(fits) else filled
    last = first
    while first and fits[first - 1] and len(starts[first - 1]) == len(starts[first]):
        first -= 1
    row = starts[first] if starts else ()
    while last + 1 < len(starts) and _continues(starts[last + 1], row, names):
        last += 1
    matches = [_match(name, names) for name in row]
    for more in starts[first + 1 : last + 1]:
        matches = [_both(*pair) for pair in zip(matches, (_match(cell, names) for cell in more), strict=True)]
    matches = _with_groups(row, matches, names)
    _check_repeated(row, matches)
    above = [one for one in starts[:first] if len(one) == len(row)]
    columns = tuple(
        Column(place, plain(name) or next((plain(one[place]) for one in above if one[place]), ""), match)
        for place, (name, match) in enumerate(zip(row, matches, strict=True))
    )
    return Headings(first, last, columns, _person_column(columns, person))


def _continues(row: Row, heading: Row, names: ColumnNames) -> bool:
    """Return whether a row below the heading belongs to it: with more names, placeholders, or Qualtrics import ids."""
    if len(row) != len(heading):
        return False
    filled = [cell for cell in row if cell.strip()]
    if any(cell.startswith(QUALTRICS_MARK) for cell in filled):
        return True
    named = 2 * count_fits([_without_numbers(row)], names) > max(MIN_NAMES, count_fits([heading], names))
    return named or any(letters(cell) in PLACEHOLDERS for cell in filled)


def _without_numbers(row: Row) -> Row:
    """Return a row without its whole numbers: they may be ids of statements, but below the heading they are answers."""
    return [cell for cell in row if not cell.strip().isdecimal()]


def _match(name: str, names: ColumnNames) -> Match | None:
    try:
        return names.match(name)
    except ValueError as error:
        raise UnusableFile(f"{error} Rename the column after one of them.") from error


def _with_groups(row: Row, matches: Sequence[Match | None], names: ColumnNames) -> list[Match | None]:
    """Return the matches, and for other names the id after the name of a group, if no other column is about that id."""
    parts = [None if match else names.last_part(name) for name, match in zip(row, matches, strict=True)]
    times = Counter(match.id for match in (*matches, *parts) if match)
    only = [part if part and times[part.id] == 1 else None for part in parts]
    return [match or part for match, part in zip(matches, only, strict=True)]


def _both(upper: Match | None, lower: Match | None) -> Match | None:
    if upper and lower and upper.id != lower.id:
        raise UnusableFile(
            f"A column has the id of {upper.id}, but the text of {lower.id} below it. Rename it after one of them."
        )
    return upper or lower


def _check_repeated(row: Row, matches: Sequence[Match | None]) -> None:
    places: dict[str, list[int]] = {}
    for place, match in enumerate(matches):
        if match:
            places.setdefault(match.id, []).append(place)
    ids = [place for place, name in enumerate(row) if letters(name) == "id"]
    if repeated := {id_: found for id_, found in {**places, "id": ids}.items() if len(found) > 1}:
        which = "; ".join(f"{id_} (columns {_numbers(found)})" for id_, found in repeated.items())
        raise UnusableFile(f"There is more than one column {which}. Keep one of them.")


def _numbers(places: Sequence[int]) -> str:
    return " and ".join(str(place + 1) for place in places)


def person_notes(headings: Headings, rows: Sequence[Row]) -> Iterator[str]:
    """Yield a sentence if the column that tells people apart has only a few distinct texts in the first rows."""
    if headings.person is None:
        return
    names = Counter(row[headings.person] for row in rows if len(row) == len(headings.columns))
    del names[""]
    if names.total() > MAX_ROWS_A_PERSON * len(names):
        name = headings.columns[headings.person].name
        yield (
            f"“{name}” is taken for the column that tells people apart, but rows share its texts: name another by --id."
        )


def _person_column(columns: Sequence[Column], wanted: str) -> int | None:
    if wanted:
        places = [column.place for column in columns if letters(column.name) == letters(wanted)]
        if len(places) != 1:
            raise UnusableFile(f"There is {'more than one' if places else 'no'} column {wanted}. Name another one.")
        return places[0]
    names = {letters(column.name): column.place for column in reversed(columns) if not column.match}
    return next((names[name] for name in PERSON_COLUMNS if name in names), None)
