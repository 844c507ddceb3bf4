"""A backup is a file with every result of one moment, and says so itself or is refused."""

import fcntl
import os
import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quiz.journal.backup import PART, back_up, drop_older, name_at, open_backup
from quiz.journal.copying import restore
from quiz.journal.database import Database
from quiz.journal.exceptions import DatabaseUnusable
from quiz.journal.migrate import ready
from quiz.journal.passphrase import WordList
from quiz.journal.store import Access, Journals
from tests.journal.samples import Shelf, new_key, sealed_rows
from tests.journal.test_at_rest import plain_pieces

NOON = datetime(2031, 3, 1, 12, tzinfo=UTC)


def silent(_done: int, _whole: int) -> None:
    pass


def elsewhere(folder: Path) -> Database:
    """Give another, empty database with a salt of its own."""
    return ready(f"sqlite:///{folder / 'elsewhere.db'}", Path("/"))


def test_a_backup_restored_elsewhere_opens_with_the_same_words(
    journals: Journals, shelf: Shelf, tmp_path: Path
) -> None:
    takes = shelf.takes(3)
    journals.make(journals.key("apple"), takes)
    journals.make(new_key(), shelf.takes(2))
    found = back_up(journals.database, tmp_path / "backup.db", silent)
    assert (found.journals, found.results) == (2, 5)
    other = Journals(elsewhere(tmp_path))
    assert restore(open_backup(tmp_path / "backup.db"), other.database, silent).there == found
    access = other.open(other.key("apple"))
    assert access
    assert other.takes(access).takes == takes


def test_a_server_that_runs_while_a_backup_is_restored_goes_by_its_salt_at_once(
    journals: Journals, shelf: Shelf, tmp_path: Path
) -> None:
    running = Journals(elsewhere(tmp_path))
    assert running.open(running.key("apple")) is None
    journals.make(journals.key("apple"), shelf.takes(1))
    back_up(journals.database, tmp_path / "backup.db", silent)
    restore(open_backup(tmp_path / "backup.db"), running.database, silent)
    assert running.open(running.key("apple"))


def test_an_empty_database_can_be_backed_up_and_restored_too(database: Database, tmp_path: Path) -> None:
    found = back_up(database, tmp_path / "backup.db", silent)
    assert restore(open_backup(tmp_path / "backup.db"), elsewhere(tmp_path), silent).there == found


def test_a_backup_is_its_owner_s_alone_and_nothing_else_is_left_in_the_folder(
    database: Database, tmp_path: Path
) -> None:
    back_up(database, tmp_path / "backups" / "one.db", silent)
    assert [path.name for path in (tmp_path / "backups").iterdir()] == ["one.db"]
    assert stat.S_IMODE((tmp_path / "backups" / "one.db").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "backups").stat().st_mode) == 0o700


