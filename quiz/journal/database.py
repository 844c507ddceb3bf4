"""The database: SQLite or PostgreSQL, set up so that what was acknowledged is on the disk."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from quiz.journal.exceptions import DatabaseUnavailable, DatabaseUnusable
from quiz.journal.sqlite import MODES, PATIENCE, journal_mode, set_up

LOG = logging.getLogger(__name__)
SHOWN = ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
BRIEFLY = 1000
"""Milliseconds to wait for readers before what they hold on to is left for later."""
MIGRATION_LOCK = 5_834_112_760_411
"""What PostgreSQL knows the migrations' lock by: any number that nothing else uses."""


def read_url(address: str, root: Path) -> URL:
    """Read a database's address; raises DatabaseUnusable, saying why. `postgres://` is as good as `postgresql://`.

    The path of an SQLite file may be relative to `root`.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        # Their own words may hold a part of the address, and with it of a password.
        raise DatabaseUnusable("it is not a database address.") from None
    if url.drivername in {"postgres", "postgresql"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise DatabaseUnusable(f"{url.drivername} is not supported, only sqlite and postgresql.")
    if url.drivername != "sqlite":
        return url
    if url.query.get("journal_mode", "wal") not in MODES:
        raise DatabaseUnusable(f"journal_mode is one of {', '.join(MODES)}.")
    if url.query.keys() - {"journal_mode"} or url.host:
        raise DatabaseUnusable("the address of an SQLite database has a path, journal_mode and nothing else.")
    if "\0" in str(url.database):
        raise DatabaseUnusable("no file's name has a zero byte in it.")
    if url.database in {None, "", ":memory:"}:
        raise DatabaseUnusable("an SQLite database needs a file, such as sqlite:///instance/steady.db.")
    return url.set(database=str(root / str(url.database)))


@dataclass(frozen=True)
class Database:
    """An engine, and the two ways to use it. Both raise DatabaseUnavailable."""

    engine: Engine

    @classmethod
    def at(cls, url: URL) -> "Database":
        """Get ready to use the database at an address; nothing is opened yet."""
        if url.drivername != "sqlite":
            return cls(create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": PATIENCE}))
        mode = str(url.query.get("journal_mode", journal_mode(sqlite3.sqlite_version_info)))
        # A file is opened in no time; a pool would only hold on to one that was put back from a backup meanwhile.
        engine = create_engine(
            url.difference_update_query(["journal_mode"]), poolclass=NullPool, connect_args={"timeout": PATIENCE}
        )
        _set_up_sqlite(engine, mode)
        return cls(engine)

    @property
    def sqlite(self) -> bool:
        """Whether this is SQLite."""
        return self.engine.dialect.name == "sqlite"

    def insert(self, table: Table) -> Insert:
        """Begin an INSERT as this kind of database knows it, which for both can pass over rows that are there."""
        # By name: a host has one kind, and to start the other's drivers as well takes longer than the content's checks.
        dialect = import_module(f"sqlalchemy.dialects.{self.engine.dialect.name}")
        return cast("Insert", dialect.insert(table))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read, in one transaction: everything as it is at one moment."""
        # SQLite knows no other way.
        engine = self.engine if self.sqlite else self.engine.execution_options(isolation_level="REPEATABLE READ")
        with unavailable(), engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write, in one transaction; on SQLite one writer at a time, from the start."""
        with unavailable(), self.engine.execution_options(begin="IMMEDIATE").begin() as connection:
            if not self.sqlite:
                connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Change the tables, in one transaction, while nobody else does."""
        with unavailable(), self.engine.execution_options(begin="EXCLUSIVE").begin() as connection:
            if not self.sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
            yield connection

    def empty_log(self) -> bool:
        """Leave nothing of what was deleted in SQLite's write-ahead log; tells whether that is so.

        Somebody who reads meanwhile, such as a backup, holds on to the log: then the next deletion empties it.
        PostgreSQL clears away in its own time.
        """
        if not self.sqlite:
            return False
        emptied = False
        # What was to be deleted is deleted by now; nobody should be told otherwise.
        with suppress(SQLAlchemyError, sqlite3.Error), closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout = {BRIEFLY}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            emptied = cursor.fetchall()[0][0] == 0
        if not emptied:
            LOG.warning("Sealed bytes that were deleted are still in SQLite's log: somebody else is reading it.")
        return emptied

    def health(self) -> dict[str, Any]:
        """Tell what answers, in which version and with which settings."""
        with self.reading() as connection:
            # An empty file, or another database, answers too; only ours has this.
            connection.execute(text("SELECT salt FROM instance")).one()
            if not self.sqlite:
                names = ("server_version", "synchronous_commit", "fsync")
                return {
                    "database": "postgresql",
                    **{name: connection.scalar(text(f"SHOW {name}")) for name in names},
                }
            pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in SHOWN}
            return {"database": "sqlite", "version": sqlite3.sqlite_version, **pragmas}


@contextmanager
def unavailable() -> Iterator[None]:
    """Raise DatabaseUnavailable for whatever keeps a database from answering."""
    try:
        yield
    except sqlite3.Error as error:
        raise DatabaseUnavailable(_name(error)) from None
    except DBAPIError as error:
        raise DatabaseUnavailable(_name(error.orig)) from None
    except SQLAlchemyError as error:
        raise DatabaseUnavailable(type(error).__name__) from None


def _name(error: BaseException | None) -> str:
    """Name a fault, such as SQLITE_FULL. The driver's own words may hold an address or a value: they go no further."""
    return str(getattr(error, "sqlite_errorname", type(error).__name__))


def _set_up_sqlite(engine: Engine, mode: str) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _record: object) -> None:
        set_up(connection, mode)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")
