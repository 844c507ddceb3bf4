"""A backup is a file with a snapshot of every result, which is verified before it is used."""

import fcntl
import os
import sqlite3
import stat
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quiz.journal.backup import PARTIAL_FILE_NAME, back_up, backup_file_name, delete_older, open_backup
from quiz.journal.copying import restore
from quiz.journal.database import Database
from quiz.journal.exceptions import DatabaseUnusable
from quiz.journal.store import Access, Journals
from tests.journal.samples import Samples, interrupt, new_key, no_progress, sqlite_database

NOON = datetime(2031, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def backup_path(tmp_path: Path) -> Path:
    """The path of a backup that is not written yet."""
    return tmp_path / "backup.db"


def test_a_backup_restored_elsewhere_opens_with_the_same_passphrase(
    journals: Journals, samples: Samples, backup_path: Path, tmp_path: Path
) -> None:
    results = samples.results(3)
    journals.create(journals.derive_key("apple"), results)
    journals.create(new_key(), samples.results(2))
    found = back_up(journals.database, backup_path, no_progress)
    assert (found.journals, found.results) == (2, 5)
    other = Journals(sqlite_database(tmp_path / "other.db"))
    assert restore(open_backup(backup_path), other.database, no_progress).after == found
    access = other.open(other.derive_key("apple"))
    assert access
    assert other.entries(access).results == results


def test_a_running_server_uses_the_salt_of_a_restored_backup_at_once(
    journals: Journals, samples: Samples, backup_path: Path, tmp_path: Path
) -> None:
    running = Journals(sqlite_database(tmp_path / "other.db"))
    assert running.open(running.derive_key("apple")) is None
    journals.create(journals.derive_key("apple"), samples.results(1))
    back_up(journals.database, backup_path, no_progress)
    restore(open_backup(backup_path), running.database, no_progress)
    assert running.open(running.derive_key("apple"))


def test_an_empty_database_can_be_backed_up_and_restored_too(
    database: Database, backup_path: Path, tmp_path: Path
) -> None:
    found = back_up(database, backup_path, no_progress)
    assert restore(open_backup(backup_path), sqlite_database(tmp_path / "other.db"), no_progress).after == found


def test_only_the_owner_can_read_a_backup_and_nothing_else_is_left_in_the_folder(
    database: Database, tmp_path: Path
) -> None:
    back_up(database, tmp_path / "backups" / "one.db", no_progress)
    assert [path.name for path in (tmp_path / "backups").iterdir()] == ["one.db"]
    assert stat.S_IMODE((tmp_path / "backups" / "one.db").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "backups").stat().st_mode) == 0o700


def test_an_earlier_backup_is_never_overwritten(journals: Journals, samples: Samples, backup_path: Path) -> None:
    back_up(journals.database, backup_path, no_progress)
    before = backup_path.read_bytes()
    journals.create(new_key(), samples.results(1))
    with pytest.raises(DatabaseUnusable, match="exists already"):
        back_up(journals.database, backup_path, no_progress)
    assert backup_path.read_bytes() == before


