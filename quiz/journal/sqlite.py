"""SQLite as this package uses it, asked of Python's own driver: how a connection is set up, and a look at a file."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

MODES = ("wal", "delete")
SAFE_WAL = ((3, 44, 6), (3, 45, 0)), ((3, 50, 7), (3, 51, 0)), ((3, 51, 3), (4, 0, 0))
"""SQLite versions, each from and up to, whose write-ahead log is free of the WAL-reset fault (sqlite.org/wal.html)."""
PATIENCE = 20
"""Seconds to wait for another writer."""
WINK = 0.02
"""Seconds between two looks whether it is done."""


def journal_mode(version: tuple[int, ...]) -> str:
    """Choose SQLite's journal mode: a write-ahead log where it is sound, else the rollback journal."""
    return "wal" if any(first <= version < end for first, end in SAFE_WAL) else "delete"


def set_up(connection: sqlite3.Connection, mode: str) -> None:
    """Set a new connection up, so that what was acknowledged is on the disk and what was deleted is gone."""
    # Transactions begin where we say so, not where the driver thinks fit.
    connection.isolation_level = None
    _choose(connection, mode)
    for pragma in ("synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def stands_at(path: Path, migration: str, mode: str = "") -> bool:
    """Tell whether a database is there whose last migration was this one; whatever keeps from knowing is a no.

    It has to have the journal `mode`, chosen by SQLite's version when none is named. Nothing is changed, and nobody
    waited for: whoever is asked in case of a no does that.
    """
    wanted = [migration, mode or journal_mode(sqlite3.sqlite_version_info)]
    asked = ("SELECT version_num FROM alembic_version", "PRAGMA journal_mode")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", timeout=0, uri=True)) as connection:
            return [value for query in asked for (value,) in connection.execute(query)] == wanted
    except (sqlite3.Error, ValueError):
        return False


def _choose(connection: sqlite3.Connection, mode: str) -> None:
    """Choose the journal mode. SQLite changes it while nobody else writes, and does not wait for that by itself."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute(f"PRAGMA journal_mode={mode}")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(WINK)
        else:
            return
