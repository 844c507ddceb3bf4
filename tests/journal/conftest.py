"""An empty database of each supported kind, and sample results."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from quiz.core.questionnaire import Questionnaire
from quiz.journal.database import Database
from quiz.journal.migrate import ready_database
from quiz.journal.store import Journals
from tests.journal.samples import Samples

SQLITE = ("sqlite-delete", "sqlite-wal")
ALL = (*SQLITE, "postgresql")


def _database(kind: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    """Yield an empty database. The PostgreSQL one is shared by all tests, and emptied."""
    url = f"sqlite:///{folder / 'steady.db'}?journal_mode={kind.removeprefix('sqlite-')}"
    database = ready_database(request.getfixturevalue("postgresql_url") if kind == "postgresql" else url, folder)
    if kind == "postgresql":
        with database.writing() as connection:
            connection.execute(text("TRUNCATE journal CASCADE"))
    yield database
    database.engine.dispose()


@pytest.fixture(params=ALL)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database, of each kind in turn."""
    yield from _database(request.param, tmp_path, request)


@pytest.fixture(params=SQLITE)
def file_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database, in each journal mode in turn."""
    yield from _database(request.param, tmp_path, request)


@pytest.fixture
def postgresql(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty PostgreSQL database."""
    yield from _database("postgresql", tmp_path, request)


@pytest.fixture
def journals(database: Database) -> Journals:
    """The journals of an empty database."""
    return Journals(database)


@pytest.fixture(scope="session")
def samples(questionnaire: Questionnaire) -> Samples:
    """Results of the shipped questionnaire."""
    return Samples(questionnaire)
