"""Results to save, keys to save them under, and access to the rows and files of a database."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Table, delete, func, insert, select, text, update

from quiz.core.answers import Answers
from quiz.core.questionnaire import Questionnaire
from quiz.journal.database import Database
from quiz.journal.encryption import ID_BYTES, KEY_BYTES, Key
from quiz.journal.migrate import ready_database
from quiz.journal.store import Access, Journals
from quiz.journal.tables import journal, result
from quiz.progress.history import SavedResult
from quiz.progress.remarks import Remarks

FIRST = datetime(2031, 3, 1, 20, 15, 42, tzinfo=UTC)
"""A year that appears nowhere by coincidence."""


@dataclass(frozen=True)
class Samples:
    """Results of one questionnaire."""

    questionnaire: Questionnaire

    def result(self, number: int = 0, id_: str | None = None) -> SavedResult:
        """Return a result with its own answers, four weeks after the one before."""
        points = [point.value for point in self.questionnaire.scale.points]
        statements = enumerate(self.questionnaire.statements)
        answers = Answers({s.id: points[(number + n) % len(points)] for n, s in statements})
        return SavedResult.from_answers(
            id_ or secrets.token_hex(16), FIRST + timedelta(weeks=4 * number), self.questionnaire, answers
        )

    def remarked(self, number: int = 0, id_: str | None = None) -> SavedResult:
        """Return a result with a note, a step, an outcome and a relationship of its own."""
        note = f"We talked on the bridge, number {number}.\nShe listened. \U0001f327"
        return replace(self.result(number, id_), remarks=Remarks(note, f"Count to {number}.", "a_little", "different"))

    def results(self, count: int) -> tuple[SavedResult, ...]:
        """Return several, oldest first."""
        return tuple(self.result(number) for number in range(count))


def sqlite_database(path: Path, mode: str = "") -> Database:
    """Return the SQLite database at a path, which is created if needed, with a journal mode or the default one."""
    return ready_database(f"sqlite:///{path}" + (f"?journal_mode={mode}" if mode else ""), Path("/"))


def no_progress(_done: int, _total: int) -> None:
    """Ignore the progress of a copy."""


def interrupt(_done: int, _total: int) -> None:
    """Stop a copy, as a person at the terminal may."""
    raise KeyboardInterrupt


def new_key() -> Key:
    """Return a random key, without the slow derivation."""
    return Key(secrets.token_bytes(ID_BYTES), secrets.token_bytes(KEY_BYTES))


def calls_with_access(journals: Journals, access: Access, saved: SavedResult) -> list[Callable[[], object]]:
    """Return a call of each method that needs an access to a journal."""
    return [
        lambda: journals.add_results(access, [saved]),
        lambda: journals.require_open(access),
        lambda: journals.contains(access, saved.id),
        lambda: journals.entries(access),
        lambda: journals.update_remarks(access, saved.id, lambda remarks: remarks),
        lambda: journals.remove_result(access, saved.id),
        lambda: journals.close_everywhere(access),
        lambda: journals.change_key(access, new_key()),
        lambda: journals.delete(access),
    ]


def row_count(database: Database) -> int:
    """Return the number of results in all journals."""
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(result)) or 0


def ciphertexts(database: Database, table: Table = result) -> dict[bytes, bytes]:
    """Return every ciphertext of a table by id."""
    with database.reading() as connection:
        rows = connection.execute(select(table.c.id, table.c.ciphertext))
        return {row.id: row.ciphertext for row in rows}


def tamper(database: Database, id_: str, ciphertext: bytes) -> None:
    """Replace a ciphertext, as an attacker with write access could."""
    with database.writing() as connection:
        row = result.c.id == bytes.fromhex(id_)
        assert connection.execute(update(result).where(row).values(ciphertext=ciphertext)).rowcount == 1


def delete_row(database: Database, key: Key) -> None:
    """Delete a journal without an access to it."""
    with database.writing() as connection:
        connection.execute(delete(journal).where(journal.c.id == key.journal_id))


def plant(database: Database, key: Key, id_: bytes, ciphertext: bytes, table: Table = result) -> None:
    """Insert a row into a journal without an access to it."""
    with database.writing() as connection:
        connection.execute(insert(table).values(journal_id=key.journal_id, id=id_, ciphertext=ciphertext))


def bytes_on_disk(database: Database, *, logs: bool = False) -> bytes:
    """Return the contents of a database's files, with long runs of zeros shortened.

    `logs` includes the logs of PostgreSQL, which it recycles by itself.
    """
    if database.is_sqlite:
        path = Path(str(database.engine.url.database))
        files = sorted(path.parent.glob(path.name + "*"))
    else:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CHECKPOINT"))
            data = Path(connection.execute(text("SHOW data_directory")).scalar_one())
            own = connection.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
        started = (data / "postmaster.opts").stat().st_mtime
        # The other files are the system tables as initdb made them.
        files = [path for path in (data / "base" / str(own)).iterdir() if path.stat().st_mtime >= started]
        files += [*(data / "pg_wal").glob("0*"), data.parent / "log"] if logs else []
    assert files
    return re.sub(rb"\0{32,}", bytes(32), b"".join(path.read_bytes() for path in files))
