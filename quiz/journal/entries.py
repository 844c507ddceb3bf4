"""The rows of a journal: results encrypted for the database, and decrypted after reading."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from quiz.journal.encryption import Key, decrypt, encrypt
from quiz.journal.exceptions import DecryptionFailed, JournalFull
from quiz.journal.serialization import deserialize, serialize
from quiz.progress.history import SavedResult, oldest_first

MAX_JOURNAL_RESULTS = 1000
"""The most results in one journal: more than two years of one a day."""


@dataclass(frozen=True)
class JournalEntries:
    """The results of a journal, oldest first, and the number of its rows that cannot be decrypted."""

    results: tuple[SavedResult, ...]
    damaged: int


@dataclass(frozen=True)
class EncryptedEntries:
    """The rows of a journal, each a result's id and ciphertext."""

    key: Key
    rows: Sequence[tuple[bytes, bytes]]

    def decrypt(self) -> JournalEntries:
        """Decrypt every result, which is slow for long journals."""
        found = [decrypted_result(self.key, id_, ciphertext) for id_, ciphertext in self.rows]
        results = [saved for saved in found if saved]
        return JournalEntries(oldest_first(results), len(found) - len(results))


def encrypted_rows(key: Key, results: Sequence[SavedResult]) -> list[Mapping[str, bytes]]:
    """Return a row of the result table for each result; of several with one id the first counts.

    Encrypting is slow, so do it outside a transaction. Raises JournalFull and ResultTooLarge.
    """
    by_id = {bytes.fromhex(saved.id): saved for saved in reversed(tuple(results))}
    if len(by_id) > MAX_JOURNAL_RESULTS:
        raise JournalFull
    return [
        {"journal_id": key.journal_id, "id": id_, "ciphertext": encrypted_result(key, saved)}
        for id_, saved in by_id.items()
    ]


def encrypted_result(key: Key, saved: SavedResult) -> bytes:
    """Return the ciphertext of a result. Raises ResultTooLarge."""
    return encrypt(key, bytes.fromhex(saved.id), serialize(saved))


def decrypted_result(key: Key, id_: bytes, ciphertext: bytes) -> SavedResult | None:
    """Return the result in a row of the journal, or `None` if the row is damaged."""
    with suppress(DecryptionFailed):
        return deserialize(id_.hex(), decrypt(key, id_, ciphertext))
    return None


def can_decrypt(key: Key, id_: bytes, ciphertext: bytes) -> bool:
    """Return whether a row of the journal is intact."""
    try:
        decrypt(key, id_, ciphertext)
    except DecryptionFailed:
        return False
    return True
