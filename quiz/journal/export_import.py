"""Exports of a journal as JSON, and imports of them. docs/export.md describes the format."""

import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError

from quiz.content.loader import read_questionnaire
from quiz.core.questionnaire import Questionnaire
from quiz.core.strict import Strict
from quiz.journal.encryption import MAX_PLAIN_BYTES
from quiz.journal.serialization import language_values, questionnaire_values, remark_values
from quiz.progress.history import SavedResult
from quiz.progress.remarks import (
    MAX_STEP_CODE_POINTS,
    Outcome,
    Relationship,
    Remarks,
    clean_note,
    excess_characters,
)

FORMAT = "steady-journal"
VERSION = 2
"""Files of version 1 can be imported, too: they have no remarks, and their questionnaires no questions."""
VALID_YEARS = range(2000, 3000)
MAX_TEXT_CHARACTERS = 200
"""The most characters in a statement's id or an answer."""
LANGUAGE_CODE = "^([a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3})?$"
MAX_THEMES = 50
MAX_STATEMENTS = 500
MAX_QUESTIONNAIRE_VALUES = 5_000
"""The most JSON values in one questionnaire, 20 times those of the shipped one: validating them is slow."""
MAX_FILE_VALUES = 25_000
"""The most JSON values in all questionnaires of a file together."""
ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b")
"""The first bytes of zip archives, which include spreadsheet files, and of gzip files."""
TABLE_SEPARATORS = re.compile(rb"[,;\t]")

Id = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
ShortText = Annotated[str, Field(max_length=MAX_TEXT_CHARACTERS)]


FileKind = Literal["", "nothing", "archive", "table", "utf-16"]
"""What a file is if it isn't an export; empty if that is unknown."""


class InvalidExport(Exception):
    """The file is not an export, or was edited so that it can't be read.

    The message is the place of the first fault, and `kind` is what the file is instead.
    """

    def __init__(self, place: str, kind: FileKind = "") -> None:
        super().__init__(place)
        self.kind = kind


@dataclass(frozen=True)
class ExportedResult(Strict):
    """One result in a file; `questionnaire` names one of the file's questionnaires."""

    id: Id
    # The key in the file format is "taken".
    finished_at: Annotated[AwareDatetime, Field(alias="taken")]
    questionnaire: str
    answers: Mapping[ShortText, ShortText]
    note: str = ""
    step: Annotated[str, Field(max_length=MAX_STEP_CODE_POINTS)] = ""
    outcome: Outcome | None = None
    relationship: Relationship | None = None
    language: Annotated[str, Field(pattern=LANGUAGE_CODE)] = ""


@dataclass(frozen=True)
class ExportFile(Strict):
    """A whole file."""

    format: Literal["steady-journal"]
    # Strictly an integer: neither true nor 1.0.
    version: Annotated[int, Field(strict=True, ge=1, le=VERSION)]
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
        # A fingerprint leaves out titles and bands, so two questionnaires can have the same one.
        name = names_by_text.setdefault(text, fingerprint + (f"-{same + 1}" if same else ""))
        answered = {"taken": saved.finished_at.isoformat(), "questionnaire": name, "answers": dict(saved.raw)}
        exported.append({"id": saved.id, **answered, **language_values(saved), **remark_values(saved.remarks)})
    questionnaires = {name: json.loads(text) for text, name in names_by_text.items()}
    document = {"format": FORMAT, "version": VERSION, "questionnaires": questionnaires, "results": exported}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def from_json(content: bytes, private_ids: Collection[str]) -> tuple[SavedResult, ...]:
    """Return the results of an export, in its order. Raises InvalidExport.

    Answers to private questions, which only an edited file has, are left out.
    """
    try:
        file = TypeAdapter(ExportFile).validate_json(content.removeprefix(BOM_UTF8))
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise InvalidExport(".".join(map(str, fault["loc"])), _kind(content)) from error
    if _exceeds(file.questionnaires, MAX_FILE_VALUES):
        raise InvalidExport("questionnaires")
    questionnaires = {name: _questionnaire(name, raw) for name, raw in file.questionnaires.items()}
    results = []
    for number, exported in enumerate(file.results):
        finished_at = _utc(exported.finished_at)
        if exported.questionnaire not in questionnaires or finished_at is None:
            raise InvalidExport(f"results.{number}")
        note = clean_note(exported.note)
        if excess_characters(note):
            raise InvalidExport(f"results.{number}.note")
        remarks = Remarks(note, exported.step, exported.outcome, exported.relationship)
        asked = questionnaires[exported.questionnaire]
        private = {*private_ids, *asked.private_option_ids}
        raw = {id_: answer for id_, answer in exported.answers.items() if id_ not in private}
        results.append(SavedResult(exported.id, finished_at, asked.saved_part, raw, remarks, exported.language))
    return tuple(results)


def _kind(content: bytes) -> FileKind:
    """Return what a file is instead of an export."""
    if not content.strip():
        return "nothing"
    if content.startswith(ZIP_SIGNATURES):
        return "archive"
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or b"\0" in content[:4]:
        return "utf-16"
    first_line = content.removeprefix(BOM_UTF8).lstrip().split(b"\n", 1)[0]
    is_json = first_line.startswith((b"{", b"["))
    return "table" if not is_json and len(TABLE_SEPARATORS.findall(first_line)) > 1 else ""


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
    return questionnaire
