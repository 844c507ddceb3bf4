"""All rows of one database into another, with the salt, without which no words open anything."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from quiz.journal import checksum
from quiz.journal.checksum import Checksum, Tally
from quiz.journal.database import Database
from quiz.journal.exceptions import DatabaseUnusable
from quiz.journal.tables import instance, journal, result

Watch = Callable[[int, int], object]
"""Is told now and then how much is done, and of how much: rows, or pages of a file."""


@dataclass(frozen=True)
class Moved:
    """What came, what was in the other database before, and what is there now."""

    came: Checksum
    before: Checksum
    there: Checksum

    @property
    def added(self) -> int:
        """How many results were not there before."""
        return self.there.results - self.before.results


def restore(backup: Database, database: Database, watch: Watch, *, merge: bool = False) -> Moved:
    """Bring what is in a backup into a database, in one transaction; raises DatabaseUnusable, saying why, and DatabaseUnavailable.

    Rows that are there already stay as they are: done twice, it is done once. One that is in use takes nothing new
    unless told to `merge`; then whatever people deleted since the backup comes back.
    """
    with database.writing() as out, backup.reading() as rows:
        moved = _move(rows, out, watch)
        if moved.before.journals and moved.there != moved.before and not merge:
            raise DatabaseUnusable(
                f"the database is in use ({moved.before}) and lacks rows of the backup ({moved.came})."
            )
    return moved


def to_postgresql(database: Database, target: Database, watch: Watch) -> Moved:
    """Copy all rows to an empty PostgreSQL database, or see that they are there; raises DatabaseUnusable and DatabaseUnavailable.

    Nobody can keep anything in the old database meanwhile.
    """
    if not database.sqlite or target.sqlite:
        raise DatabaseUnusable("this moves from SQLite to PostgreSQL; for other ways make a backup and restore it.")
    with target.writing() as out, database.writing() as rows:
        moved = _move(rows, out, watch)
        if moved.there != moved.came:
            raise DatabaseUnusable(f"the two differ: SQLite has {moved.came}, PostgreSQL {moved.there}.")
    return moved


def copy(rows: Connection, out: Connection, watch: Watch) -> Checksum:
    """Copy journals and results, passing over those that are there; gives what came, the salt too."""
    tally, done, whole = Tally(), 0, checksum.size(rows)
    for block in checksum.blocks(rows, instance):
        tally.add(instance, block)
    add = (sqlite if out.dialect.name == "sqlite" else postgresql).insert
    for table in (journal, result):
        for block in checksum.blocks(rows, table):
            tally.add(table, block)
            out.execute(add(table).on_conflict_do_nothing(), block)
            watch(done := done + len(block), whole)
    return tally.census


def set_salt(out: Connection, salt: bytes) -> None:
    """Give a database without journals another salt."""
    out.execute(update(instance).values(salt=salt))


def salt_of(connection: Connection) -> bytes:
    """Give the salt of every code's derivation."""
    return bytes(connection.execute(select(instance.c.salt)).scalar_one())


def _move(rows: Connection, out: Connection, watch: Watch) -> Moved:
    if out.dialect.name != "sqlite":
        out.execute(text("LOCK TABLE instance, journal, result IN EXCLUSIVE MODE"))
    before, salt = checksum.of_database(out), salt_of(rows)
    if before.journals and salt_of(out) != salt:
        raise DatabaseUnusable(f"the database is in use by others ({before}): words of one open nothing in the other.")
    set_salt(out, salt)
    came = copy(rows, out, watch)
    there = checksum.of_database(out)
    if not before.journals and there != came:
        raise DatabaseUnusable(f"the copy is not what was read: {came} became {there}.")
    return Moved(came, before, there)
