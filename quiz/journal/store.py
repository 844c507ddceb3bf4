"""Journals in the database: made, opened, added to, taken from, closed and deleted. Only sealed bytes go in."""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Connection, Table, delete, func, select, update

from quiz.journal.database import Database
from quiz.journal.encryption import ID_BYTES, Key, derive, seal, unseal
from quiz.journal.exceptions import DecryptionFailed, JournalClosed, JournalFull
from quiz.journal.passphrase import letters
from quiz.journal.serialization import from_text, to_text
from quiz.journal.tables import instance, journal, result
from quiz.progress.history import SavedResult, oldest_first

MOST = 1000
"""Results in one journal: more than two years of one a day."""


@dataclass(frozen=True)
class Access:
    """An open journal: its key, and the turn of the lock it was opened at."""

    key: Key
    turn: bytes


@dataclass(frozen=True)
class Opened:
    """What is in a journal, oldest first, and how many of its rows no longer open because somebody changed them."""

    takes: tuple[SavedResult, ...]
    damaged: int


@dataclass(frozen=True)
class Sealed:
    """What is in a journal as it lies in the database: ids and sealed bytes of all its results."""

    key: Key
    rows: Sequence[tuple[bytes, bytes]]

    def opened(self) -> Opened:
        """Unseal every take; of many that takes a while."""
        takes = []
        for id_, sealed in self.rows:
            with suppress(DecryptionFailed):
                takes.append(from_text(id_.hex(), unseal(self.key, id_, sealed)))
        return Opened(oldest_first(takes), len(self.rows) - len(takes))


