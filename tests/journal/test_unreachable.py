"""A database that is away, full of something else, locked or read-only: said plainly, and without its address."""

import sqlite3
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event, text

from quiz.journal import database as databases
from quiz.journal.database import Database, read_url
from quiz.journal.exceptions import DatabaseUnavailable, DatabaseUnusable
from quiz.journal.migrate import ready
from quiz.journal.store import Access, Journals
from tests import postgres
from tests.journal.samples import Shelf, new_key, rows
from tests.unprivileged import as_unprivileged_user

PASSWORD = "hunter2-geheim"


def everything(journals: Journals, access: Access, shelf: Shelf) -> list[Callable[[], object]]:
    """Give all that can be asked of a database."""
    take = shelf.take()
    return [
        lambda: Journals(journals.database).key("apple"),
        lambda: journals.open(access.key),
        lambda: journals.make(access.key, [take]),
        lambda: journals.add(access, [take]),
        lambda: journals.has(access, take.id),
        lambda: journals.takes(access),
        lambda: journals.remove(access, take.id),
        lambda: journals.close_everywhere(access),
        lambda: journals.change_key(access, new_key()),
        lambda: journals.delete(access),
        journals.database.health,
    ]


def refusal(attempt: Callable[[], object], kind: type[Exception]) -> str:
    """Give all that is printed of a refusal, its causes too."""
    with pytest.raises(kind) as caught:
        attempt()
    return "".join(traceback.format_exception(caught.value, limit=0))


def silent(told: str, *secrets: str) -> bool:
    return not any(secret in told for secret in (PASSWORD, *secrets))


def test_a_postgresql_server_that_stopped_is_named_unavailable_and_nothing_else(shelf: Shelf) -> None:
    with postgres.serve() as open_address:
        address = open_address.replace("postgres@", f"postgres:{PASSWORD}@")
        journals = Journals(ready(address, Path("/")))
        access = journals.make(new_key(), shelf.takes(2))
        journals.database.engine.dispose()
        folder = address.partition("host=")[2]
    told = [refusal(attempt, DatabaseUnavailable) for attempt in everything(journals, access, shelf)]
    told += [refusal(lambda: ready(address, Path("/")), DatabaseUnusable)]
    assert all(silent(one, folder) for one in told), told
    journals.database.engine.dispose()


