"""A database is migrated once and completely, also when several servers start at once."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import create_engine, inspect, make_url, text

from quiz.journal.database import Database, parse_url
from quiz.journal.exceptions import DatabaseUnusable
from quiz.journal.migrate import MIGRATIONS, ready_database
from quiz.journal.migrations import HEAD
from quiz.journal.store import Journals
from quiz.journal.tables import instance, metadata
from tests.journal.conftest import ALL
from tests.journal.samples import Samples, new_key

SERVERS = 3
START = """
import sys
from pathlib import Path
from sqlalchemy import text
from quiz.journal.migrate import ready_database
print("ready", flush=True)
sys.stdin.readline()
database = ready_database(sys.argv[1], Path("/"))
with database.reading() as connection:
    print(bytes(connection.execute(text("SELECT salt FROM instance")).scalar_one()).hex())
"""
_numbers = count()


@pytest.fixture(params=ALL)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without tables."""
    kind = str(request.param)
    if kind != "postgresql":
        yield f"sqlite:///{tmp_path / 'fresh.db'}?journal_mode={kind.removeprefix('sqlite-')}"
        return
    server = str(request.getfixturevalue("postgresql_url"))
    name = f"fresh{next(_numbers)}"
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        yield server.replace("/postgres?", f"/{name}?")
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def migrated(url: str) -> Iterator[Database]:
    """A migrated database."""
    database = ready_database(url, Path("/"))
    yield database
    database.engine.dispose()


def salt(database: Database) -> bytes:
    with database.reading() as connection:
        return bytes(connection.execute(instance.select()).scalar_one())


def alembic_config(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def test_an_empty_database_is_migrated_to_the_last_revision(migrated: Database) -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]
    with migrated.reading() as connection:
        assert connection.scalars(text("SELECT version_num FROM alembic_version")).all() == [HEAD]
    assert len(salt(migrated)) == 16


def test_the_tables_that_migrations_make_are_those_the_code_uses(migrated: Database) -> None:
    with migrated.migrating() as connection:
        command.check(alembic_config(connection))
        assert {*inspect(connection).get_table_names()} == {*metadata.tables, "alembic_version"}


def test_a_table_that_differs_from_the_code_is_detected(migrated: Database) -> None:
    with migrated.migrating() as connection:
        connection.execute(text("ALTER TABLE journal ADD COLUMN more INTEGER"))
        with pytest.raises(CommandError, match="more"):
            command.check(alembic_config(connection))


def test_starting_again_changes_nothing(migrated: Database, url: str, samples: Samples) -> None:
    journals, before = Journals(migrated), salt(migrated)
    access = journals.create(journals.derive_key("apple"), [samples.result(1, "ab" * 16)])
    file = Path(str(migrated.engine.url.database)) if migrated.is_sqlite else None
    content = file.read_bytes() if file else b""
    again = Journals(ready_database(url, Path("/")))
    assert not file or file.read_bytes() == content
    assert salt(again.database) == before
    assert again.entries(access).results == (samples.result(1, "ab" * 16),)
    assert again.open(again.derive_key("apple")) == access
    again.database.engine.dispose()


def test_servers_that_start_at_once_migrate_once_and_share_one_salt(url: str, root: Path) -> None:
    pipe = subprocess.PIPE
    command_line = [sys.executable, "-c", START, url]
    servers = [
        subprocess.Popen(command_line, cwd=root, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        for _ in range(SERVERS)
    ]
    for server in servers:
        assert server.stdout and server.stdout.readline() == "ready\n"
    for server in servers:
        assert server.stdin
        server.stdin.write("\n")
        server.stdin.flush()
    outputs = [server.communicate(timeout=60) for server in servers]
    assert [server.returncode for server in servers] == [0] * SERVERS, outputs
    salts = {out for out, _ in outputs}
    assert len(salts) == 1
    database = ready_database(url, Path("/"))
    assert {salt(database).hex() + "\n"} == salts
    database.engine.dispose()


def test_a_database_of_a_newer_version_is_refused_with_advice_and_left_unchanged(migrated: Database, url: str) -> None:
    before = salt(migrated)
    with migrated.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(
        DatabaseUnusable, match="made by a newer Steady: run that one, or use another database"
    ) as caught:
        ready_database(url, Path("/"))
    assert "9999" not in str(caught.value)
    assert salt(migrated) == before


def test_a_failed_migration_is_rolled_back(url: str) -> None:
    engine = Database.from_url(parse_url(url, Path("/"))).engine
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE result (strange INTEGER)"))
    with pytest.raises(DatabaseUnusable):
        ready_database(url, Path("/"))
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == ["result"]
        connection.execute(text("DROP TABLE result"))
    database = ready_database(url, Path("/"))
    assert Journals(database).open(new_key()) is None
    for one in (database.engine, engine):
        one.dispose()
