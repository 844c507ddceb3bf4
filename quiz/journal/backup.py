"""Backups: SQLite files, each with a snapshot of all rows and their checksum."""

import fcntl
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Integer, LargeBinary, MetaData, Table, insert, select, text
from sqlalchemy.engine import URL

from quiz.journal.checksum import DIGEST_BYTES, Checksum, checksum_of, row_count
from quiz.journal.copying import ProgressCallback, copy_rows
from quiz.journal.database import Database
from quiz.journal.exceptions import DatabaseUnavailable, DatabaseUnusable
from quiz.journal.migrate import migrate
from quiz.journal.migrations import RESTORABLE

backup_table = Table(
    "backup",
    MetaData(),
    Column("journals", Integer, nullable=False),
    Column("results", Integer, nullable=False),
    Column("digest", LargeBinary(DIGEST_BYTES), nullable=False),
)
"""One row, in backups only: their checksum."""

PARTIAL_FILE_NAME = "steady.part"
"""The name of a backup that is being written. A folder has one at a time."""
BACKUP_FILE_NAME = re.compile(r"steady-\d{4}-\d\d-\d\dT\d{6}\.\d{3}Z\.db")
DATABASE_PAGES_PER_STEP = 2_000
"""Database pages, of 4 kB, that are copied between two calls of the progress callback."""
FILE_MODE = 0o600
FOLDER_MODE = 0o700


def backup_file_name(moment: datetime) -> str:
    """Return the file name of a backup begun at a moment (UTC). Sorting by name sorts by age."""
    return f"steady-{moment:%Y-%m-%dT%H%M%S}.{moment.microsecond // 1000:03}Z.db"


def back_up(database: Database, path: Path, progress: ProgressCallback) -> Checksum:
    """Write a backup to a new file, verify it, and return its checksum.

    The file gets its name only once it is complete and on the disk. Raises DatabaseUnusable (also if the file
    exists), DatabaseUnavailable and OSError.
    """
    with _folder_locked(path.parent) as folder:
        if path.exists():
            raise DatabaseUnusable(f"{path} exists already.")
        part = path.with_name(PARTIAL_FILE_NAME)
        _delete_partial(part)
        try:
            part.touch(FILE_MODE, exist_ok=False)
            written = _write(database, part, progress)
            _verify(part, written)
            part.rename(path)
        finally:
            _delete_partial(part)
        os.fsync(folder)
    return written


def open_backup(path: Path) -> Database:
    """Verify a backup and return it as a database to read. Raises DatabaseUnusable, which says why."""
    try:
        _verify(path)
    except DatabaseUnavailable as error:
        raise DatabaseUnusable(f"{path} cannot be read as a backup ({error}).") from error
    return _database(path)


def delete_older(folder: Path, newest: Path, keep: int) -> list[Path]:
    """Delete all but the `keep` (1 or more) newest backups in a folder, and return the paths of the deleted ones.

    `newest` counts as the newest, whatever its name. Files that are not backups by Steady are not touched.
    """
    backups = sorted((path for path in folder.iterdir() if _is_backup(path) and path != newest), reverse=True)
    for path in backups[keep - 1 :]:
        path.unlink()
    return backups[keep - 1 :]


def _write(database: Database, part: Path, progress: ProgressCallback) -> Checksum:
    target = _database(part)
    if database.is_sqlite:
        with database.reading() as source:
            expected = row_count(source)
            _copy_pages(source, part, progress)
    else:
        migrate(target)
        with target.writing() as connection, database.reading() as source:
            expected = row_count(source)
            copy_rows(source, connection, progress)
    with target.writing() as connection:
        written = checksum_of(connection)
        if (copied := row_count(connection)) != expected:
            raise DatabaseUnusable(f"only {copied} of {expected} rows were copied.")
        # The table exists already if the database itself was a backup.
        backup_table.drop(connection, checkfirst=True)
        backup_table.create(connection)
        row = {"journals": written.journals, "results": written.results, "digest": written.digest}
        connection.execute(insert(backup_table).values(row))
    return written


def _copy_pages(source: Connection, part: Path, progress: ProgressCallback) -> None:
    """Copy an SQLite file page by page, the fastest way. With a rollback journal, writers wait until it is done."""
    driver_connection: Any = source.connection.driver_connection
    with closing(sqlite3.connect(part)) as target:
        driver_connection.backup(
            target, pages=DATABASE_PAGES_PER_STEP, progress=lambda _, left, total: progress(total - left, total)
        )


def _verify(path: Path, expected: Checksum | None = None) -> None:
    with _database(path).reading() as connection:
        faults = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalars().all()
        if faults != ["ok"] or connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise DatabaseUnusable(f"{path} is damaged.")
        if not connection.dialect.has_table(connection, backup_table.name):
            raise DatabaseUnusable(f"{path} was not made by `flask quiz backup`.")
        if connection.scalar(text("SELECT version_num FROM alembic_version")) not in RESTORABLE:
            raise DatabaseUnusable(f"{path} was made by another version of Steady: restore it with that one.")
        recorded = Checksum(*connection.execute(select(backup_table)).one())
        if recorded != checksum_of(connection) or expected not in {None, recorded}:
            raise DatabaseUnusable(f"{path} was changed since it was made.")


def _is_backup(path: Path) -> bool:
    if not BACKUP_FILE_NAME.fullmatch(path.name) or not path.is_file():
        return False
    with suppress(DatabaseUnavailable), _database(path).reading() as connection:
        return connection.dialect.has_table(connection, backup_table.name)
    return False


def _database(path: Path) -> Database:
    url = URL.create("sqlite", database=str(path.absolute()), query={"journal_mode": "delete"})
    return Database.from_url(url)


@contextmanager
def _folder_locked(folder: Path) -> Iterator[int]:
    """Create a folder if needed, lock it against other backups, and yield its file descriptor."""
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DatabaseUnusable(f"another backup is being written to {folder}.") from None
        yield handle
    finally:
        os.close(handle)


def _delete_partial(part: Path) -> None:
    for path in (part, part.with_name(f"{part.name}-journal")):
        path.unlink(missing_ok=True)
