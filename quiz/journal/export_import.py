"""A journal as files to take away, and back from one of them. The format is described in docs/export.md."""

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
from quiz.journal.encryption import LONGEST
from quiz.journal.serialization import plain
from quiz.progress.history import SavedResult
from quiz.score_columns import column_names, column_values

FORMAT = "steady-journal"
VERSION = 1
YEARS = range(2000, 3000)
SHORT = 200
"""Letters in an id or an answer."""
MOST = {"themes": 50, "statements": 500}
"""How many of each a questionnaire in a file may have: many more than anyone would answer, and few enough to draw."""
MOST_VALUES = 5_000
"""JSON values in one questionnaire: twenty times as many as in the shipped one. What is checked takes its time."""
ALL_VALUES = 25_000
"""The same in all questionnaires of one file."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet take a text for a formula."""
CONTROLS = dict.fromkeys(range(32), " ")
"""What could end a cell or a row, with what stands there instead."""

Id = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
Short = Annotated[str, Field(max_length=SHORT)]


class InvalidExport(Exception):
    """A file that is no journal's export, or one that was changed until it could not be read; says where."""


@dataclass(frozen=True)
class Result(Strict):
    """One kept result in a file; `questionnaire` names one of the file's questionnaires."""

    id: Id
    taken: AwareDatetime
    questionnaire: str
    answers: Mapping[Short, Short]


@dataclass(frozen=True)
class Export(Strict):
    """A whole file."""

    format: Literal["steady-journal"]
    version: Literal[1]
    questionnaires: Mapping[str, Mapping[str, Any]]
    results: tuple[Result, ...]


def to_json(takes: Sequence[SavedResult]) -> str:
    """Write takes, oldest first, with each questionnaire once."""
    asked: dict[str, str] = {}
    for take in takes:
        text = _text(take.questionnaire)
        same = sum(name.startswith(take.questionnaire.fingerprint) for name in asked.values())
        # What words and bands belong to is not in a fingerprint: two questionnaires may share one.
        asked.setdefault(text, take.questionnaire.fingerprint + (f"-{same + 1}" if same else ""))
    results = [
        {
            "id": take.id,
            "taken": take.finished_at.isoformat(),
            "questionnaire": asked[_text(take.questionnaire)],
            "answers": dict(take.raw),
        }
        for take in takes
    ]
    questionnaires = {name: json.loads(text) for text, name in asked.items()}
    whole = {"format": FORMAT, "version": VERSION, "questionnaires": questionnaires, "results": results}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def from_json(text: bytes, private: Collection[str]) -> tuple[SavedResult, ...]:
    """Read takes; raises InvalidExport. Answers to `private` questions (by id), put in by hand, are passed over."""
    try:
        export = TypeAdapter(Export).validate_json(text)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise InvalidExport(".".join(map(str, fault["loc"]))) from error
    if _values(export.questionnaires, ALL_VALUES) > ALL_VALUES:
        raise InvalidExport("questionnaires")
    asked = {name: _checked(name, raw) for name, raw in export.questionnaires.items()}
    takes = []
    for number, found in enumerate(export.results):
        if found.questionnaire not in asked or (taken := _utc(found.taken)) is None:
            raise InvalidExport(f"results.{number}")
        raw = {id_: answer for id_, answer in found.answers.items() if id_ not in private}
        takes.append(SavedResult(found.id, taken, asked[found.questionnaire], raw))
    return tuple(takes)


def to_csv(takes: Sequence[SavedResult]) -> str:
    """Write a row a take, oldest first: its time, each theme's scores as `flask quiz score` names them, the answers."""
    themes = list(dict.fromkeys(theme.id for take in reversed(takes) for theme in take.questionnaire.themes))
    ids = list(dict.fromkeys(id_ for take in reversed(takes) for id_ in _answered(take)))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["taken", *(name for id_ in themes for name in column_names(id_)), *map(_inert, ids)])
    for take in takes:
        scores = {score.theme.id: column_values(take.questionnaire, score) for score in take.profile.themes}
        blank = [""] * len(column_names(""))
        row = [cell for id_ in themes for cell in scores.get(id_, blank)]
        writer.writerow([take.finished_at.isoformat(), *row, *(_inert(take.raw.get(id_, "")) for id_ in ids)])
    return out.getvalue()


def _inert(text: str) -> str:
    """Give a text as one that no spreadsheet runs; a number stays a number."""
    runs = text.startswith(FORMULA) and not text.removeprefix("-").isdecimal()
    return ("'" if runs else "") + text.translate(CONTROLS)


def _answered(take: SavedResult) -> list[str]:
    asked = [statement.id for statement in take.questionnaire.statements]
    return [*asked, *(id_ for id_ in take.raw if id_ not in asked)]


def _text(questionnaire: Questionnaire) -> str:
    return json.dumps(plain(questionnaire), ensure_ascii=False)


def _utc(taken: datetime) -> datetime | None:
    """Give a moment by the clock that all are kept by; `None` when it lies outside YEARS there."""
    try:
        moment = taken.astimezone(UTC)
    except OverflowError:
        return None
    return moment if moment.year in YEARS else None


def _values(value: object, most: int) -> int:
    """Count the values in a JSON value, itself too, until there are more than `most`."""
    count, left = 0, [value]
    while left and count <= most:
        found = left.pop()
        count += 1
        if isinstance(found, Mapping):
            left.extend(found.values())
        elif isinstance(found, list):
            left.extend(found)
    return count


def _checked(name: str, raw: Mapping[str, Any]) -> Questionnaire:
    compact = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
    if _values(raw, MOST_VALUES) > MOST_VALUES or len(compact.encode()) > LONGEST:
        raise InvalidExport(f"questionnaires.{name}")
    if any(len(raw.get(part) or ()) > most for part, most in MOST.items() if isinstance(raw.get(part), list)):
        raise InvalidExport(f"questionnaires.{name}")
    questionnaire = read_questionnaire(raw)
    if questionnaire is None:
        raise InvalidExport(f"questionnaires.{name}")
    return questionnaire.scoring_part