def test_a_connection_that_postgresql_cut_is_replaced_unnoticed(server: str, shelf: Shelf) -> None:
    journals, other = Journals(ready(server, Path("/"))), ready(server, Path("/"))
    access = journals.make(new_key(), shelf.takes(1))
    with other.writing() as connection:
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname <> ''"
        assert any(connection.scalars(text(cut)))
    assert len(journals.takes(access).takes) == 1
    for one in (journals.database, other):
        one.engine.dispose()


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_read_only_database_is_named_so_and_stays_as_it_is(anywhere: Path, shelf: Shelf, mode: str) -> None:
    address = f"sqlite:///{anywhere / 'steady.db'}?journal_mode={mode}"
    journals = Journals(ready(address, Path("/")))
    access = journals.make(new_key(), [shelf.take()])
    journals.key("apple")
    (anywhere / "steady.db").chmod(0o444)
    anywhere.chmod(0o555)
    with as_unprivileged_user():
        told = [
            refusal(lambda: journals.add(access, [shelf.take(1)]), DatabaseUnavailable),
            refusal(lambda: journals.make(new_key(), []), DatabaseUnavailable),
            refusal(lambda: journals.delete(access), DatabaseUnavailable),
        ]
    assert all(silent(one, str(anywhere)) for one in told), told
    assert [take.raw for take in journals.takes(access).takes] == [shelf.take().raw]


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_on_a_full_disk_nothing_is_half_kept_and_what_is_there_can_be_read(
    tmp_path: Path, shelf: Shelf, mode: str
) -> None:
    journals = Journals(ready(f"sqlite:///{tmp_path / 'steady.db'}?journal_mode={mode}", Path("/")))
    access = journals.make(new_key(), shelf.takes(2))

    @event.listens_for(journals.database.engine, "connect")
    def leave_no_room(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    told = refusal(lambda: journals.add(access, shelf.takes(20)), DatabaseUnavailable)
    assert "SQLITE_FULL" in told
    assert silent(told, str(tmp_path))
    assert len(journals.takes(access).takes) == 2
    event.remove(journals.database.engine, "connect", leave_no_room)
    assert journals.add(access, shelf.takes(20)) == 20


@pytest.mark.parametrize("what", ["folder", "text", "nowhere", "broken"])
def test_an_address_where_no_database_can_be_stops_the_start_with_a_sentence(tmp_path: Path, what: str) -> None:
    path = tmp_path / "steady.db"
    if what == "folder":
        path.mkdir()
    elif what == "text":
        path.write_text("Not a database, but a letter. " * 200)
    elif what == "broken":
        ready(f"sqlite:///{path}", Path("/")).engine.dispose()
        path.write_bytes(path.read_bytes()[:100] + b"\xff" * 8000)
    else:
        path = tmp_path / "none" / "steady.db"
    told = refusal(lambda: ready(f"sqlite:///{path}", Path("/")), DatabaseUnusable)
    assert "it cannot be reached or written to" in told
    assert silent(told, str(tmp_path))


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_database_file_that_vanished_into_a_folder_is_unavailable(tmp_path: Path, shelf: Shelf, mode: str) -> None:
    path = tmp_path / "steady.db"
    journals = Journals(ready(f"sqlite:///{path}?journal_mode={mode}", Path("/")))
    access = journals.make(new_key(), [shelf.take()])
    path.unlink()
    path.mkdir()
    attempts = everything(journals, access, shelf)
    assert all(silent(refusal(attempt, DatabaseUnavailable), str(tmp_path)) for attempt in attempts)
    assert not journals.database.empty_log()


def test_a_deletion_while_a_backup_reads_the_log_is_done_at_once_and_the_log_emptied_by_the_next(
    tmp_path: Path, shelf: Shelf
) -> None:
    path = tmp_path / "steady.db"
    journals = Journals(ready(f"sqlite:///{path}?journal_mode=wal", Path("/")))
    takes = shelf.takes(2)
    access = journals.make(new_key(), takes)
    with closing(sqlite3.connect(path)) as backup:
        backup.execute("BEGIN")
        backup.execute("SELECT count(*) FROM result").fetchone()
        journals.remove(access, takes[0].id)
        assert len(journals.takes(access).takes) == 1
        assert path.with_name("steady.db-wal").stat().st_size > 0
        backup.rollback()
    journals.remove(access, takes[1].id)
    log = path.with_name("steady.db-wal")
    assert not log.exists() or log.stat().st_size == 0


@pytest.mark.parametrize(
    "address",
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
def test_an_address_that_is_none_is_refused_with_a_sentence_that_keeps_its_secrets(
    address: str, tmp_path: Path
) -> None:
    told = refusal(lambda: ready(address, tmp_path), DatabaseUnusable)
    assert silent(told, "hunter2"), told
    assert told.rstrip().endswith(".")


def test_a_relative_address_lies_in_the_house_and_heroku_s_writing_is_understood(tmp_path: Path) -> None:
    assert read_url("sqlite:///instance/steady.db", tmp_path).database == str(tmp_path / "instance" / "steady.db")
    assert read_url("sqlite:////var/steady.db", tmp_path).database == "/var/steady.db"
    for scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        assert read_url(f"{scheme}://me@host/steady", tmp_path).drivername == "postgresql+psycopg"


def test_whoever_waits_too_long_for_another_writer_is_told_so_and_nothing_is_half_done(
    database: Database, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "PATIENCE", 1)
    mode = {"journal_mode": str(database.health()["journal_mode"])} if database.sqlite else {}
    journals = Journals(Database.at(database.engine.url.update_query_dict(mode)))
    access = journals.make(new_key(), shelf.takes(1))
    with database.writing() as connection:
        connection.execute(text("UPDATE journal SET turn = turn"))
        for attempt in (
            lambda: journals.add(access, shelf.takes(2)),
            lambda: journals.change_key(access, new_key()),
            lambda: journals.delete(access),
        ):
            refusal(attempt, DatabaseUnavailable)
    assert rows(database) == 1
    journals.add(access, shelf.takes(2))
    assert rows(database) == 3
    journals.database.engine.dispose()
