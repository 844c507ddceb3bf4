"""A database in order says so without its library; in any doubt the start asks that, and names what is wrong."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quiz.journal.exceptions import DatabaseUnavailable, DatabaseUnusable
from quiz.journal.migrate import ready
from quiz.journal.migrations import HEAD
from quiz.journal.opening import journals_at
from quiz.journal.sqlite import PATIENCE, stands_at
from tests.journal.samples import Shelf, new_key

ROOT = Path(__file__).parents[2]
OPENS = """
import sys
from pathlib import Path
from quiz.journal.opening import journals_at
from quiz.journal.exceptions import DatabaseUnusable
try:
    journals = journals_at(sys.argv[1], Path(sys.argv[2]))
except DatabaseUnusable:
    print("refused", end=" ")
print("sqlalchemy" in sys.modules)
"""
AT_ONCE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from quiz.journal.opening import journals_at
journals, together = journals_at(sys.argv[1], Path(sys.argv[2])), Barrier(16)
def ask(_):
    together.wait()
    return journals()
with ThreadPoolExecutor(16) as people:
    print(len({*people.map(ask, range(16))}))
"""
"""Says how many journals sixteen people are given who come before any of it is imported."""


def told(address: str, folder: Path, program: str = OPENS) -> str:
    """Tell what a program says: whether a start with an address needed SQLAlchemy, and whether it was refused."""
    return subprocess.run(
        [sys.executable, "-c", program, address, str(folder)],
        cwd=ROOT,
        env={**os.environ},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def run(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def test_the_second_start_needs_no_sqlalchemy_and_finds_what_the_first_one_kept(tmp_path: Path, shelf: Shelf) -> None:
    address, key = "sqlite:///steady.db", new_key()
    assert told(address, tmp_path) == "True"
    journals_at(address, tmp_path)().make(key, shelf.takes(2))
    assert told(address, tmp_path) == "False"
    again = journals_at(address, tmp_path)()
    access = again.open(key)
    assert access
    assert len(again.takes(access).takes) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: run(path, "UPDATE alembic_version SET version_num = '9999'"),
        lambda path: path.write_bytes(b"no database at all, but long enough to be one" * 99),
        cut,
    ],
    ids=["newer", "no database", "cut"],
)
def test_what_is_not_in_order_is_refused_at_the_start(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    path = tmp_path / "steady.db"
    ready(f"sqlite:///{path}", tmp_path).engine.dispose()
    spoil(path)
    assert not stands_at(path, HEAD)
    with pytest.raises(DatabaseUnusable):
        journals_at(f"sqlite:///{path}", tmp_path)


@pytest.mark.parametrize(
    "address", ["", "sqlite://", "sqlite:///", "sqlite:///:memory:", "mysql://me@host/x", "sqlite:///a\0b", "nonsense"]
)
def test_an_address_that_is_none_is_refused_at_the_start(tmp_path: Path, address: str) -> None:
    with pytest.raises(DatabaseUnusable):
        journals_at(address, tmp_path)


def test_a_database_of_an_earlier_steady_is_brought_up_to_date_at_the_start(tmp_path: Path) -> None:
    path = tmp_path / "steady.db"
    path.touch()
    journals_at(f"sqlite:///{path}", tmp_path)
    assert stands_at(path, HEAD)


def test_looking_makes_no_file(tmp_path: Path) -> None:
    assert not stands_at(tmp_path / "steady.db", HEAD)
    assert not [*tmp_path.iterdir()]


def test_looking_waits_for_nobody(tmp_path: Path) -> None:
    path = tmp_path / "steady.db"
    ready(f"sqlite:///{path}?journal_mode=delete", tmp_path).engine.dispose()
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        for mode in ("delete", "wal"):
            assert not stands_at(path, HEAD, mode)
        assert time.monotonic() - began < PATIENCE / 2


def test_looking_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "steady.db"
    ready(f"sqlite:///{path}?journal_mode=delete", tmp_path).engine.dispose()
    before = path.read_bytes()
    assert not stands_at(path, HEAD, "wal")
    assert path.read_bytes() == before


def test_all_who_come_at_once_share_one_database(tmp_path: Path) -> None:
    ready("sqlite:///steady.db", tmp_path).engine.dispose()
    assert told("sqlite:///steady.db", tmp_path, AT_ONCE) == "1"


def test_a_name_with_every_strange_letter_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a b#c;é&=.db"
    ready(f"sqlite:///{path}", tmp_path).engine.dispose()
    assert stands_at(path, HEAD)
    assert told(f"sqlite:///{path}", tmp_path) == "False"


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_a_journal_mode_that_is_named_is_kept_and_needs_no_sqlalchemy(tmp_path: Path, mode: str) -> None:
    address = f"sqlite:///steady.db?journal_mode={mode}"
    journals_at(address, tmp_path)
    assert told(address, tmp_path) == "False"
    assert journals_at(address, tmp_path)().database.health()["journal_mode"] == mode


@pytest.mark.parametrize("address", ["sqlite:///%41.db"])
def test_an_address_that_has_to_be_understood_is(tmp_path: Path, address: str) -> None:
    journals_at(address, tmp_path)().make(new_key(), ())
    assert told(address, tmp_path) == "True"
    assert [file.name.lower() for file in tmp_path.glob("*.db")] == ["a.db"]


def test_a_database_lost_after_the_start_is_unavailable_not_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "steady.db"
    ready(f"sqlite:///{path}", tmp_path).engine.dispose()
    journals = journals_at(f"sqlite:///{path}", tmp_path)
    path.unlink()
    with pytest.raises(DatabaseUnavailable):
        journals().open(new_key())
