"""Reads and writes the rows of one journal. Each function runs in its caller's transaction."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, Table, delete, func, select, update

from quiz.journal.database import insert_missing
from quiz.journal.encryption import Key, Kind, decrypt
from quiz.journal.entries import (
    MAX_JOURNAL_QUESTIONNAIRES,
    MAX_JOURNAL_RESULTS,
    EncryptedEntries,
    NewRows,
    Row,
    decrypted_result,
    encrypted_rows,
    is_intact,
)
from quiz.journal.exceptions import JournalFull
from quiz.journal.serialization import questionnaire_id_of
from quiz.journal.tables import questionnaire, result
from quiz.progress.history import SavedResult
from quiz.progress.remarks import NO_REMARKS


def read(connection: Connection, key: Key) -> EncryptedEntries:
    """Read the whole journal."""
    return EncryptedEntries(key, _rows(connection, result, key), _rows(connection, questionnaire, key))


def read_result(connection: Connection, key: Key, result_id: str) -> SavedResult | None:
    """Return one result, or `None` if there is none or it is damaged."""
    id_ = bytes.fromhex(result_id)
    found = _rows(connection, result, key, [id_])
    entries = EncryptedEntries(key, found, _rows(connection, questionnaire, key) if found else [])
    return next(iter(entries.decrypt().results), None)


def count(connection: Connection, key: Key, table: Table = result) -> int:
    """Return the number of rows that the journal has in a table, including damaged ones."""
    return connection.scalar(select(func.count()).where(table.c.journal_id == key.journal_id)) or 0


def add(connection: Connection, key: Key, new: NewRows, results: Sequence[SavedResult]) -> None:
    """Insert the rows of missing or damaged results, and fill in missing remarks of the others. Raises JournalFull."""
    _add_questionnaires(connection, key, new.questionnaires)
    found = _rows(connection, result, key, [row["id"] for row in new.results])
    known = read(connection, key).decrypt_questionnaires() if found else {}
    own = {id_: decrypted_result(key, id_, ciphertext, known) for id_, ciphertext in found}
    _delete(connection, result, key, [id_ for id_, saved in own.items() if saved is None])
    insert_missing(connection, result, new.results)
    if count(connection, key) > MAX_JOURNAL_RESULTS:
        raise JournalFull
    if found:
        # Existing results keep their questionnaires, so some of the new ones may be unused.
        _remove_unused_questionnaires(connection, key)
    added = {bytes.fromhex(saved.id): saved.remarks for saved in reversed(results)}
    for id_, saved in own.items():
        if saved and added[id_] != NO_REMARKS and (filled := saved.remarks.filled_in(added[id_])) != saved.remarks:
            rewrite(connection, key, replace(saved, remarks=filled))


def rewrite(connection: Connection, key: Key, saved: SavedResult) -> None:
    """Replace the row of a result. Raises ResultTooLarge and JournalFull."""
    new = encrypted_rows(key, [saved])
    _add_questionnaires(connection, key, new.questionnaires)
    (row,) = new.results
    this = (result.c.journal_id == key.journal_id) & (result.c.id == row["id"])
    connection.execute(update(result).where(this).values(ciphertext=row["ciphertext"]))


def remove(connection: Connection, key: Key, result_id: str) -> None:
    """Delete a result, and the questionnaires that no other result refers to."""
    _delete(connection, result, key, [bytes.fromhex(result_id)])
    _remove_unused_questionnaires(connection, key)


def _remove_unused_questionnaires(connection: Connection, key: Key) -> None:
    entries = read(connection, key)
    used = {
        questionnaire_id_of(decrypt(key, Kind.RESULT, id_, ciphertext))
        for id_, ciphertext in entries.rows
        if is_intact(key, Kind.RESULT, id_, ciphertext)
    }
    _delete(connection, questionnaire, key, [id_ for id_, _ in entries.questionnaires if id_ not in used])


def _add_questionnaires(connection: Connection, key: Key, rows: Sequence[Row]) -> None:
    """Insert questionnaires that are missing or damaged. Raises JournalFull."""
    found = _rows(connection, questionnaire, key, [row["id"] for row in rows])
    damaged = [id_ for id_, ciphertext in found if not is_intact(key, Kind.QUESTIONNAIRE, id_, ciphertext)]
    _delete(connection, questionnaire, key, damaged)
    insert_missing(connection, questionnaire, rows)
    if count(connection, key, questionnaire) > MAX_JOURNAL_QUESTIONNAIRES:
        raise JournalFull


def _rows(
    connection: Connection, table: Table, key: Key, ids: Sequence[bytes] | None = None
) -> list[tuple[bytes, bytes]]:
    """Return the rows of the journal, or only the ones with these ids, as ids and ciphertexts."""
    query = select(table.c.id, table.c.ciphertext).where(table.c.journal_id == key.journal_id)
    found = connection.execute(query if ids is None else query.where(table.c.id.in_(ids)))
    return [(bytes(id_), bytes(ciphertext)) for id_, ciphertext in found]


def _delete(connection: Connection, table: Table, key: Key, ids: Sequence[bytes]) -> None:
    connection.execute(delete(table).where((table.c.journal_id == key.journal_id) & table.c.id.in_(ids)))