@dataclass(frozen=True)
class Journals:
    """All journals of one database. Whatever changes one raises JournalClosed when the access is no longer good."""

    database: Database

    def key(self, code: str) -> Key:
        """Give the key a code stands for, in any writing; raises DerivationBusy."""
        return derive(letters(code), self._salt)

    def open(self, key: Key) -> Access | None:
        """Open a journal; `None` when there is none, whether it never was or was deleted."""
        with self.database.reading() as connection:
            turn = connection.scalar(select(journal.c.turn).where(journal.c.id == key.journal))
        return Access(key, turn) if turn else None

    def make(self, key: Key, takes: Sequence[SavedResult]) -> Access:
        """Make a journal with some takes in it, or open it when it is there, as when a request comes twice."""
        rows = _rows(key, takes)
        with self.database.writing() as connection:
            turn = self._stand(connection, key)
            self._add(connection, key, rows)
        return Access(key, turn)

    def add(self, access: Access, takes: Sequence[SavedResult]) -> int:
        """Add takes and give how many were new; one that is there already stays as it is. Raises JournalFull."""
        rows = _rows(access.key, takes)
        with self.database.writing() as connection:
            self._hold(connection, access)
            before = self._count(connection, access.key)
            self._add(connection, access.key, rows)
            return self._count(connection, access.key) - before

    def check(self, access: Access) -> None:
        """Raise JournalClosed when an access is no longer good."""
        with self.database.reading() as connection:
            self._check(connection, access)

    def has(self, access: Access, id_: str) -> bool:
        """Tell whether a take is kept here, and opens."""
        with self.database.reading() as connection:
            self._check(connection, access)
            mine = (result.c.journal_id == access.key.journal) & (result.c.id == bytes.fromhex(id_))
            sealed = connection.scalar(select(result.c.sealed).where(mine))
        return sealed is not None and _opens(access.key, bytes.fromhex(id_), sealed)

    def sealed(self, access: Access) -> Sealed:
        """Give everything as it is at this moment; nobody waits for the database while it is unsealed."""
        with self.database.reading() as connection:
            self._check(connection, access)
            return self._read(connection, access.key)

    def takes(self, access: Access) -> Opened:
        """Give every take."""
        return self.sealed(access).opened()

    def remove(self, access: Access, id_: str) -> None:
        """Delete one take for good."""
        with self.database.writing() as connection:
            self._hold(connection, access)
            mine = (result.c.journal_id == access.key.journal) & (result.c.id == bytes.fromhex(id_))
            connection.execute(delete(result).where(mine))
        self.database.empty_log()

    def close_everywhere(self, access: Access) -> None:
        """Turn the lock: every access there is, this one too, ends now. The code opens the journal again."""
        with self.database.writing() as connection:
            self._hold(connection, access)
            connection.execute(
                update(journal).where(journal.c.id == access.key.journal).values(turn=secrets.token_bytes(ID_BYTES))
            )

    def change_key(self, access: Access, key: Key) -> Access:
        """Seal everything anew under another key. The old one, and every access with it, ends now.

        Rows that no longer opened are left behind. Done twice, it is done once; a journal that is there takes them in.
        """
        with self.database.writing() as connection:
            self._hold(connection, access)
            if key.journal == access.key.journal:
                return access
            opened = self._read(connection, access.key).opened()
            turn = self._stand(connection, key)
            self._add(connection, key, _rows(key, opened.takes))
            connection.execute(delete(journal).where(journal.c.id == access.key.journal))
        self.database.empty_log()
        return Access(key, turn)

    def delete(self, access: Access) -> None:
        """Delete a journal with all that is in it, for good."""
        with self.database.writing() as connection:
            self._hold(connection, access)
            connection.execute(delete(journal).where(journal.c.id == access.key.journal))
        self.database.empty_log()

    @property
    def _salt(self) -> bytes:
        # Read anew each time: a backup that is restored brings its own, to a server that runs too.
        with self.database.reading() as connection:
            return bytes(connection.execute(select(instance.c.salt)).scalar_one())

    def _read(self, connection: Connection, key: Key) -> Sealed:
        mine = select(result.c.id, result.c.sealed).where(result.c.journal_id == key.journal)
        return Sealed(key, [(id_, sealed) for id_, sealed in connection.execute(mine)])

    def _hold(self, connection: Connection, access: Access) -> None:
        """Keep other writers away from the journal until this transaction is over."""
        self._check(connection, access, held=True)

    def _check(self, connection: Connection, access: Access, *, held: bool = False) -> None:
        turn = select(journal.c.turn).where(journal.c.id == access.key.journal)
        if connection.scalar(turn.with_for_update() if held else turn) != access.turn:
            raise JournalClosed

    def _stand(self, connection: Connection, key: Key) -> bytes:
        """See that a journal is there, and give the turn of its lock."""
        self._insert(connection, journal, [{"id": key.journal, "turn": secrets.token_bytes(ID_BYTES)}])
        return bytes(connection.execute(select(journal.c.turn).where(journal.c.id == key.journal)).scalar_one())

    def _add(self, connection: Connection, key: Key, rows: list[dict[str, bytes]]) -> None:
        self._heal(connection, key, rows)
        self._insert(connection, result, rows)
        if self._count(connection, key) > MOST:
            raise JournalFull

    def _heal(self, connection: Connection, key: Key, rows: list[dict[str, bytes]]) -> None:
        """Make room for results whose rows are there and no longer open."""
        mine = (result.c.journal_id == key.journal) & result.c.id.in_([row["id"] for row in rows])
        there = connection.execute(select(result.c.id, result.c.sealed).where(mine)).all()
        broken = [id_ for id_, sealed in there if not _opens(key, id_, sealed)]
        connection.execute(delete(result).where(mine & result.c.id.in_(broken)))

    def _count(self, connection: Connection, key: Key) -> int:
        return connection.scalar(select(func.count()).where(result.c.journal_id == key.journal)) or 0

    def _insert(self, connection: Connection, table: Table, rows: list[dict[str, bytes]]) -> None:
        """Insert rows; those that are there already stay as they are."""
        if rows:
            connection.execute(self.database.insert(table).on_conflict_do_nothing(), rows)


def _opens(key: Key, id_: bytes, sealed: bytes) -> bool:
    try:
        unseal(key, id_, sealed)
    except DecryptionFailed:
        return False
    return True


def _rows(key: Key, takes: Sequence[SavedResult]) -> list[dict[str, bytes]]:
    """Seal takes; it may take a while, so nobody should have to wait for it. Raises JournalFull and ResultTooLarge."""
    by_id = {bytes.fromhex(take.id): take for take in reversed(tuple(takes))}
    if len(by_id) > MOST:
        raise JournalFull
    sealed = {id_: seal(key, id_, to_text(take).encode()) for id_, take in by_id.items()}
    return [{"journal_id": key.journal, "id": id_, "sealed": row} for id_, row in sealed.items()]
