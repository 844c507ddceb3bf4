"""A kept take as the JSON text that is sealed, and back."""

import json
from datetime import datetime
from functools import lru_cache
from typing import Any

from quiz.content.toml_document import adapter
from quiz.core.questionnaire import Questionnaire
from quiz.progress.history import SavedResult

LEFT_OUT = {"questions", "options", "careless", "style", "advice"}
"""What `Questionnaire.scoring_part` empties."""


def plain(questionnaire: Questionnaire) -> dict[str, Any]:
    """Give a questionnaire as JSON values, defaults too: another default, some day, must not change what was kept."""
    values: dict[str, Any] = adapter(Questionnaire).dump_python(questionnaire, mode="json", exclude=LEFT_OUT)
    return values


def to_text(take: SavedResult) -> str:
    """Write what is sealed of a take. Its id is not in it: the seal is bound to that."""
    document = {
        "taken": take.finished_at.isoformat(),
        "fingerprint": take.questionnaire.fingerprint,
        "questionnaire": plain(take.questionnaire),
        "answers": dict(take.raw),
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def from_text(id_: str, text: bytes) -> SavedResult:
    """Read what `to_text` wrote. Takes of one questionnaire share one object."""
    document = json.loads(text)
    questionnaire = _questionnaire(json.dumps(document["questionnaire"]))
    return SavedResult(id_, datetime.fromisoformat(document["taken"]), questionnaire, document["answers"])


@lru_cache(maxsize=64)
def _questionnaire(text: str) -> Questionnaire:
    questionnaire: Questionnaire = adapter(Questionnaire).validate_json(text)
    return questionnaire
