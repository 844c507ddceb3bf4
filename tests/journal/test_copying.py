"""Copying a database to another one copies every row once, or nothing."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import OperationalError

from quiz.journal.backup import back_up, open_backup
from quiz.journal.checksum import Checksum, checksum_of
from quiz.journal.copying import copy_to_postgresql, restore, salt_of
from quiz.journal.database import Database
from quiz.journal.exceptions import DatabaseUnavailable, DatabaseUnusable, JournalClosed
from quiz.journal.store import Journals
from quiz.journal.tables import instance, journal, questionnaire, result
from tests.journal.samples import (
    Samples,
    ciphertexts,
    interrupt,
    new_key,
    no_progress,
    plant,
    row_count,
    sqlite_database,
)


def checksum(database: Database) -> Checksum:
    with database.reading() as connection:
        return checksum_of(connection)


@pytest.fixture
def backup(samples: Samples, tmp_path: Path) -> Path:
    """A backup of two journals with five results, one with the passphrase "apple"."""
    journals = Journals(sqlite_database(tmp_path / "source.db"))
    journals.create(journals.derive_key("apple"), samples.results(3))
    journals.create(new_key(), samples.results(2))
    back_up(journals.database, tmp_path / "backup.db", no_progress)
    return tmp_path / "backup.db"


def test_progress_is_reported(database: Database, backup: Path) -> None:
    progress: list[tuple[int, int]] = []
    restore(open_backup(backup), database, lambda done, total: progress.append((done, total)))
    assert progress == [(2, 9), (4, 9), (9, 9)]


def test_results_saved_since_the_backup_stay_when_it_is_restored_again(
    journals: Journals, backup: Path, samples: Samples
) -> None:
    restore(open_backup(backup), journals.database, no_progress)
    access = journals.create(new_key(), samples.results(2))
    moved = restore(open_backup(backup), journals.database, no_progress)
    assert moved.added == 0
    assert len(journals.entries(access).results) == 2
    assert row_count(journals.database) == 7


def test_a_database_in_use_gets_missing_rows_only_with_merge(
    journals: Journals, backup: Path, samples: Samples
) -> None:
    restore(open_backup(backup), journals.database, no_progress)
    access = journals.open(journals.derive_key("apple"))
    assert access
    journals.remove_result(access, journals.entries(access).results[0].id)
    newer = journals.create(new_key(), samples.results(1))
    before = checksum(journals.database)
    with pytest.raises(DatabaseUnusable, match="lacks rows of the backup"):
        restore(open_backup(backup), journals.database, no_progress)
    assert checksum(journals.database) == before
    assert restore(open_backup(backup), journals.database, no_progress, merge=True).added == 1
    assert len(journals.entries(access).results) == 3
    assert len(journals.entries(newer).results) == 1


def test_no_device_opens_a_journal_that_a_restore_brought_back(
    journals: Journals, samples: Samples, tmp_path: Path
) -> None:
    closed, deleted, used = (journals.create(journals.derive_key(word), samples.results(1)) for word in "abc")
    back_up(journals.database, tmp_path / "backup.db", no_progress)
    journals.close_everywhere(closed)
    journals.delete(deleted)
    assert restore(open_backup(tmp_path / "backup.db"), journals.database, no_progress, merge=True).closed == 1
    for access in (closed, deleted):
        with pytest.raises(JournalClosed):
            journals.entries(access)
    assert journals.open(journals.derive_key("b"))
    assert len(journals.entries(used).results) == 1
    elsewhere = Journals(sqlite_database(tmp_path / "other.db"))
    for came_back in (3, 0):
        found = restore(open_backup(tmp_path / "backup.db"), elsewhere.database, no_progress)
        assert (found.closed, str(found.after)) == (came_back, str(found.source))
    for access in (closed, deleted, used):
        with pytest.raises(JournalClosed):
            elsewhere.entries(access)
    assert all(elsewhere.open(elsewhere.derive_key(word)) for word in "abc")


def test_what_is_saved_under_the_salt_that_a_restore_replaces_is_refused_and_can_be_saved_again(
    journals: Journals, backup: Path, samples: Samples
) -> None:
    key, access = journals.derive_key("pear"), journals.create(journals.derive_key("plum"), samples.results(1))
    new_key = journals.derive_key("new")
    journals.delete(access)
    restore(open_backup(backup), journals.database, no_progress)
    with pytest.raises(DatabaseUnavailable, match="a backup was restored meanwhile"):
        journals.create(key, samples.results(1))
    opened = journals.open(journals.derive_key("apple"))
    assert opened
    with pytest.raises(DatabaseUnavailable, match="a backup was restored meanwhile"):
        journals.change_key(opened, new_key)
    assert len(journals.entries(opened).results) == 3
    assert row_count(journals.database) == 5
    journals.create(journals.derive_key("pear"), samples.results(1))
    assert row_count(journals.database) == 6


def test_a_result_saved_while_a_backup_is_being_restored_is_never_acknowledged_and_unreadable(
    journals: Journals, backup: Path, samples: Samples
) -> None:
    saved, key, acknowledged = threading.Event(), journals.derive_key("pear"), list[bool]()

    def save() -> None:
        try:
            journals.create(key, samples.results(1))
            acknowledged.append(True)
        except DatabaseUnavailable:
            acknowledged.append(False)
        saved.set()

    person = threading.Thread(target=save)

    def while_copying(_done: int, _total: int) -> None:
        if not person.ident:
            person.start()
            saved.wait(0.3)

    restore(open_backup(backup), journals.database, while_copying)
    person.join()
    opened = journals.open(journals.derive_key("pear"))
    assert acknowledged == [False] and opened is None


def test_a_database_in_use_with_another_salt_is_left_unchanged(
    journals: Journals, backup: Path, samples: Samples
) -> None:
    access = journals.create(journals.derive_key("pear"), samples.results(1))
    before = checksum(journals.database)
    for merge in (False, True):
        with pytest.raises(DatabaseUnusable, match="in use by others"):
            restore(open_backup(backup), journals.database, no_progress, merge=merge)
    assert checksum(journals.database) == before
    assert journals.open(journals.derive_key("pear")) == access


def test_an_interrupted_restore_changes_nothing(database: Database, backup: Path) -> None:
    before = checksum(database)
    with pytest.raises(KeyboardInterrupt):
        restore(open_backup(backup), database, interrupt)
    assert checksum(database) == before


def test_the_checksum_does_not_depend_on_the_order_of_rows_or_the_kind_of_database(
    database: Database, samples: Samples, tmp_path: Path
) -> None:
    key, results = new_key(), samples.results(4)
    journals = Journals(sqlite_database(tmp_path / "source.db"))
    access = journals.create(key, results)
    source = checksum(journals.database)
    with journals.database.reading() as connection:
        salt = salt_of(connection)
    with database.writing() as connection:
        connection.execute(update(instance).values(salt=salt))
        connection.execute(insert(journal).values(id=key.journal_id, epoch=access.epoch))
    for table in (result, questionnaire):
        for id_, ciphertext in reversed(ciphertexts(journals.database, table).items()):
            plant(database, key, id_, ciphertext, table)
    assert checksum(database) == source
    journals.remove_result(access, results[0].id)
    assert checksum(journals.database) != source


def test_everything_is_copied_from_sqlite_to_postgresql_once(
    file_database: Database, postgresql: Database, samples: Samples
) -> None:
    old, new = Journals(file_database), Journals(postgresql)
    results = samples.results(3)
    old.create(old.derive_key("apple"), results)
    first = copy_to_postgresql(file_database, postgresql, no_progress)
    second = copy_to_postgresql(file_database, postgresql, no_progress)
    assert (first.added, second.added) == (3, 0)
    assert first.source == first.after == second.after == checksum(postgresql) == checksum(file_database)
    access = new.open(new.derive_key("apple"))
    assert access
    assert new.entries(access).results == results


def test_a_postgresql_database_with_other_journals_is_left_unchanged(
    file_database: Database, postgresql: Database, samples: Samples
) -> None:
    old, new = Journals(file_database), Journals(postgresql)
    old.create(new_key(), samples.results(3))
    copy_to_postgresql(file_database, postgresql, no_progress)
    new.create(new_key(), samples.results(1))
    old.create(new_key(), samples.results(1))
    before = checksum(postgresql)
    with pytest.raises(DatabaseUnusable, match="the two differ"):
        copy_to_postgresql(file_database, postgresql, no_progress)
    assert checksum(postgresql) == before


def test_the_old_database_is_locked_while_it_is_copied(
    file_database: Database, postgresql: Database, samples: Samples
) -> None:
    Journals(file_database).create(new_key(), samples.results(2))
    refused: list[str] = []

    def try_to_write(_done: int, _total: int) -> None:
        with file_database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 0")
            try:
                connection.exec_driver_sql("UPDATE journal SET turn = turn")
            except OperationalError as fault:
                refused.append(str(fault))

    copy_to_postgresql(file_database, postgresql, try_to_write)
    assert len(refused) == 3
    assert "locked" in refused[0]


def test_copying_in_any_other_direction_is_refused(file_database: Database, postgresql: Database) -> None:
    for source, other in ((postgresql, postgresql), (file_database, file_database)):
        with pytest.raises(DatabaseUnusable, match="make a backup and restore it"):
            copy_to_postgresql(source, other, no_progress)
