"""Journals in the database: create, open, add to, read, close and delete them. Only ciphertext is stored."""

import secrets
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, select, update

from quiz.core.questionnaire import Questionnaire
from quiz.journal import rows
from quiz.journal.database import Database, insert_missing
from quiz.journal.encryption import ID_BYTES, Key, derive_key
from quiz.journal.entries import EncryptedEntries, JournalEntries, encrypted_rows
from quiz.journal.exceptions import DatabaseUnavailable, JournalClosed
from quiz.journal.passphrase import normalize
from quiz.journal.tables import instance, journal
from quiz.journal.vacuum import truncate_log
from quiz.progress.history import SavedResult
from quiz.progress.relationships import starts_relationship
from quiz.progress.remarks import Remarks


@dataclass(frozen=True)
class Access:
    """An open journal: its key, and the epoch in which it was opened."""

    key: Key
    epoch: bytes


@dataclass(frozen=True)
class Journals:
    """All journals of a database.

    Each method is one transaction and raises DatabaseUnavailable. Methods that take an `Access` raise JournalClosed if
    it has been revoked or the journal deleted. `derivation` is entered while a key is being derived, and may raise.
    """

    database: Database
    derivation: Callable[[], AbstractContextManager[object]] = nullcontext

    def derive_key(self, passphrase: str, in_turn: Callable[[], object] = lambda: None) -> Key:
        """Return the key that belongs to a passphrase. Case, spacing and punctuation are ignored.

        `in_turn` is called right before the key is derived, after any wait for a place; it may raise.
        """
        # The salt is not cached, because restoring a backup replaces it while the server runs.
        with self.database.reading() as connection:
            salt = _salt(connection)
        with self.derivation():
            in_turn()
            return derive_key(normalize(passphrase), salt)

    def open(self, key: Key) -> Access | None:
        """Return access to the journal, or `None` if it does not exist."""
        with self.database.reading() as connection:
            epoch = _epoch(connection, key)
        return Access(key, epoch) if epoch else None

    def create(self, key: Key, results: Sequence[SavedResult]) -> Access:
        """Create a journal, or open it if it exists, and add results. Raises JournalFull and ResultTooLarge."""
        new = encrypted_rows(key, results)
        with self.database.writing() as connection:
            epoch = _ensure_exists(connection, key)
            rows.add(connection, key, new, results)
        return Access(key, epoch)

    def add_results(self, access: Access, results: Sequence[SavedResult]) -> int:
        """Add results and return how many were new. Existing ones stay as they are unless they are damaged.

        If an existing one lacks a note, step, outcome or relationship, it is filled in from the added one. Raises
        JournalFull and ResultTooLarge.
        """
        new = encrypted_rows(access.key, results)
        with self.database.writing() as connection:
            _lock(connection, access)
            before = rows.count(connection, access.key)
            rows.add(connection, access.key, new, results)
            return rows.count(connection, access.key) - before

    def require_open(self, access: Access) -> None:
        """Raise JournalClosed if the access was revoked."""
        with self.database.reading() as connection:
            _require_open(connection, access)

    def result(self, access: Access, result_id: str) -> SavedResult | None:
        """Return one result, or `None` if there is none or it is damaged."""
        with self.database.reading() as connection:
            _require_open(connection, access)
            return rows.read_result(connection, access.key, result_id)

    def contains(self, access: Access, result_id: str) -> bool:
        """Return whether the journal contains this result and can decrypt it."""
        with self.database.reading() as connection:
            _require_open(connection, access)
            return rows.read_result(connection, access.key, result_id) is not None

    def count(self, access: Access) -> int:
        """Return the number of results in the journal, including damaged ones."""
        with self.database.reading() as connection:
            _require_open(connection, access)
            return rows.count(connection, access.key)

    def encrypted_entries(self, access: Access) -> EncryptedEntries:
        """Read every result of a journal. Decrypt them afterward, outside a transaction."""
        with self.database.reading() as connection:
            _require_open(connection, access)
            return rows.read(connection, access.key)

    def entries(self, access: Access) -> JournalEntries:
        """Read and decrypt every result of a journal."""
        return self.encrypted_entries(access).decrypt()

    def update_remarks(self, access: Access, result_id: str, change: Callable[[Remarks], Remarks]) -> bool:
        """Replace the remarks about a result with what `change` returns for them. The old ones can't be recovered.

        Return whether there is such a result. Raises ResultTooLarge.
        """
        with self.database.writing() as connection:
            _lock(connection, access)
            saved = rows.read_result(connection, access.key, result_id)
            if saved is None:
                return False
            rows.rewrite(connection, access.key, replace(saved, remarks=change(saved.remarks)))
        truncate_log(self.database)
        return True

    def remove_result(self, access: Access, result_id: str, questionnaire: Questionnaire | None = None) -> None:
        """Delete one result irrecoverably; do nothing if there is none.

        If another relationship began with it, the result after it becomes the first one about that relationship. Pass
        the current `questionnaire` to include cases in which the answers only suggest another relationship.
        """
        with self.database.writing() as connection:
            _lock(connection, access)
            _keep_apart(connection, access.key, result_id, questionnaire)
            rows.remove(connection, access.key, result_id)
        truncate_log(self.database)

    def close_everywhere(self, access: Access) -> None:
        """Start a new epoch, which revokes every access including this one. The passphrase stays valid."""
        with self.database.writing() as connection:
            _lock(connection, access)
            new_epoch = {"epoch": secrets.token_bytes(ID_BYTES)}
            connection.execute(update(journal).where(journal.c.id == access.key.journal_id).values(new_epoch))

    def change_key(self, access: Access, key: Key) -> Access:
        """Encrypt every result under another key, and revoke the old one together with every access.

        Damaged results are dropped. If the key is the same, nothing changes, so repeating a request is harmless. If it
        belongs to another journal, the two are merged.
        """
        with self.database.writing() as connection:
            _lock(connection, access)
            if key.journal_id == access.key.journal_id:
                return access
            results = rows.read(connection, access.key).decrypt().results
            epoch = _ensure_exists(connection, key)
            rows.add(connection, key, encrypted_rows(key, results), results)
            _delete(connection, access)
        truncate_log(self.database)
        return Access(key, epoch)

    def delete(self, access: Access) -> None:
        """Delete a journal and its results irrecoverably."""
        with self.database.writing() as connection:
            _lock(connection, access)
            _delete(connection, access)
        truncate_log(self.database)


