"""How SQLite is set up: durable commits, erased deletions, and a journal mode without known bugs."""

import sqlite3
import time

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

JOURNAL_MODES = ("wal", "delete")
SAFE_WAL_VERSIONS = ((3, 44, 6), (3, 45, 0)), ((3, 50, 7), (3, 51, 0)), ((3, 51, 3), (4, 0, 0))
"""SQLite versions, each from (inclusive) and to (exclusive), without the WAL-reset bug (sqlite.org/wal.html)."""
RETRY_INTERVAL_SECONDS = 0.02


def default_journal_mode(version: tuple[int, ...]) -> str:
    """Return the journal mode for an SQLite version: a write-ahead log if it is sound, else a rollback journal."""
    return "wal" if any(first <= version < end for first, end in SAFE_WAL_VERSIONS) else "delete"


def sqlite_engine(url: URL, lock_timeout_seconds: float) -> Engine:
    """Return an engine for an SQLite file, which is not opened yet. `journal_mode` in the URL overrides the default.

    Its connections sync commits to the disk before they return, overwrite deleted rows and enforce foreign keys.
    """
    mode = str(url.query.get("journal_mode", default_journal_mode(sqlite3.sqlite_version_info)))
    engine = create_engine(
        url.difference_update_query(["journal_mode"]),
        # Opening a file is cheap, and a pooled connection would keep reading a file that has since been replaced.
        poolclass=NullPool,
        connect_args={"timeout": lock_timeout_seconds},
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        # The driver would begin transactions at its own discretion; `begin` below does it explicitly.
        connection.isolation_level = None
        _set_journal_mode(connection, mode, lock_timeout_seconds)
        for pragma in ("synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")

    return engine


def _set_journal_mode(connection: sqlite3.Connection, mode: str, timeout_seconds: float) -> None:
    """Set the journal mode. SQLite needs exclusive access to change it, but does not wait for that, so this retries."""
    deadline = time.monotonic() + timeout_seconds
    while True:
        try:
            connection.execute(f"PRAGMA journal_mode={mode}")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(RETRY_INTERVAL_SECONDS)
        else:
            return
