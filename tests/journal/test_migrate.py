"""A database is brought up to date once, whole, however many servers start at the same moment."""

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

from quiz.journal import migrate
from quiz.journal.database import Database, read_url
from quiz.journal.exceptions import DatabaseUnusable
from quiz.journal.migrate import ready
from quiz.journal.migrations import HEAD
from quiz.journal.store import Journals
from quiz.journal.tables import instance, metadata
from tests.journal.conftest import ALL
from tests.journal.samples import Shelf, new_key

MIGRATIONS = Path(migrate.__file__).parent / "migrations"
SERVERS = 4
START = """
import sys
from pathlib import Path
from sqlalchemy import text
from quiz.journal.migrate import ready
print("here", flush=True)
sys.stdin.readline()
database = ready(sys.argv[1], Path("/"))
with database.reading() as connection:
    print(bytes(connection.execute(text("SELECT salt FROM instance")).scalar_one()).hex())
"""
_numbers = count()


@pytest.fixture(params=ALL)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database with nothing in it, not even tables."""
    kind = str(request.param)
    if kind != "postgresql":
        yield f"sqlite:///{tmp_path / 'fresh.db'}?journal_mode={kind.removeprefix('sqlite-')}"
        return
    server = str(request.getfixturevalue("server"))
    name = f"fresh{next(_numbers)}"
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        yield server.replace("/postgres?", f"/{name}?")
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture
def made(address: str) -> Iterator[Database]:
    """Give a database that migrations made."""
    database = ready(address, Path("/"))
    yield database
    database.engine.dispose()


def salt(database: Database) -> bytes:
    with database.reading() as connection:
        return bytes(connection.execute(instance.select()).scalar_one())


def config(connection: object) -> Config:
    made_config = Config()
    made_config.set_main_option("script_location", str(MIGRATIONS))
    made_config.attributes["connection"] = connection
    return made_config


def test_an_empty_database_ends_at_the_last_migration_there_is(made: Database) -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]
    with made.reading() as connection:
        assert connection.scalars(text("SELECT version_num FROM alembic_version")).all() == [HEAD]
    assert len(salt(made)) == 16


def test_the_tables_that_migrations_make_are_those_the_code_uses(made: Database) -> None:
    with made.migrating() as connection:
        command.check(config(connection))
        assert {*inspect(connection).get_table_names()} == {*metadata.tables, "alembic_version"}


def test_a_table_that_is_not_as_the_code_expects_would_be_noticed(made: Database) -> None:
    with made.migrating() as connection:
        connection.execute(text("ALTER TABLE journal ADD COLUMN more INTEGER"))
        with pytest.raises(CommandError, match="more"):
            command.check(config(connection))


def test_starting_again_changes_nothing(made: Database, address: str, shelf: Shelf) -> None:
    journals, before = Journals(made), salt(made)
    access = journals.make(journals.key("apple"), [shelf.take(1, "ab" * 16)])
    file = Path(str(made.engine.url.database)) if made.sqlite else None
    content = file.read_bytes() if file else b""
    again = Journals(ready(address, Path("/")))
    assert not file or file.read_bytes() == content
    assert salt(again.database) == before
    assert again.takes(access).takes == (shelf.take(1, "ab" * 16),)
    assert again.open(again.key("apple")) == access
    again.database.engine.dispose()


@pytest.mark.parametrize("attempt", range(2))
def test_servers_that_start_at_the_same_moment_all_start_and_share_one_salt(
    address: str, root: Path, attempt: int
) -> None:
    assert attempt < SERVERS
    pipe = subprocess.PIPE
    command_line = [sys.executable, "-c", START, address]
    servers = [
        subprocess.Popen(command_line, cwd=root, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        for _ in range(SERVERS)
    ]
    for server in servers:
        assert server.stdout and server.stdout.readline() == "here\n"
    for server in servers:
        assert server.stdin
        server.stdin.write("\n")
        server.stdin.flush()
    told = [server.communicate(timeout=60) for server in servers]
    assert [server.returncode for server in servers] == [0] * SERVERS, told
    salts = {out for out, _ in told}
    assert len(salts) == 1
    database = ready(address, Path("/"))
    assert {salt(database).hex() + "\n"} == salts
    database.engine.dispose()


def test_a_database_of_a_newer_steady_is_refused_with_what_to_do_and_left_alone(made: Database, address: str) -> None:
    before = salt(made)
    with made.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(
        DatabaseUnusable, match="made by a newer Steady: run that one, or give another address"
    ) as caught:
        ready(address, Path("/"))
    assert "9999" not in str(caught.value)
    assert salt(made) == before


def test_a_migration_that_fails_leaves_nothing_half_made(address: str) -> None:
    engine = Database.at(read_url(address, Path("/"))).engine
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE result (strange INTEGER)"))
    with pytest.raises(DatabaseUnusable):
        ready(address, Path("/"))
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == ["result"]
        connection.execute(text("DROP TABLE result"))
    database = ready(address, Path("/"))
    assert Journals(database).open(new_key()) is None
    for one in (database.engine, engine):
        one.dispose()
