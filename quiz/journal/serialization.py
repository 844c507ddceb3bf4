"""Saved results and their questionnaires as JSON, the form in which they are encrypted."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from functools import lru_cache
from typing import Any

from quiz.content.type_adapter import type_adapter
from quiz.core.questionnaire import Questionnaire
from quiz.progress.history import SavedResult
from quiz.progress.remarks import Remarks

EXCLUDED_FIELDS = {"careless", "style", "advice", "purpose", "texts"}
"""The fields that `Questionnaire.saved_part` empties."""


def questionnaire_values(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return a questionnaire as JSON values. Defaults are included: if they change, saved results must not.

    `None` is omitted; it means the value shared by all themes.
    """
    values: dict[str, Any] = type_adapter(Questionnaire).dump_python(
        questionnaire, mode="json", exclude=EXCLUDED_FIELDS, exclude_none=True
    )
    return values


def remark_values(remarks: Remarks) -> dict[str, str]:
    """Return the remarks that are not empty, by name."""
    return {name: value for name, value in asdict(remarks).items() if value}


def language_values(saved: SavedResult) -> dict[str, str]:
    """Return the language a result was taken in, if it differs from the questionnaire's."""
    return {"language": saved.language} if saved.language else {}


def serialize_questionnaire(questionnaire: Questionnaire) -> bytes:
    """Return the `saved_part` of a questionnaire as JSON."""
    return _compact(questionnaire_values(questionnaire))


def deserialize_questionnaire(content: bytes) -> Questionnaire:
    """Return the questionnaire given to `serialize_questionnaire`. The same content returns the same object."""
    return _questionnaire(content.decode())


def serialize(saved: SavedResult, questionnaire_id: bytes) -> bytes:
    """Return a result as JSON, with its questionnaire's id but without its own, which the encryption binds it to."""
    return _compact(
        {
            "taken": saved.finished_at.isoformat(),
            "questionnaire_id": questionnaire_id.hex(),
            "answers": dict(saved.raw),
            **language_values(saved),
            **remark_values(saved.remarks),
        }
    )


def deserialize(id_: str, content: bytes, questionnaires: Mapping[bytes, Questionnaire]) -> SavedResult | None:
    """Return the result given to `serialize`, or `None` if its questionnaire is not among `questionnaires`, by id.

    Results saved before version 2 of the schema contain their questionnaire.
    """
    document = json.loads(content)
    own = document.get("questionnaire")
    id_of_shared = bytes.fromhex(document.get("questionnaire_id", ""))
    questionnaire = _questionnaire(json.dumps(own)) if own else questionnaires.get(id_of_shared)
    if questionnaire is None:
        return None
    taken = datetime.fromisoformat(document["taken"])
    return SavedResult(id_, taken, questionnaire, document["answers"], _remarks(document), document.get("language", ""))


def questionnaire_id_of(content: bytes) -> bytes:
    """Return the id of the questionnaire that a serialized result refers to; empty if it contains its own."""
    return bytes.fromhex(json.loads(content).get("questionnaire_id", ""))


def _compact(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _remarks(document: Mapping[str, Any]) -> Remarks:
    return Remarks(**{part.name: document[part.name] for part in fields(Remarks) if part.name in document})


# A journal has up to a thousand results of a few questionnaires, each of which takes milliseconds to validate.
@lru_cache(maxsize=64)
def _questionnaire(text: str) -> Questionnaire:
    questionnaire: Questionnaire = type_adapter(Questionnaire).validate_json(text)
    return questionnaire
