"""The database, SQLite or PostgreSQL: its URL, its transactions, its errors, and how many threads may use it."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from quiz.bounded_queue import BoundedQueue, TooBusy
from quiz.journal.exceptions import DatabaseUnavailable, DatabaseUnusable
from quiz.journal.postgresql import postgresql_engine
from quiz.journal.reasons import reason
from quiz.journal.sqlite import JOURNAL_MODES, sqlite_engine

LOCK_TIMEOUT_SECONDS = 4
"""How long a writer waits for another one on PostgreSQL: less than ANSWER_TIMEOUT_SECONDS."""
SQLITE_LOCK_TIMEOUT_SECONDS = 20
"""The same on SQLite, where waiting writers take turns in no particular order."""
PATIENT_LOCK_TIMEOUT_SECONDS = 20
"""The same for a command in a terminal."""
DATABASE_RUNNING = 8
"""The most threads of a process that use the database at once."""
DATABASE_THREADS = 64
"""The most threads of a process that use the database or wait for it: a quarter of its threads in gunicorn.conf.py."""
DATABASE_WAIT_SECONDS = 10.0
MIGRATION_LOCK_ID = 5_834_112_760_411
"""PostgreSQL's advisory lock for migrations: an arbitrary number that nothing else uses."""
REPORTED_PRAGMAS = ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
REPORTED_SETTINGS = ("server_version", "synchronous_commit", "fsync")


def parse_url(url: str, root: Path) -> URL:
    """Parse a database URL, in which `postgres://` means `postgresql://`. Raises DatabaseUnusable if it is invalid.

    The path of an SQLite file may be relative to `root`.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # The cause may quote part of the URL, including the password.
        raise DatabaseUnusable("it is not a database URL.") from None
    if parsed.drivername in {"postgres", "postgresql"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise DatabaseUnusable(f"{parsed.drivername} is not supported, only sqlite and postgresql.")
    if parsed.drivername != "sqlite":
        return parsed
    if parsed.query.get("journal_mode", "wal") not in JOURNAL_MODES:
        raise DatabaseUnusable(f"journal_mode must be one of {', '.join(JOURNAL_MODES)}.")
    if parsed.query.keys() - {"journal_mode"} or parsed.host:
        raise DatabaseUnusable("the URL of an SQLite database can have a path and journal_mode, and nothing else.")
    if "\0" in str(parsed.database):
        raise DatabaseUnusable("a file name cannot contain a zero byte.")
    if parsed.database in {None, "", ":memory:"}:
        raise DatabaseUnusable("an SQLite database needs a file, such as sqlite:///instance/steady.db.")
    return parsed.set(database=str(root / str(parsed.database)))


@dataclass(frozen=True)
class Database:
    """An engine and its kinds of transaction, each of which raises DatabaseUnavailable.

    If the database hangs, only some threads wait for it, each for a few seconds: pages that don't need it still work.
    """

    url: URL
    engine: Engine
    lock_timeout_seconds: float
    before_waiting: Callable[[], object] = lambda: None
    """Called before each transaction, which may have to wait."""
    _queue: BoundedQueue = field(
        default_factory=lambda: BoundedQueue(DATABASE_RUNNING, DATABASE_THREADS, DATABASE_WAIT_SECONDS)
    )

    @classmethod
    def from_url(cls, url: URL, lock_timeout_seconds: float | None = None, *, patient: bool = False) -> "Database":
        """Return the database at a URL from `parse_url`. No connection is opened yet.

        A `patient` one waits for an answer indefinitely.
        """
        if url.drivername == "sqlite":
            seconds = lock_timeout_seconds or SQLITE_LOCK_TIMEOUT_SECONDS
            return cls(url, sqlite_engine(url, seconds), seconds)
        seconds = lock_timeout_seconds or LOCK_TIMEOUT_SECONDS
        return cls(url, postgresql_engine(url, DATABASE_RUNNING, patient=patient), seconds)

    def patient(self) -> "Database":
        """Return the same database for a command in a terminal, which may take minutes."""
        return Database.from_url(self.url, PATIENT_LOCK_TIMEOUT_SECONDS, patient=True)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Begin a transaction that sees one snapshot of the database."""
        # On SQLite every transaction sees a snapshot.
        options = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self._transaction(**options) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Begin a transaction that writes. On SQLite it locks out other writers before its first statement."""
        with self._transaction(begin="IMMEDIATE") as connection:
            if not self.is_sqlite:
                connection.execute(text(f"SET LOCAL lock_timeout = '{self.lock_timeout_seconds}s'"))
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Begin a transaction that changes the schema, under a lock for which other migrations wait."""
        with self._transaction(begin="EXCLUSIVE") as connection:
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:id)"), {"id": MIGRATION_LOCK_ID})
            yield connection

    @contextmanager
    def _transaction(self, **options: str) -> Iterator[Connection]:
        self.before_waiting()
        try:
            self._queue.enter()
        except TooBusy:
            raise DatabaseUnavailable("too many wait for it") from None
        try:
            with driver_errors_translated(), self.engine.execution_options(**options).begin() as connection:
                yield connection
        finally:
            self._queue.leave()

    def health(self) -> dict[str, Any]:
        """Return the kind and version of the database and the settings that durability depends on."""
        with self.reading() as connection:
            # An empty or foreign database answers too, but it lacks this table.
            connection.execute(text("SELECT salt FROM instance")).one()
            if not self.is_sqlite:
                settings = {name: connection.scalar(text(f"SHOW {name}")) for name in REPORTED_SETTINGS}
                return {"database": "postgresql", **settings}
            pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in REPORTED_PRAGMAS}
            return {"database": "sqlite", "version": sqlite3.sqlite_version, **pragmas}


def insert_missing(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows, given by column key; rows whose primary key exists stay as they are."""
    if rows:
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        connection.execute(insert(table).on_conflict_do_nothing(), rows)


@contextmanager
def driver_errors_translated() -> Iterator[None]:
    """Raise DatabaseUnavailable for every error of the driver, with the error's name and a reason in our words.

    The cause is dropped: its message may contain the database's address or stored values.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise DatabaseUnavailable(_name(error), reason(error)) from None
    except DBAPIError as error:
        raise DatabaseUnavailable(_name(error.orig), reason(error.orig)) from None
    except SQLAlchemyError as error:
        raise DatabaseUnavailable(type(error).__name__) from None


def _name(error: BaseException | None) -> str:
    """Return the name of an error, such as SQLITE_FULL."""
    return str(getattr(error, "sqlite_errorname", type(error).__name__))
