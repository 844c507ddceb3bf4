"""Backups: each a file of its own, an SQLite database with the rows of one moment and what they must add up to."""

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

from quiz.journal import checksum
from quiz.journal.checksum import Checksum
from quiz.journal.copying import Watch, copy, salt_of, set_salt
from quiz.journal.database import Database
from quiz.journal.exceptions import DatabaseUnavailable, DatabaseUnusable
from quiz.journal.migrate import migrate
from quiz.journal.migrations import HEAD

stamp = Table(
    "backup",
    MetaData(),
    Column("journals", Integer, nullable=False),
    Column("results", Integer, nullable=False),
    Column("digest", LargeBinary(checksum.DIGEST_BYTES), nullable=False),
)
"""One row, in backups only: their checksum."""

PART = "steady.part"
"""What a backup is called while it is written. Only one is written in a folder at a time."""
NAME = re.compile(r"steady-\d{4}-\d\d-\d\dT\d{6}\.\d{3}Z\.db")
PAGES = 2_000
"""Pages of 4 kB that are copied between two looks at how far it is."""
OWN = 0o600
"""Readable by its owner only."""


def name_at(moment: datetime) -> str:
    """Name a backup after the moment (UTC) it was begun: in a folder, later ones come last."""
    return f"steady-{moment:%Y-%m-%dT%H%M%S}.{moment.microsecond // 1000:03}Z.db"


def back_up(database: Database, path: Path, watch: Watch) -> Checksum:
    """Write a backup to a file that is not there yet, and look that it is whole; raises DatabaseUnusable, DatabaseUnavailable, OSError.

    The file is there once it is whole and on the disk, never before.
    """
    with _alone(path.parent):
        if path.exists():
            raise DatabaseUnusable(f"{path} is there already.")
        part = path.with_name(PART)
        _forget(part)
        try:
            os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWN))
            written = _write(database, part, watch)
            _check(part, written)
            part.rename(path)
        finally:
            _forget(part)
        _sync(path.parent)
    return written


def open_backup(path: Path) -> Database:
    """Give a backup to read from, once it was seen to be whole; raises DatabaseUnusable, saying why."""
    try:
        _check(path, None)
    except DatabaseUnavailable as error:
        raise DatabaseUnusable(f"{path} cannot be read as a backup ({error}).") from error
    return _at(path)


def drop_older(folder: Path, newest: Path, keep: int) -> list[Path]:
    """Delete a folder's backups but the `keep` (1 or more) newest; `newest` stays, and whatever we did not make."""
    ours = sorted((path for path in folder.iterdir() if _is_ours(path) and path != newest), reverse=True)
    for path in ours[keep - 1 :]:
        path.unlink()
    return ours[keep - 1 :]


def _write(database: Database, part: Path, watch: Watch) -> Checksum:
    target = _at(part)
    if database.sqlite:
        with database.reading() as rows:
            read = checksum.size(rows)
            _copy_pages(rows, part, watch)
    else:
        migrate(target)
        with target.writing() as out, database.reading() as rows:
            read = checksum.size(rows)
            set_salt(out, salt_of(rows))
            copy(rows, out, watch)
    with target.writing() as out:
        found = checksum.of_database(out)
        if found.journals + found.results != read:
            raise DatabaseUnusable(f"of {read} rows there are {found.journals + found.results}.")
        # Somebody may have made this database of a backup.
        stamp.drop(out, checkfirst=True)
        stamp.create(out)
        out.execute(insert(stamp).values(journals=found.journals, results=found.results, digest=found.digest))
    return found


def _copy_pages(rows: Connection, part: Path, watch: Watch) -> None:
    """Copy an SQLite database as it lies, which is the quickest: on a rollback journal whoever writes waits for it."""
    source: Any = rows.connection.driver_connection
    with closing(sqlite3.connect(part)) as file:
        source.backup(file, pages=PAGES, progress=lambda _, left, whole: watch(whole - left, whole))


def _check(path: Path, written: Checksum | None) -> None:
    with _at(path).reading() as connection:
        faults = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalars().all()
        if faults != ["ok"] or connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise DatabaseUnusable(f"{path} is damaged.")
        if not connection.dialect.has_table(connection, stamp.name):
            raise DatabaseUnusable(f"{path} was not made by `flask quiz backup`.")
        if connection.scalar(text("SELECT version_num FROM alembic_version")) != HEAD:
            raise DatabaseUnusable(f"{path} was made by another version of Steady: restore it with that one.")
        said = Checksum(*connection.execute(select(stamp)).one())
        if said != checksum.of_database(connection) or written not in {None, said}:
            raise DatabaseUnusable(f"{path} was changed since it was made.")


def _is_ours(path: Path) -> bool:
    if not NAME.fullmatch(path.name) or not path.is_file():
        return False
    with suppress(DatabaseUnavailable), _at(path).reading() as connection:
        return connection.dialect.has_table(connection, stamp.name)
    return False


def _at(path: Path) -> Database:
    url = URL.create("sqlite", database=str(path.absolute()), query={"journal_mode": "delete"})
    return Database.at(url)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Be the only one who writes a backup into a folder."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise DatabaseUnusable(f"another backup is being written to {folder}.") from None
    try:
        yield
    finally:
        os.close(handle)


def _forget(part: Path) -> None:
    for path in (part, part.with_name(f"{part.name}-journal")):
        path.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
