"""Takes to keep, keys to keep them under, and a look at the bytes of a database."""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, insert, select, text, update

from quiz.core.answers import Answers
from quiz.core.questionnaire import Questionnaire
from quiz.journal.database import Database
from quiz.journal.encryption import ID_BYTES, Key
from quiz.journal.tables import journal, result
from quiz.progress.history import SavedResult

FIRST = datetime(2031, 3, 1, 20, 15, 42, tzinfo=UTC)
"""A year that stands nowhere by chance."""


@dataclass(frozen=True)
class Shelf:
    """Takes of one questionnaire."""

    questionnaire: Questionnaire

    def take(self, number: int = 0, id_: str | None = None) -> SavedResult:
        """Give a take with answers of its own, four weeks after the one before."""
        points = [point.value for point in self.questionnaire.scale.points]
        statements = enumerate(self.questionnaire.statements)
        answers = Answers({s.id: points[(number + n) % len(points)] for n, s in statements})
        return SavedResult.from_answers(
            id_ or secrets.token_hex(16), FIRST + timedelta(weeks=4 * number), self.questionnaire, answers
        )

    def takes(self, count: int) -> tuple[SavedResult, ...]:
        """Give several, oldest first."""
        return tuple(self.take(number) for number in range(count))


def new_key() -> Key:
    """Make a key by chance; the slow way from a code is tested by itself."""
    return Key(secrets.token_bytes(ID_BYTES), secrets.token_bytes(32))


def rows(database: Database) -> int:
    """Count the results of all journals."""
    with database.reading() as connection:
        return len(connection.execute(select(result.c.id)).all())


def sealed_rows(database: Database) -> dict[bytes, bytes]:
    """Give what is sealed, by result id."""
    with database.reading() as connection:
        return {row.id: row.sealed for row in connection.execute(select(result.c.id, result.c.sealed))}


def tamper(database: Database, id_: str, sealed: bytes) -> None:
    """Put other bytes in the place of a sealed result, as somebody with the database in hand could."""
    with database.writing() as connection:
        mine = result.c.id == bytes.fromhex(id_)
        assert connection.execute(update(result).where(mine).values(sealed=sealed)).rowcount == 1


def tear(database: Database, key: Key) -> None:
    """Take a journal out of the database by force."""
    with database.writing() as connection:
        connection.execute(delete(journal).where(journal.c.id == key.journal))


def plant(database: Database, key: Key, id_: bytes, sealed: bytes) -> None:
    """Put sealed bytes into a journal by force."""
    with database.writing() as connection:
        connection.execute(insert(result).values(journal_id=key.journal, id=id_, sealed=sealed))


def bytes_on_disk(database: Database, *, everything: bool = False) -> bytes:
    """Give what is in a database's files, its journals too, without long stretches of nothing.

    With `everything` this is on PostgreSQL also what it clears away in its own time: its logs.
    """
    if database.sqlite:
        path = Path(str(database.engine.url.database))
        files = sorted(path.parent.glob(path.name + "*"))
    else:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CHECKPOINT"))
            data = Path(connection.execute(text("SHOW data_directory")).scalar_one())
            own = connection.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
        files = [*(data / "base" / str(own)).iterdir()]
        files += [*(data / "pg_wal").glob("0*"), data.parent / "log"] if everything else []
    assert files
    return re.sub(rb"\0{32,}", bytes(32), b"".join(path.read_bytes() for path in files))
