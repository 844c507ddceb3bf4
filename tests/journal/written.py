"""What the journal stores of a result, before encryption, and the result that is read back from it."""

from quiz.journal.encryption import ID_BYTES
from quiz.journal.serialization import (
    deserialize,
    deserialize_questionnaire,
    serialize,
    serialize_questionnaire,
)
from quiz.progress.history import SavedResult

QUESTIONNAIRE_ID = bytes(range(ID_BYTES))


def written(saved: SavedResult) -> bytes:
    """Return everything that is stored of a result."""
    return serialize(saved, QUESTIONNAIRE_ID) + serialize_questionnaire(saved.questionnaire)


def read_back(saved: SavedResult) -> SavedResult:
    """Return the result as it is after it was stored."""
    questionnaire = deserialize_questionnaire(serialize_questionnaire(saved.questionnaire))
    found = deserialize(saved.id, serialize(saved, QUESTIONNAIRE_ID), {QUESTIONNAIRE_ID: questionnaire})
    assert found
    return found
