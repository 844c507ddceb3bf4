"""Exports of a journal as a table for a spreadsheet, in which no cell is a formula."""

import csv
import io
import re
from collections.abc import Sequence

from quiz.progress.history import SavedResult
from quiz.score_columns import column_names, column_values

FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A cell that begins with one of these is read as a formula by spreadsheets."""
NEGATIVE_NUMBER = re.compile(r"-[0-9]+")
CONTROL_CHARACTERS = dict.fromkeys(range(32), " ")
"""A translation table that replaces what could end a cell or a row."""


def to_csv(results: Sequence[SavedResult]) -> str:
    """Return results as a table with a row for each: its time, what the person added, its scores and its answers.

    Themes have the same columns as in `flask quiz score`.
    """
    newest_first = list(reversed(results))
    themes = list(dict.fromkeys(theme.id for saved in newest_first for theme in saved.questionnaire.themes))
    ids = list(dict.fromkeys(id_ for saved in newest_first for id_ in _answer_ids(saved)))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    scores = [name for theme in themes for name in column_names(theme)]
    writer.writerow(map(_inert, ["taken", "note", "step", "outcome", *scores, *ids]))
    for saved in results:
        writer.writerow(map(_inert, _row(saved, themes, ids)))
    return out.getvalue()


def _row(saved: SavedResult, themes: Sequence[str], ids: Sequence[str]) -> list[object]:
    scores = {score.theme.id: column_values(score) for score in saved.profile.themes}
    blank = [""] * len(column_names(""))
    own = (saved.remarks.note, saved.remarks.step, saved.remarks.outcome or "")
    return [
        saved.finished_at.isoformat(),
        *own,
        *(cell for theme in themes for cell in scores.get(theme, blank)),
        *(saved.raw.get(id_, "") for id_ in ids),
    ]


def _inert(cell: object) -> object:
    """Return a cell that spreadsheets do not run as a formula; a number stays a number."""
    if not isinstance(cell, str):
        return cell
    is_formula = cell.lstrip(" ").startswith(FORMULA_PREFIXES) and not NEGATIVE_NUMBER.fullmatch(cell)
    return ("'" if is_formula else "") + cell.translate(CONTROL_CHARACTERS)


def _answer_ids(saved: SavedResult) -> list[str]:
    """Return the ids of the statements in their order, then those of other answers."""
    return list(dict.fromkeys([*(statement.id for statement in saved.questionnaire.statements), *saved.raw]))
