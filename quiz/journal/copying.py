"""Copies all rows from one database to another, and the salt, without which no passphrase opens anything."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Table, bindparam, select, text, update

from quiz.journal.checksum import COPIED_TABLES, Checksum, Rows, batches, checksum, checksum_of, row_count
from quiz.journal.database import Database, insert_missing
from quiz.journal.encryption import ID_BYTES
from quiz.journal.exceptions import DatabaseUnusable
from quiz.journal.monthly_count import copy_counts
from quiz.journal.tables import instance, journal

ProgressCallback = Callable[[int, int], object]
"""Called periodically with the number of rows (or pages of a file) done, and the total."""


@dataclass(frozen=True)
class CopyReport:
    """The checksums of the source, and of the target before and after.

    `closed` is the number of journals that were brought back, closed on every device.
    """

    source: Checksum
    before: Checksum
    after: Checksum
    closed: int = 0

    @property
    def added(self) -> int:
        """The number of results that were new in the target."""
        return self.after.results - self.before.results


def restore(backup: Database, database: Database, progress: ProgressCallback, *, merge: bool = False) -> CopyReport:
    """Copy a backup into a database, in one transaction; existing rows stay as they are.

    A database that has journals gets missing rows only if `merge` is set, since these include what people deleted after
    the backup was made. Every journal that is brought back gets a new epoch, so that no device opens it without its
    passphrase: it may have been closed everywhere, or deleted, after the backup was made. Raises DatabaseUnusable,
    which says why, and DatabaseUnavailable.
    """
    with database.writing() as target, backup.reading() as source:
        known = set(target.scalars(select(journal.c.id)))
        report = _copy_verified(source, target, progress)
        if report.before.journals and report.after != report.before and not merge:
            raise DatabaseUnusable(
                f"the database is in use ({report.before}) and lacks rows of the backup ({report.source})."
            )
        brought_back = [id_ for id_ in target.scalars(select(journal.c.id)) if id_ not in known]
        _close(target, brought_back)
    return replace(report, closed=len(brought_back))


def copy_to_postgresql(database: Database, postgresql: Database, progress: ProgressCallback) -> CopyReport:
    """Copy an SQLite database, which is locked meanwhile, to an empty PostgreSQL one. Repeating it changes nothing.

    Raises DatabaseUnusable, also if the two databases differ afterward, and DatabaseUnavailable.
    """
    if not database.is_sqlite or postgresql.is_sqlite:
        raise DatabaseUnusable("this copies from SQLite to PostgreSQL; for other ways make a backup and restore it.")
    with postgresql.writing() as target, database.writing() as source:
        report = _copy_verified(source, target, progress)
        if report.after != report.source:
            raise DatabaseUnusable(f"the two differ: SQLite has {report.source}, PostgreSQL {report.after}.")
    return report


def copy_rows(source: Connection, target: Connection, progress: ProgressCallback) -> Checksum:
    """Copy the salt of a database, and the journals and results that are missing. Return the source's checksum.

    The target must have no journals, or the same salt.
    """
    return checksum(_copy_rows(source, target, progress))


def salt_of(connection: Connection) -> bytes:
    """Return the salt of the key derivations."""
    return bytes(connection.execute(select(instance.c.salt)).scalar_one())


def _copy_rows(source: Connection, target: Connection, progress: ProgressCallback) -> Iterator[tuple[Table, Rows]]:
    """Copy the rows, and yield each batch once it is copied."""
    done, total, salt = 0, row_count(source), salt_of(source)
    target.execute(update(instance).values(salt=salt))
    yield instance, [{"salt": salt}]
    for table, rows in batches(source, *COPIED_TABLES):
        insert_missing(target, table, rows)
        done += len(rows)
        progress(done, total)
        yield table, rows
    # They are not in the checksum, because they may change while a backup is written.
    copy_counts(source, target)


def _close(connection: Connection, ids: Sequence[bytes]) -> None:
    """Revoke every access to these journals."""
    if ids:
        change = update(journal).where(journal.c.id == bindparam("which")).values(epoch=bindparam("new"))
        connection.execute(change, [{"which": id_, "new": secrets.token_bytes(ID_BYTES)} for id_ in ids])


def _copy_verified(source: Connection, target: Connection, progress: ProgressCallback) -> CopyReport:
    if target.dialect.name != "sqlite":
        target.execute(text("LOCK TABLE instance, journal, questionnaire, result IN EXCLUSIVE MODE"))
    before = checksum_of(target)
    if before.journals and salt_of(target) != salt_of(source):
        raise DatabaseUnusable(
            f"the database is in use by others ({before}): passphrases of one open nothing in the other."
        )
    copied = copy_rows(source, target, progress)
    after = checksum_of(target)
    if not before.journals and after != copied:
        raise DatabaseUnusable(f"the copy is not what was read: {copied} became {after}.")
    return CopyReport(copied, before, after)
