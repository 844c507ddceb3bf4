"""Everything of one database in another one: all of it, once, or nothing."""

from pathlib import Path

import pytest
from sqlalchemy import text

from quiz.journal import checksum
from quiz.journal.backup import back_up, open_backup
from quiz.journal.checksum import Checksum
from quiz.journal.copying import restore, to_postgresql
from quiz.journal.database import Database
from quiz.journal.exceptions import DatabaseUnusable
from quiz.journal.migrate import ready
from quiz.journal.store import Journals
from tests.journal.samples import Shelf, new_key, rows, sealed_rows


def silent(_done: int, _whole: int) -> None:
    pass


def counted(database: Database) -> Checksum:
    with database.reading() as connection:
        return checksum.of_database(connection)


@pytest.fixture
def backup(shelf: Shelf, tmp_path: Path) -> Path:
    """Give a backup of two journals with five results; one opens with "apple"."""
    journals = Journals(ready(f"sqlite:///{tmp_path / 'source.db'}", Path("/")))
    journals.make(journals.key("apple"), shelf.takes(3))
    journals.make(new_key(), shelf.takes(2))
    back_up(journals.database, tmp_path / "backup.db", silent)
    return tmp_path / "backup.db"


def test_a_backup_restored_twice_is_there_once(database: Database, backup: Path) -> None:
    first = restore(open_backup(backup), database, silent)
    second = restore(open_backup(backup), database, silent)
    assert (first.added, second.added) == (5, 0)
    assert first.there == second.there == second.came == counted(database)


def test_how_far_it_is_is_told(database: Database, backup: Path) -> None:
    told: list[tuple[int, int]] = []
    restore(open_backup(backup), database, lambda done, whole: told.append((done, whole)))
    assert told == [(2, 7), (7, 7)]


def test_what_was_kept_since_the_backup_stays_when_it_is_restored_again(
    journals: Journals, backup: Path, shelf: Shelf
) -> None:
    restore(open_backup(backup), journals.database, silent)
    access = journals.make(new_key(), shelf.takes(2))
    moved = restore(open_backup(backup), journals.database, silent)
    assert moved.added == 0
    assert len(journals.takes(access).takes) == 2
    assert rows(journals.database) == 7


def test_a_database_in_use_takes_what_it_lacks_only_when_told_so(
    journals: Journals, backup: Path, shelf: Shelf
) -> None:
    restore(open_backup(backup), journals.database, silent)
    access = journals.open(journals.key("apple"))
    assert access
    journals.remove(access, journals.takes(access).takes[0].id)
    newer = journals.make(new_key(), shelf.takes(1))
    before = counted(journals.database)
    with pytest.raises(DatabaseUnusable, match="lacks rows of the backup"):
        restore(open_backup(backup), journals.database, silent)
    assert counted(journals.database) == before
    assert restore(open_backup(backup), journals.database, silent, merge=True).added == 1
    assert len(journals.takes(access).takes) == 3
    assert len(journals.takes(newer).takes) == 1


def test_a_database_that_others_use_under_another_salt_is_left_as_it_is(
    journals: Journals, backup: Path, shelf: Shelf
) -> None:
    access = journals.make(journals.key("pear"), shelf.takes(1))
    before = counted(journals.database)
    for merge in (False, True):
        with pytest.raises(DatabaseUnusable, match="in use by others"):
            restore(open_backup(backup), journals.database, silent, merge=merge)
    assert counted(journals.database) == before
    assert journals.open(journals.key("pear")) == access


def test_a_restoration_that_is_cut_off_leaves_nothing_behind(database: Database, backup: Path) -> None:
    before = counted(database)

    def pull_the_plug(_done: int, _whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(open_backup(backup), database, pull_the_plug)
    assert counted(database) == before


def test_the_census_of_two_databases_is_the_same_in_any_order_and_in_any_kind(
    database: Database, shelf: Shelf, tmp_path: Path
) -> None:
    key, takes = new_key(), shelf.takes(4)
    journals = Journals(ready(f"sqlite:///{tmp_path / 'source.db'}", Path("/")))
    access = journals.make(key, takes)
    source = counted(journals.database)
    with database.writing() as connection:
        connection.execute(text("UPDATE instance SET salt = :salt"), {"salt": salt_of(journals.database)})
        row = {"id": key.journal, "turn": access.turn}
        connection.execute(text("INSERT INTO journal VALUES (:id, :turn)"), row)
        for id_, sealed in reversed(sealed_rows(journals.database).items()):
            line = {"journal": key.journal, "id": id_, "sealed": sealed}
            connection.execute(text("INSERT INTO result VALUES (:journal, :id, :sealed)"), line)
    assert counted(database) == source
    journals.remove(access, takes[0].id)
    assert counted(journals.database) != source


def salt_of(database: Database) -> bytes:
    with database.reading() as connection:
        return bytes(connection.scalar(text("SELECT salt FROM instance")) or b"")


@pytest.fixture
def target(server: str) -> Database:
    """Give an empty PostgreSQL database."""
    made = ready(server, Path("/"))
    with made.writing() as connection:
        connection.execute(text("TRUNCATE journal CASCADE"))
    return made


def test_everything_moves_from_sqlite_to_postgresql_once(
    file_database: Database, target: Database, shelf: Shelf
) -> None:
    old, new = Journals(file_database), Journals(target)
    takes = shelf.takes(3)
    old.make(old.key("apple"), takes)
    first = to_postgresql(file_database, target, silent)
    second = to_postgresql(file_database, target, silent)
    assert (first.added, second.added) == (3, 0)
    assert first.came == first.there == second.there == counted(target) == counted(file_database)
    access = new.open(new.key("apple"))
    assert access
    assert new.takes(access).takes == takes
    target.engine.dispose()


def test_a_postgresql_database_that_goes_on_differently_is_left_as_it_is(
    file_database: Database, target: Database, shelf: Shelf
) -> None:
    old, new = Journals(file_database), Journals(target)
    old.make(new_key(), shelf.takes(3))
    to_postgresql(file_database, target, silent)
    new.make(new_key(), shelf.takes(1))
    old.make(new_key(), shelf.takes(1))
    before = counted(target)
    with pytest.raises(DatabaseUnusable, match="the two differ"):
        to_postgresql(file_database, target, silent)
    assert counted(target) == before
    target.engine.dispose()


def test_nobody_keeps_anything_in_the_old_database_while_it_moves(
    file_database: Database, target: Database, shelf: Shelf
) -> None:
    Journals(file_database).make(new_key(), shelf.takes(2))
    refused: list[str] = []

    def try_to_keep(_done: int, _whole: int) -> None:
        with file_database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 0")
            try:
                connection.exec_driver_sql("UPDATE journal SET turn = turn")
            except Exception as fault:  # noqa: BLE001 the database's own words
                refused.append(str(fault))

    to_postgresql(file_database, target, try_to_keep)
    assert len(refused) == 2
    assert "locked" in refused[0]
    target.engine.dispose()


def test_it_moves_from_sqlite_to_postgresql_and_nowhere_else(file_database: Database, target: Database) -> None:
    for source, other in ((target, target), (file_database, file_database)):
        with pytest.raises(DatabaseUnusable, match="make a backup and restore it"):
            to_postgresql(source, other, silent)
    target.engine.dispose()
