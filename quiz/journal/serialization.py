"""Saved results as JSON, the form in which they are encrypted."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from functools import lru_cache
from typing import Any

from quiz.content.toml_document import type_adapter
from quiz.core.questionnaire import Questionnaire
from quiz.progress.history import SavedResult
from quiz.progress.remarks import Remarks

EXCLUDED_FIELDS = {"careless", "style", "advice"}
"""The fields that `Questionnaire.saved_part` empties."""


def questionnaire_values(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return a questionnaire as JSON values. Defaults are included: if they change, saved results must not.

    `None` is left out: it stands for what all themes share.
    """
    values: dict[str, Any] = type_adapter(Questionnaire).dump_python(
        questionnaire, mode="json", exclude=EXCLUDED_FIELDS, exclude_none=True
    )
    return values


def remark_values(remarks: Remarks) -> dict[str, str]:
    """Return the remarks that there are, by name."""
    return {name: value for name, value in asdict(remarks).items() if value}


def serialize(saved: SavedResult) -> bytes:
    """Return a result as JSON, without its id: the encryption binds the ciphertext to that."""
    document = {
        "taken": saved.finished_at.isoformat(),
        "fingerprint": saved.questionnaire.fingerprint,
        "questionnaire": questionnaire_values(saved.questionnaire),
        "answers": dict(saved.raw),
        **remark_values(saved.remarks),
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def deserialize(id_: str, content: bytes) -> SavedResult:
    """Return the result that `serialize` was given. Results of equal questionnaires share one object."""
    document = json.loads(content)
    questionnaire = _questionnaire(json.dumps(document["questionnaire"]))
    taken = datetime.fromisoformat(document["taken"])
    return SavedResult(id_, taken, questionnaire, document["answers"], _remarks(document))


def _remarks(document: Mapping[str, Any]) -> Remarks:
    return Remarks(**{part.name: document[part.name] for part in fields(Remarks) if part.name in document})


# A journal has up to a thousand results of a few questionnaires, each of which takes milliseconds to validate.
@lru_cache(maxsize=64)
def _questionnaire(text: str) -> Questionnaire:
    questionnaire: Questionnaire = type_adapter(Questionnaire).validate_json(text)
    return questionnaire