def _salt(connection: Connection) -> bytes:
    return bytes(connection.execute(select(instance.c.salt)).scalar_one())


def _epoch(connection: Connection, key: Key, *, lock: bool = False) -> bytes | None:
    query = select(journal.c.epoch).where(journal.c.id == key.journal_id)
    return connection.scalar(query.with_for_update() if lock else query)


def _require_open(connection: Connection, access: Access, *, lock: bool = False) -> None:
    if _epoch(connection, access.key, lock=lock) != access.epoch:
        raise JournalClosed


def _lock(connection: Connection, access: Access) -> None:
    """Lock the journal until the transaction ends. Raises JournalClosed."""
    _require_open(connection, access, lock=True)


def _ensure_exists(connection: Connection, key: Key) -> bytes:
    """Create the journal unless it exists, lock it until the transaction ends, and return its epoch.

    Raises DatabaseUnavailable if a backup with another salt was restored since the key was derived: nobody could ever
    open the journal. Once the row is inserted, the table is locked, and no restore can change the salt.
    """
    insert_missing(connection, journal, [{"id": key.journal_id, "epoch": secrets.token_bytes(ID_BYTES)}])
    if key.salt and key.salt != _salt(connection):
        raise DatabaseUnavailable("a backup was restored meanwhile")
    query = select(journal.c.epoch).where(journal.c.id == key.journal_id).with_for_update()
    return bytes(connection.execute(query).scalar_one())


def _delete(connection: Connection, access: Access) -> None:
    connection.execute(delete(journal).where(journal.c.id == access.key.journal_id))


def _keep_apart(connection: Connection, key: Key, result_id: str, questionnaire: Questionnaire | None) -> None:
    """If another relationship began with a result that will be removed, let it begin with the result after it."""
    results = rows.read(connection, key).decrypt().results
    number = next((number for number, saved in enumerate(results) if saved.id == result_id), len(results))
    before, here, after = results[max(number - 1, 0) : number], results[number : number + 1], results[number + 1 :]
    if not here or not after:
        return
    suggested = questionnaire and before and starts_relationship(questionnaire, before[0], here[0])
    if suggested or here[0].remarks.relationship == "different":
        rows.rewrite(connection, key, replace(after[0], remarks=replace(after[0].remarks, relationship="different")))
