"""Databases: their URLs, durable commits, locks, and what happens on a fork or a restore."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.pool import QueuePool

from quiz.journal.database import Database, parse_url
from quiz.journal.exceptions import DatabaseUnavailable, DatabaseUnusable
from quiz.journal.migrate import ready_database
from quiz.journal.sqlite import default_journal_mode
from quiz.journal.store import Journals
from tests.journal.samples import Samples, new_key, sqlite_database
from tests.journal.secrecy import error_text, reveals_nothing


@pytest.mark.parametrize(
    "url",
    [
        "",
        "steady.db",
        "mysql://me:hunter2-geheim@host/steady",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///steady.db?journal_mode=off",
        "sqlite:///steady.db?timeout=hunter2-geheim",
        "sqlite:///steady.db?unknown=hunter2-geheim",
        "sqlite:///ste\0ady.db",
        "postgresql://me:pass/hunter2-geheim@host/steady",
        "postgresql://me:hunter2-geheim@host:port/steady",
        "postgresql://me:hunter2-geheim@[::1/steady",
        "postgresql://me:hunter2-geheim@/steady?host=/none&sslmode=hunter2-geheim",
        "postgresql://me:hunter2-geheim@/steady?host=/none&unknown=1",
        "postgresql://me:hunter2-geheim@/steady?host=/none&connect_timeout=never",
    ],
)
def test_an_invalid_url_is_refused_with_a_sentence_without_its_password(url: str, tmp_path: Path) -> None:
    message = error_text(lambda: ready_database(url, tmp_path), DatabaseUnusable)
    assert reveals_nothing(message, "hunter2"), message
    assert message.rstrip().endswith(".")


def test_a_relative_path_is_below_the_root_and_postgres_means_postgresql(tmp_path: Path) -> None:
    assert parse_url("sqlite:///instance/steady.db", tmp_path).database == str(tmp_path / "instance" / "steady.db")
    assert parse_url("sqlite:////var/steady.db", tmp_path).database == "/var/steady.db"
    for scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        assert parse_url(f"{scheme}://me@host/steady", tmp_path).drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    ("mode", "versions"),
    [("delete", "3.7.0 3.40.1 3.44.5 3.45.0 3.50.6 3.51.0 3.51.2"), ("wal", "3.44.6 3.44.9 3.50.7 3.51.3 3.52.0")],
)
def test_the_write_ahead_log_is_used_only_in_sqlite_versions_without_the_reset_bug(mode: str, versions: str) -> None:
    for version in versions.split():
        assert default_journal_mode(tuple(map(int, version.split(".")))) == mode, version


def test_the_journal_mode_follows_the_installed_version_unless_the_url_names_one(tmp_path: Path) -> None:
    installed = default_journal_mode(sqlite3.sqlite_version_info)
    assert sqlite_database(tmp_path / "default.db").health()["journal_mode"] == installed
    for mode in ("delete", "wal"):
        assert sqlite_database(tmp_path / f"{mode}.db", mode).health()["journal_mode"] == mode


def test_sqlite_syncs_commits_overwrites_deletions_and_enforces_foreign_keys(file_database: Database) -> None:
    health = file_database.health()
    assert health.pop("journal_mode") in {"delete", "wal"}
    assert health == {
        "database": "sqlite",
        "version": sqlite3.sqlite_version,
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
    }


def test_postgresql_syncs_commits(postgresql: Database) -> None:
    health = postgresql.health()
    assert health["server_version"].split(".")[0].isdecimal()
    assert (health["database"], health["synchronous_commit"], health["fsync"]) == ("postgresql", "on", "on")


def test_a_writer_locks_sqlite_before_its_first_statement(file_database: Database) -> None:
    with file_database.writing(), closing(sqlite3.connect(str(file_database.engine.url.database), timeout=0)) as other:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        assert other.execute("SELECT count(*) FROM result").fetchone() == (0,)


def test_a_restored_file_is_seen_at_once(tmp_path: Path, samples: Samples) -> None:
    running = Journals(sqlite_database(tmp_path / "steady.db", "delete"))
    assert running.open(new_key()) is None
    key = new_key()
    Journals(sqlite_database(tmp_path / "restored.db", "delete")).create(key, samples.results(2))
    (tmp_path / "restored.db").replace(tmp_path / "steady.db")
    access = running.open(key)
    assert access and len(running.entries(access).results) == 2


def test_no_connection_is_left_open_when_gunicorn_forks(postgresql_url: str, tmp_path: Path) -> None:
    database = ready_database(postgresql_url, tmp_path)
    pool = database.engine.pool
    assert isinstance(pool, QueuePool) and pool.checkedin() == 0
    database.health()
    assert pool.checkedin() == 1
    database.engine.dispose()


@pytest.mark.parametrize(("before", "after"), [("delete", "wal"), ("wal", "delete")])
def test_changing_the_journal_mode_waits_for_a_writer(tmp_path: Path, before: str, after: str) -> None:
    old = sqlite_database(tmp_path / "steady.db", before)
    writing, done = threading.Event(), threading.Event()

    def write() -> None:
        with old.writing() as connection:
            connection.execute(text("UPDATE journal SET turn = turn"))
            writing.set()
            done.wait(0.2)

    writer = threading.Thread(target=write)
    writer.start()
    assert writing.wait(10)
    assert sqlite_database(tmp_path / "steady.db", after).health()["journal_mode"] == after
    writer.join(10)


def test_changing_the_journal_mode_gives_up_after_the_lock_timeout(tmp_path: Path) -> None:
    old = sqlite_database(tmp_path / "steady.db", "delete")
    new = Database.from_url(parse_url("sqlite:///steady.db?journal_mode=wal", tmp_path), lock_timeout_seconds=0.1)
    with old.writing(), pytest.raises(DatabaseUnavailable), new.reading():
        pass
