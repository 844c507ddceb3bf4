"""Each database is set up so that what was acknowledged is on the disk, and says so."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from quiz.journal import database as databases
from quiz.journal import sqlite
from quiz.journal.database import Database
from quiz.journal.exceptions import DatabaseUnusable
from quiz.journal.migrate import ready
from quiz.journal.sqlite import journal_mode


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ("3.7.0", "delete"),
        ("3.40.1", "delete"),
        ("3.44.5", "delete"),
        ("3.44.6", "wal"),
        ("3.44.9", "wal"),
        ("3.45.0", "delete"),
        ("3.50.6", "delete"),
        ("3.50.7", "wal"),
        ("3.51.0", "delete"),
        ("3.51.2", "delete"),
        ("3.51.3", "wal"),
        ("3.52.0", "wal"),
    ],
)
def test_the_write_ahead_log_is_used_where_sqlite_is_free_of_its_reset_fault(version: str, mode: str) -> None:
    assert journal_mode(tuple(map(int, version.split(".")))) == mode


def test_sqlite_writes_through_to_the_disk_and_overwrites_what_is_deleted(file_database: Database) -> None:
    health = file_database.health()
    assert health.pop("journal_mode") in {"delete", "wal"}
    assert health == {
        "database": "sqlite",
        "version": sqlite3.sqlite_version,
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
    }


def test_every_database_tells_its_kind_and_mode(database: Database, request: pytest.FixtureRequest) -> None:
    health = database.health()
    kind = "-".join(filter(None, [health["database"], health.get("journal_mode", "")]))
    assert f"[{kind}]" in request.node.name


def test_postgresql_waits_for_the_disk_before_it_acknowledges(server: str, database: Database) -> None:
    if database.sqlite:
        assert database.health()["synchronous"] == 2
        return
    assert server
    health = database.health()
    assert (health["database"], health["synchronous_commit"], health["fsync"]) == ("postgresql", "on", "on")
    assert health["server_version"].split(".")[0].isdecimal()


def test_no_connection_is_left_open_for_a_server_that_copies_itself(server: str) -> None:
    database = ready(server, Path("/"))
    assert "Connections in pool: 0 Current Overflow: -" in database.engine.pool.status()
    database.health()
    assert "Connections in pool: 1 " in database.engine.pool.status()
    database.engine.dispose()


@pytest.mark.parametrize(("before", "after"), [("delete", "wal"), ("wal", "delete")])
def test_a_server_that_brings_another_journal_mode_waits_for_who_is_writing(
    tmp_path: Path, before: str, after: str
) -> None:
    address = f"sqlite:///{tmp_path / 'steady.db'}?journal_mode="
    old = ready(address + before, tmp_path)
    writing, free = threading.Event(), threading.Event()

    def write() -> None:
        with old.writing() as connection:
            connection.execute(text("UPDATE journal SET turn = turn"))
            writing.set()
            free.wait(0.3)

    writer = threading.Thread(target=write)
    writer.start()
    assert writing.wait(10)
    assert ready(address + after, tmp_path).health()["journal_mode"] == after
    writer.join(10)


def test_a_server_that_cannot_bring_its_journal_mode_gives_up_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "PATIENCE", 0.3)
    monkeypatch.setattr(sqlite, "PATIENCE", 0.3)
    old = ready(f"sqlite:///{tmp_path / 'steady.db'}?journal_mode=delete", tmp_path)
    with old.writing(), pytest.raises(DatabaseUnusable):
        ready(f"sqlite:///{tmp_path / 'steady.db'}?journal_mode=wal", tmp_path)