def test_an_earlier_backup_is_never_written_over(journals: Journals, shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "backup.db"
    back_up(journals.database, path, silent)
    before = path.read_bytes()
    journals.make(new_key(), shelf.takes(1))
    with pytest.raises(DatabaseUnusable, match="there already"):
        back_up(journals.database, path, silent)
    assert path.read_bytes() == before


def test_a_backup_that_was_cut_off_leaves_nothing_that_counts_and_the_next_one_clears_it_away(
    journals: Journals, shelf: Shelf, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    journals.make(new_key(), shelf.takes(2))

    def pull_the_plug(_done: int, _whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(journals.database, folder / "one.db", pull_the_plug)
    assert not list(folder.iterdir())
    # A process that is killed leaves these.
    (folder / PART).write_bytes(b"half")
    (folder / f"{PART}-journal").write_bytes(b"half")
    assert back_up(journals.database, folder / "one.db", silent).results == 2
    assert [path.name for path in folder.iterdir()] == ["one.db"]


def test_of_two_backups_at_once_in_one_folder_the_second_is_refused(database: Database, tmp_path: Path) -> None:
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(DatabaseUnusable, match="another backup is being written"):
        back_up(database, tmp_path / "one.db", silent)
    os.close(handle)
    back_up(database, tmp_path / "one.db", silent)


def test_every_result_that_was_acknowledged_before_a_backup_began_is_in_it_and_none_is_half(
    journals: Journals, shelf: Shelf, tmp_path: Path
) -> None:
    stop, kept = threading.Event(), list[tuple[Access, str]]()

    def keep_on() -> None:
        while not stop.is_set():
            take = shelf.take(len(kept) % 20)
            kept.append((journals.make(new_key(), [take]), take.id))

    people = [threading.Thread(target=keep_on) for _ in range(3)]
    for person in people:
        person.start()
    promised, backups = [], []
    for number in range(4):
        while len(kept) < 12 * (number + 1):
            pass
        promised.append(list(kept))
        backups.append(tmp_path / f"{number}.db")
        back_up(journals.database, backups[-1], silent)
    stop.set()
    for person in people:
        person.join(60)
    for before, path in zip(promised, backups, strict=True):
        found = Journals(open_backup(path))
        assert all([take.id for take in found.takes(access).takes] == [id_] for access, id_ in before)
        with closing(sqlite3.connect(path)) as file:
            there = [file.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("journal", "result")]
        assert there[0] == there[1] >= len(before)


def test_what_was_deleted_before_a_backup_is_not_in_it(journals: Journals, shelf: Shelf, tmp_path: Path) -> None:
    takes = shelf.takes(4)
    access = journals.make(new_key(), takes)
    gone = sealed_rows(journals.database)[bytes.fromhex(takes[1].id)]
    journals.remove(access, takes[1].id)
    back_up(journals.database, tmp_path / "backup.db", silent)
    disk = (tmp_path / "backup.db").read_bytes()
    assert not any(gone[n : n + 16] in disk for n in range(0, len(gone) - 15, 16))


def test_nothing_of_kept_results_can_be_read_in_a_backup(journals: Journals, shelf: Shelf, tmp_path: Path) -> None:
    code = WordList(tuple(f"{letter}word" for letter in "qxzjkvw")).new_code()
    access = journals.make(journals.key(code), shelf.takes(20))
    back_up(journals.database, tmp_path / "backup.db", silent)
    disk, pieces = (tmp_path / "backup.db").read_bytes(), plain_pieces(shelf.takes(20), code)
    assert len(pieces) > 500
    assert not [piece for piece in pieces if piece in disk]
    assert access.key.secret not in disk


def run(path: Path, order: str) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(order)


FAULTS: list[tuple[Callable[[Path], object], str]] = [
    (lambda path: run(path, "UPDATE result SET sealed = zeroblob(length(sealed)) WHERE rowid = 1"), "was changed"),
    (lambda path: run(path, "DELETE FROM result WHERE rowid = 1"), "was changed"),
    (lambda path: run(path, "UPDATE alembic_version SET version_num = '9999'"), "another version"),
    (lambda path: run(path, "DROP TABLE backup"), "was not made by"),
    (lambda path: path.write_bytes(path.read_bytes()[:-5000]), "damaged|cannot be read"),
    (lambda path: path.write_bytes(b"A letter, no database. " * 400), "cannot be read"),
    (lambda path: path.write_bytes(b""), "was not made by"),
]


@pytest.mark.parametrize(("spoil", "told"), FAULTS)
def test_a_file_that_is_no_whole_backup_is_refused_with_a_sentence(
    spoil: Callable[[Path], object], told: str, shelf: Shelf, tmp_path: Path
) -> None:
    journals = Journals(ready(f"sqlite:///{tmp_path / 'steady.db'}", Path("/")))
    journals.make(new_key(), shelf.takes(5))
    path = tmp_path / "backup.db"
    back_up(journals.database, path, silent)
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(DatabaseUnusable, match=told):
        open_backup(path)
    assert path.read_bytes() == before


def test_only_the_oldest_backups_that_we_made_are_dropped(tmp_path: Path) -> None:
    database = ready(f"sqlite:///{tmp_path / 'steady.db'}", Path("/"))
    folder = tmp_path / "backups"
    paths = [folder / name_at(NOON + timedelta(days=n)) for n in range(5)]
    for path in paths:
        back_up(database, path, silent)
    others = [folder / "steady.db", folder / "mine.db", folder / name_at(NOON - timedelta(days=9))]
    for path in others:
        path.write_bytes(b"somebody else's")
    assert set(drop_older(folder, paths[4], 3)) == {paths[0], paths[1]}
    assert set(folder.iterdir()) == {*paths[2:], *others}
    assert not drop_older(folder, paths[4], 3)


def test_the_backup_just_made_stays_though_the_clock_was_set_back(tmp_path: Path) -> None:
    database = ready(f"sqlite:///{tmp_path / 'steady.db'}", Path("/"))
    folder = tmp_path / "backups"
    newer, older = folder / name_at(NOON), folder / name_at(NOON - timedelta(days=400))
    for path in (newer, older):
        back_up(database, path, silent)
    assert drop_older(folder, older, 1) == [newer]
    assert list(folder.iterdir()) == [older]