def test_an_interrupted_backup_leaves_no_file_and_the_next_one_deletes_a_partial_one(
    journals: Journals, samples: Samples, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    journals.create(new_key(), samples.results(2))
    with pytest.raises(KeyboardInterrupt):
        back_up(journals.database, folder / "one.db", interrupt)
    assert not list(folder.iterdir())
    # What a killed process leaves.
    (folder / PARTIAL_FILE_NAME).write_bytes(b"half")
    (folder / f"{PARTIAL_FILE_NAME}-journal").write_bytes(b"half")
    assert back_up(journals.database, folder / "one.db", no_progress).results == 2
    assert [path.name for path in folder.iterdir()] == ["one.db"]


def test_a_second_backup_at_once_in_one_folder_is_refused(database: Database, tmp_path: Path) -> None:
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(DatabaseUnusable, match="another backup is being written"):
        back_up(database, tmp_path / "one.db", no_progress)
    os.close(handle)
    back_up(database, tmp_path / "one.db", no_progress)


def test_every_result_acknowledged_before_a_backup_began_is_in_it_and_none_is_half(
    journals: Journals, samples: Samples, tmp_path: Path
) -> None:
    stop, saved = threading.Event(), list[tuple[Access, str]]()

    def save_results() -> None:
        while not stop.is_set():
            new = samples.result(len(saved) % 20)
            saved.append((journals.create(new_key(), [new]), new.id))

    people = [threading.Thread(target=save_results) for _ in range(3)]
    for person in people:
        person.start()
    acknowledged, backups = [], []
    for number in range(3):
        while len(saved) < 8 * (number + 1):
            time.sleep(0.005)
        acknowledged.append(list(saved))
        backups.append(tmp_path / f"{number}.db")
        back_up(journals.database, backups[-1], no_progress)
    stop.set()
    for person in people:
        person.join(60)
    for expected, path in zip(acknowledged, backups, strict=True):
        found = Journals(open_backup(path))
        assert all([one.id for one in found.entries(access).results] == [id_] for access, id_ in expected)
        with closing(sqlite3.connect(path)) as file:
            counts = [file.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("journal", "result")]
        assert counts[0] == counts[1] >= len(expected)


def execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(statement)


FAULTS: list[tuple[Callable[[Path], object], str]] = [
    (lambda path: execute(path, "UPDATE result SET sealed = zeroblob(length(sealed)) WHERE rowid = 1"), "was changed"),
    (lambda path: execute(path, "DELETE FROM result WHERE rowid = 1"), "was changed"),
    (lambda path: execute(path, "UPDATE alembic_version SET version_num = '9999'"), "another version"),
    (lambda path: execute(path, "DROP TABLE backup"), "was not made by"),
    (lambda path: path.write_bytes(path.read_bytes()[:-5000]), "damaged|cannot be read"),
    (lambda path: path.write_bytes(b"Text, not a database. " * 400), "cannot be read"),
    (lambda path: path.write_bytes(b""), "was not made by"),
]


@pytest.mark.parametrize(("damage", "reason"), FAULTS)
def test_a_file_that_is_not_a_complete_backup_is_refused_with_a_sentence(
    damage: Callable[[Path], object], reason: str, samples: Samples, backup_path: Path, tmp_path: Path
) -> None:
    journals = Journals(sqlite_database(tmp_path / "steady.db"))
    journals.create(new_key(), samples.results(5))
    back_up(journals.database, backup_path, no_progress)
    damage(backup_path)
    before = backup_path.read_bytes()
    with pytest.raises(DatabaseUnusable, match=reason):
        open_backup(backup_path)
    assert backup_path.read_bytes() == before


def test_only_the_oldest_backups_are_deleted_and_other_files_stay(tmp_path: Path) -> None:
    database = sqlite_database(tmp_path / "steady.db")
    folder = tmp_path / "backups"
    paths = [folder / backup_file_name(NOON + timedelta(days=n)) for n in range(5)]
    for path in paths:
        back_up(database, path, no_progress)
    others = [folder / "steady.db", folder / "mine.db", folder / backup_file_name(NOON - timedelta(days=9))]
    for path in others:
        path.write_bytes(b"not a backup")
    assert set(delete_older(folder, paths[4], 3)) == {paths[0], paths[1]}
    assert set(folder.iterdir()) == {*paths[2:], *others}
    assert not delete_older(folder, paths[4], 3)


def test_the_backup_just_made_stays_even_if_the_clock_was_set_back(tmp_path: Path) -> None:
    database, folder = sqlite_database(tmp_path / "steady.db"), tmp_path / "backups"
    newer, older = (folder / backup_file_name(NOON - timedelta(days=days)) for days in (0, 400))
    for path in (newer, older):
        back_up(database, path, no_progress)
    assert delete_older(folder, older, 1) == [newer]
    assert list(folder.iterdir()) == [older]
