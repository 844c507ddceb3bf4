"""A database that is unreachable, damaged, locked, full or read-only raises an error that contains no secret."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event, text

from quiz.journal import vacuum
from quiz.journal.database import Database
from quiz.journal.exceptions import DatabaseUnavailable, DatabaseUnusable
from quiz.journal.migrate import ready_database
from quiz.journal.store import Access, Journals
from quiz.journal.vacuum import truncate_log
from tests.journal.samples import Samples, calls_with_access, new_key, row_count, sqlite_database
from tests.journal.secrecy import PASSWORD, error_text, reveals_nothing
from tests.unprivileged import as_unprivileged_user


def every_method(journals: Journals, access: Access, samples: Samples) -> list[Callable[[], object]]:
    """Return a call of each method that uses the database."""
    saved = samples.result()
    return [
        lambda: journals.derive_key("apple"),
        lambda: journals.open(access.key),
        lambda: journals.create(access.key, [saved]),
        *calls_with_access(journals, access, saved),
        journals.database.health,
    ]


def test_a_stopped_postgresql_server_is_reported_as_unavailable_without_its_url(
    postgresql_url: str, anywhere: Path, samples: Samples
) -> None:
    url, _, folder = postgresql_url.replace("postgres@", f"postgres:{PASSWORD}@").partition("?host=")
    socket = anywhere / "socket"
    socket.symlink_to(folder)
    journals = Journals(ready_database(f"{url}?host={socket}", Path("/")))
    access = journals.create(new_key(), samples.results(2))
    journals.database.engine.dispose()
    # To a client this looks the same as a server that stopped.
    socket.unlink()
    messages = [error_text(call, DatabaseUnavailable) for call in every_method(journals, access, samples)]
    messages.append(error_text(lambda: ready_database(f"{url}?host={socket}", Path("/")), DatabaseUnusable))
    assert all(reveals_nothing(message, str(socket)) for message in messages), messages


def test_a_connection_that_postgresql_closed_is_replaced(
    postgresql: Database, postgresql_url: str, samples: Samples
) -> None:
    journals, other = Journals(postgresql), ready_database(postgresql_url, Path("/"))
    access = journals.create(new_key(), samples.results(1))
    with other.writing() as connection:
        close = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname <> ''"
        assert any(connection.scalars(text(close)))
    assert len(journals.entries(access).results) == 1
    other.engine.dispose()


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_read_only_database_is_reported_and_can_be_read(anywhere: Path, samples: Samples, mode: str) -> None:
    journals = Journals(sqlite_database(anywhere / "steady.db", mode))
    access = journals.create(new_key(), [samples.result()])
    journals.derive_key("apple")
    (anywhere / "steady.db").chmod(0o444)
    anywhere.chmod(0o555)
    with as_unprivileged_user():
        messages = [
            error_text(lambda: journals.add_results(access, [samples.result(1)]), DatabaseUnavailable),
            error_text(lambda: journals.create(new_key(), []), DatabaseUnavailable),
            error_text(lambda: journals.delete(access), DatabaseUnavailable),
        ]
    assert all(reveals_nothing(one, str(anywhere)) for one in messages), messages
    assert [saved.raw for saved in journals.entries(access).results] == [samples.result().raw]


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_on_a_full_disk_nothing_is_half_saved_and_everything_can_be_read(
    tmp_path: Path, samples: Samples, mode: str
) -> None:
    journals = Journals(sqlite_database(tmp_path / "steady.db", mode))
    access = journals.create(new_key(), samples.results(2))

    @event.listens_for(journals.database.engine, "connect")
    def leave_no_room(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    message = error_text(lambda: journals.add_results(access, samples.results(20)), DatabaseUnavailable)
    assert "SQLITE_FULL" in message
    assert reveals_nothing(message, str(tmp_path))
    assert len(journals.entries(access).results) == 2
    event.remove(journals.database.engine, "connect", leave_no_room)
    assert journals.add_results(access, samples.results(20)) == 20


@pytest.mark.parametrize("what", ["folder", "text", "nowhere", "broken"])
def test_a_path_that_cannot_be_a_database_stops_the_start_with_a_sentence(tmp_path: Path, what: str) -> None:
    path = tmp_path / "steady.db"
    if what == "folder":
        path.mkdir()
    elif what == "text":
        path.write_text("Text, not a database. " * 200)
    elif what == "broken":
        sqlite_database(path)
        path.write_bytes(path.read_bytes()[:100] + b"\xff" * 8000)
    else:
        path = tmp_path / "none" / "steady.db"
    message = error_text(lambda: sqlite_database(path), DatabaseUnusable)
    assert ("the file is not" if what == "text" else "the file ") in message
    assert reveals_nothing(message, str(tmp_path))


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_database_file_that_became_a_folder_is_unavailable(tmp_path: Path, samples: Samples, mode: str) -> None:
    path = tmp_path / "steady.db"
    journals = Journals(sqlite_database(path, mode))
    access = journals.create(new_key(), [samples.result()])
    path.unlink()
    path.mkdir()
    calls = every_method(journals, access, samples)
    assert all(reveals_nothing(error_text(call, DatabaseUnavailable), str(tmp_path)) for call in calls)
    assert not truncate_log(journals.database)


def test_a_deletion_while_another_process_reads_is_done_at_once_and_the_next_one_empties_the_log(
    tmp_path: Path, samples: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vacuum, "CHECKPOINT_TIMEOUT_MS", 50)
    path = tmp_path / "steady.db"
    journals = Journals(sqlite_database(path, "wal"))
    results = samples.results(2)
    access = journals.create(new_key(), results)
    with closing(sqlite3.connect(path)) as backup:
        backup.execute("BEGIN")
        backup.execute("SELECT count(*) FROM result").fetchone()
        journals.remove_result(access, results[0].id)
        assert len(journals.entries(access).results) == 1
        assert path.with_name("steady.db-wal").stat().st_size > 0
        backup.rollback()
    journals.remove_result(access, results[1].id)
    log = path.with_name("steady.db-wal")
    assert not log.exists() or log.stat().st_size == 0


def test_waiting_too_long_for_another_writer_raises_an_error_and_changes_nothing(
    database: Database, samples: Samples
) -> None:
    mode = {"journal_mode": str(database.health()["journal_mode"])} if database.is_sqlite else {}
    url = database.engine.url.update_query_dict(mode)
    journals = Journals(Database.from_url(url, lock_timeout_seconds=0.1))
    access = journals.create(new_key(), samples.results(1))
    with database.writing() as connection:
        connection.execute(text("UPDATE journal SET turn = turn"))
        for call in (
            lambda: journals.add_results(access, samples.results(2)),
            lambda: journals.change_key(access, new_key()),
            lambda: journals.delete(access),
        ):
            error_text(call, DatabaseUnavailable)
    assert row_count(database) == 1
    journals.add_results(access, samples.results(2))
    assert row_count(database) == 3
    journals.database.engine.dispose()
