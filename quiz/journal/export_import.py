"""Exports of a journal as JSON and CSV, and imports of that JSON. docs/export.md describes the format."""

import csv
import io
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError

from quiz.content.loader import read_questionnaire
from quiz.core.questionnaire import Questionnaire, Strict
from quiz.journal.encryption import MAX_PLAIN_BYTES
from quiz.journal.serialization import questionnaire_values
from quiz.progress.history import SavedResult
from quiz.score_columns import column_names, column_values

FORMAT = "steady-journal"
VERSION = 1
VALID_YEARS = range(2000, 3000)
MAX_TEXT_CHARACTERS = 200
"""The most characters in a statement's id or an answer."""
MAX_THEMES = 50
MAX_STATEMENTS = 500
MAX_QUESTIONNAIRE_VALUES = 5_000
"""The most JSON values in one questionnaire: twenty times as many as in the shipped one. Validating them is slow."""
MAX_FILE_VALUES = 25_000
"""The most JSON values in all questionnaires of a file together."""
FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet read a cell as a formula."""
CONTROL_CHARACTERS = dict.fromkeys(range(32), " ")
"""A translation table that replaces what could end a cell or a row."""

Id = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
ShortText = Annotated[str, Field(max_length=MAX_TEXT_CHARACTERS)]


class InvalidExport(Exception):
    """The file is not an export, or one that was edited beyond use. The message is the place of the first fault."""


@dataclass(frozen=True)
class ExportedResult(Strict):
    """One result in a file; `questionnaire` names one of the file's questionnaires."""

    id: Id
    # The key in the file format is "taken".
    finished_at: Annotated[AwareDatetime, Field(alias="taken")]
    questionnaire: str
    answers: Mapping[ShortText, ShortText]


@dataclass(frozen=True)
class ExportFile(Strict):
    """A whole file."""

    format: Literal["steady-journal"]
    version: Literal[1]
    questionnaires: Mapping[str, Mapping[str, Any]]
    results: tuple[ExportedResult, ...]


def to_json(results: Sequence[SavedResult]) -> str:
    """Return results as an export, in the given order and with each questionnaire once."""
    names_by_text: dict[str, str] = {}
    exported = []
    for saved in results:
        text = json.dumps(questionnaire_values(saved.questionnaire), ensure_ascii=False)
        fingerprint = saved.questionnaire.fingerprint
        same = sum(name.startswith(fingerprint) for name in names_by_text.values())
        # A fingerprint leaves out titles and bands, so that two questionnaires can share one.
        name = names_by_text.setdefault(text, fingerprint + (f"-{same + 1}" if same else ""))
        taken = saved.finished_at.isoformat()
        exported.append({"id": saved.id, "taken": taken, "questionnaire": name, "answers": dict(saved.raw)})
    questionnaires = {name: json.loads(text) for text, name in names_by_text.items()}
    document = {"format": FORMAT, "version": VERSION, "questionnaires": questionnaires, "results": exported}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def from_json(content: bytes, private_ids: Collection[str]) -> tuple[SavedResult, ...]:
    """Return the results of an export, in its order. Raises InvalidExport.

    Answers to private questions, which only an edited file has, are left out.
    """
    try:
        file = TypeAdapter(ExportFile).validate_json(content)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise InvalidExport(".".join(map(str, fault["loc"]))) from error
    if _exceeds(file.questionnaires, MAX_FILE_VALUES):
        raise InvalidExport("questionnaires")
    questionnaires = {name: _questionnaire(name, raw) for name, raw in file.questionnaires.items()}
    results = []
    for number, exported in enumerate(file.results):
        finished_at = _utc(exported.finished_at)
        if exported.questionnaire not in questionnaires or finished_at is None:
            raise InvalidExport(f"results.{number}")
        raw = {id_: answer for id_, answer in exported.answers.items() if id_ not in private_ids}
        results.append(SavedResult(exported.id, finished_at, questionnaires[exported.questionnaire], raw))
    return tuple(results)


def to_csv(results: Sequence[SavedResult]) -> str:
    """Return results as a table with a row for each: its time, its scores and its answers.

    The columns of a theme are those of `flask quiz score`.
    """
    newest_first = list(reversed(results))
    themes = list(dict.fromkeys(theme.id for saved in newest_first for theme in saved.questionnaire.themes))
    ids = list(dict.fromkeys(id_ for saved in newest_first for id_ in _answer_ids(saved)))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["taken", *(name for theme in themes for name in column_names(theme)), *map(_inert, ids)])
    for saved in results:
        scores = {score.theme.id: column_values(saved.questionnaire, score) for score in saved.profile.themes}
        blank = [""] * len(column_names(""))
        row = [cell for theme in themes for cell in scores.get(theme, blank)]
        writer.writerow([saved.finished_at.isoformat(), *row, *(_inert(saved.raw.get(id_, "")) for id_ in ids)])
    return out.getvalue()


def _inert(text: str) -> str:
    """Return a text that spreadsheets do not run as a formula; a number stays a number."""
    is_formula = text.startswith(FORMULA_PREFIXES) and not text.removeprefix("-").isdecimal()
    return ("'" if is_formula else "") + text.translate(CONTROL_CHARACTERS)


def _answer_ids(saved: SavedResult) -> list[str]:
    """Return the ids of the statements in their order, then those of other answers."""
    return list(dict.fromkeys([*(statement.id for statement in saved.questionnaire.statements), *saved.raw]))


def _utc(moment: datetime) -> datetime | None:
    """Convert to UTC; return `None` outside VALID_YEARS."""
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        return None
    return moment if moment.year in VALID_YEARS else None


def _exceeds(value: object, limit: int) -> bool:
    """Return whether a JSON value consists of more than `limit` values, itself included."""
    count, left = 0, [value]
    while left and count <= limit:
        part = left.pop()
        count += 1
        if isinstance(part, Mapping):
            left.extend(part.values())
        elif isinstance(part, list):
            left.extend(part)
    return count > limit


def _questionnaire(name: str, raw: Mapping[str, Any]) -> Questionnaire:
    compact = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
    too_large = _exceeds(raw, MAX_QUESTIONNAIRE_VALUES) or len(compact.encode()) > MAX_PLAIN_BYTES
    for part, limit in (("themes", MAX_THEMES), ("statements", MAX_STATEMENTS)):
        entries = raw.get(part)
        too_large |= isinstance(entries, list) and len(entries) > limit
    questionnaire = None if too_large else read_questionnaire(raw)
    if questionnaire is None:
        raise InvalidExport(f"questionnaires.{name}")
    return questionnaire.scoring_part
