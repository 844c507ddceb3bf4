"""Finds the columns of the statements of each theme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import accumulate, pairwise

from quiz.answer_files.headings import Headings
from quiz.answer_files.table import UnusableFile
from quiz.answer_files.text_keys import letters
from quiz.core.questionnaire import Questionnaire, Statement

MAX_NAMED = 3
"""The most unmatched columns that a message names."""
MAX_LACKING = 5
MAX_NAME_CHARACTERS = 40
MIN_SIMILARITY = 0.8
"""The least similarity (difflib's ratio) of a name that may be a misspelled id or text."""


@dataclass(frozen=True)
class StatementColumns:
    """The statements that have a column, ordered by theme, and the places of these columns.

    `parts` has, for each theme of the questionnaire, the start and end of its slice of `statements` and `places`.
    `absent` has the ids of themes without any column.
    """

    statements: tuple[Statement, ...]
    places: tuple[int, ...]
    parts: tuple[tuple[int, int], ...]
    absent: tuple[str, ...]

    @classmethod
    def of(cls, questionnaire: Questionnaire, headings: Headings, places: Mapping[str, int]) -> "StatementColumns":
        """Return the columns; `places` are by statement id.

        Raises UnusableFile if a theme has only some of its columns, or if no theme has any.
        """
        themes = {theme.id: questionnaire.statements_of(theme.id) for theme in questionnaire.themes}
        missing = {id_: [s.id for s in statements if s.id not in places] for id_, statements in themes.items()}
        absent = tuple(id_ for id_, statements in themes.items() if len(missing[id_]) == len(statements))
        needed = [id_ for id_ in themes if id_ not in absent] or list(themes)
        if lacking := [missing_id for id_ in needed for missing_id in missing[id_]]:
            names = [f"“{column.name[:MAX_NAME_CHARACTERS]}”" for column in headings.unused if column.name]
            seen = f" Not recognized: {', '.join(names[:MAX_NAMED])}{' …' * (len(names) > MAX_NAMED)}." if names else ""
            ids = ", ".join(lacking[:MAX_LACKING])
            more = f" and {len(lacking) - MAX_LACKING} more" if len(lacking) > MAX_LACKING else ""
            raise UnusableFile(
                f"line {headings.first + 1}: There is no column {ids}{more}. Name a column after each statement’s id "
                f"or text.{seen}{_hint(questionnaire, lacking, headings)}"
            )
        kept = [one for id_, statements in themes.items() if id_ not in absent for one in statements]
        sizes = [0 if id_ in absent else len(statements) for id_, statements in themes.items()]
        parts = tuple(pairwise(accumulate(sizes, initial=0)))
        return cls(tuple(kept), tuple(places[one.id] for one in kept), parts, absent)


def _hint(questionnaire: Questionnaire, lacking: Sequence[str], headings: Headings) -> str:
    """Return a sentence about the likely reason why columns are lacking, such as a misspelled name; "" without one."""
    names = {letters(column.name): column.name for column in headings.unused if column.name}
    if len(headings.columns) == 1 and any(sign in headings.columns[0].name for sign in ",;\t"):
        return " All columns are in one cell of each row: let the spreadsheet split them, and save the file again."
    for statement in questionnaire.statements:
        starts = {letters(statement.id), letters(statement.text)}
        own = [name for name in names if name not in starts and any(name.startswith(start) for start in starts)]
        if statement.id in lacking and len(own) > 1:
            return (
                f" There are {len(own)} columns that begin with {statement.id} or its text. If each is about one "
                "answer, export the file with a single column for each statement."
            )
    for statement in questionnaire.statements:
        for wanted in (statement.text, statement.id) if statement.id in lacking else ():
            if found := get_close_matches(letters(wanted), names, 1, MIN_SIMILARITY):
                return f" Is “{names[found[0]][:MAX_NAME_CHARACTERS]}” meant for {statement.id}? Then rename it."
    return ""
