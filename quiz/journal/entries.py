"""The rows of a journal: results and their questionnaires, encrypted for the database and decrypted after reading."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from quiz.core.questionnaire import Questionnaire
from quiz.journal.encryption import Key, Kind, decrypt, encrypt, questionnaire_id
from quiz.journal.exceptions import DecryptionFailed, JournalFull
from quiz.journal.serialization import deserialize, deserialize_questionnaire, serialize, serialize_questionnaire
from quiz.progress.history import SavedResult, oldest_first

MAX_JOURNAL_RESULTS = 1000
"""The most results in one journal: more than two years of one a day."""
MAX_JOURNAL_QUESTIONNAIRES = 100
"""The most questionnaires in one journal."""

Row = Mapping[str, bytes]


@dataclass(frozen=True)
class JournalEntries:
    """The results of a journal, oldest first, and the number of its rows that cannot be decrypted."""

    results: tuple[SavedResult, ...]
    damaged: int


@dataclass(frozen=True)
class EncryptedEntries:
    """The rows of a journal, each an id and a ciphertext: results, and the questionnaires they answer."""

    key: Key
    rows: Sequence[tuple[bytes, bytes]]
    questionnaires: Sequence[tuple[bytes, bytes]]

    def decrypt(self) -> JournalEntries:
        """Decrypt every result, which is slow for long journals."""
        questionnaires = self.decrypt_questionnaires()
        found = [decrypted_result(self.key, id_, ciphertext, questionnaires) for id_, ciphertext in self.rows]
        results = [saved for saved in found if saved]
        return JournalEntries(oldest_first(results), len(found) - len(results))

    def decrypt_questionnaires(self) -> dict[bytes, Questionnaire]:
        """Return the questionnaires by id, without damaged ones."""
        found = {}
        for id_, ciphertext in self.questionnaires:
            with suppress(DecryptionFailed):
                found[id_] = deserialize_questionnaire(decrypt(self.key, Kind.QUESTIONNAIRE, id_, ciphertext))
        return found


@dataclass(frozen=True)
class NewRows:
    """Rows to insert."""

    questionnaires: Sequence[Row]
    results: Sequence[Row]


def encrypted_rows(key: Key, results: Sequence[SavedResult]) -> NewRows:
    """Return a row for each result and each questionnaire. Of several results with the same id, the first counts.

    Encrypting is slow, so do it outside a transaction. Raises JournalFull and ResultTooLarge.
    """
    by_id = {bytes.fromhex(saved.id): saved for saved in reversed(tuple(results))}
    if len(by_id) > MAX_JOURNAL_RESULTS:
        raise JournalFull
    # Many results share one questionnaire object, and turning that into text is slow.
    objects = {id(saved.questionnaire): saved.questionnaire for saved in by_id.values()}
    contents = {number: serialize_questionnaire(each) for number, each in objects.items()}
    ids = {number: questionnaire_id(key, content) for number, content in contents.items()}
    questionnaires = {ids[number]: content for number, content in contents.items()}
    return NewRows(
        [_row(key, Kind.QUESTIONNAIRE, id_, content) for id_, content in questionnaires.items()],
        [_row(key, Kind.RESULT, id_, serialize(s, ids[id(s.questionnaire)])) for id_, s in by_id.items()],
    )


def decrypted_result(
    key: Key, id_: bytes, ciphertext: bytes, questionnaires: Mapping[bytes, Questionnaire]
) -> SavedResult | None:
    """Return the result in a row of the journal, or `None` if the row or its questionnaire is damaged."""
    with suppress(DecryptionFailed):
        return deserialize(id_.hex(), decrypt(key, Kind.RESULT, id_, ciphertext), questionnaires)
    return None


def is_intact(key: Key, kind: Kind, id_: bytes, ciphertext: bytes) -> bool:
    """Return whether a row of the journal can be decrypted."""
    try:
        decrypt(key, kind, id_, ciphertext)
    except DecryptionFailed:
        return False
    return True


def _row(key: Key, kind: Kind, id_: bytes, content: bytes) -> Row:
    return {"journal_id": key.journal_id, "id": id_, "ciphertext": encrypt(key, kind, id_, content)}
