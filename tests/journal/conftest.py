"""Every database that Steady keeps results in, and small things to keep there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from quiz.core.questionnaire import Questionnaire
from quiz.journal.database import Database
from quiz.journal.migrate import ready
from quiz.journal.store import Journals
from tests import postgres
from tests.journal.samples import Shelf

SQLITE = ("sqlite-delete", "sqlite-wal")
ALL = (*SQLITE, "postgresql")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Give the address of a PostgreSQL server's own database."""
    with postgres.serve() as address:
        yield address


def address_of(kind: str, folder: Path, request: pytest.FixtureRequest) -> str:
    """Give the address of a database of some kind. The PostgreSQL one is the same for all tests, and emptied."""
    if kind == "postgresql":
        return str(request.getfixturevalue("server"))
    return f"sqlite:///{folder / 'steady.db'}?journal_mode={kind.removeprefix('sqlite-')}"


def _ready(kind: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    database = ready(address_of(kind, folder, request), folder)
    if kind == "postgresql":
        with database.writing() as connection:
            connection.execute(text("TRUNCATE journal CASCADE"))
    yield database
    database.engine.dispose()


@pytest.fixture(params=ALL)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give an empty database, of each kind in turn."""
    yield from _ready(request.param, tmp_path, request)


@pytest.fixture(params=SQLITE)
def file_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give an empty SQLite database, in each journal mode in turn."""
    yield from _ready(request.param, tmp_path, request)


@pytest.fixture
def journals(database: Database) -> Journals:
    """Give the journals of an empty database."""
    return Journals(database)


@pytest.fixture(scope="session")
def shelf(questionnaire: Questionnaire) -> Shelf:
    """Give takes of the shipped questionnaire."""
    return Shelf(questionnaire)
