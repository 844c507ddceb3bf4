"""What whoever holds the database files in hand finds there: nothing to read, and nothing of what was deleted."""

import json
from collections.abc import Iterable

import pytest
from sqlalchemy import text

from quiz.journal.database import Database
from quiz.journal.export_import import to_csv
from quiz.journal.passphrase import WordList, letters
from quiz.journal.store import Journals
from quiz.progress.history import SavedResult
from tests.journal.samples import Shelf, bytes_on_disk, new_key, sealed_rows

SLICE = 16
SHORTEST = 7
"""Bytes of a piece that cannot stand anywhere by chance."""


def shares(database: Database, rows: Iterable[bytes]) -> list[float]:
    """Give the share of each sealed result that stands in the database's files, after its housekeeping."""
    if not database.sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM FULL result"))
    disk = bytes_on_disk(database)
    pieces = [[row[n : n + SLICE] for n in range(0, len(row) - SLICE + 1, SLICE)] for row in rows]
    return [sum(piece in disk for piece in row) / len(row) for row in pieces]


def all_there(database: Database) -> bool:
    """Tell whether whatever is in the tables is seen in the files; PostgreSQL cuts a row in two."""
    return all(share > 0.98 for share in shares(database, sealed_rows(database).values()))


def test_of_a_removed_result_no_byte_is_left_and_the_others_are_there(journals: Journals, shelf: Shelf) -> None:
    takes = shelf.takes(6)
    access = journals.make(new_key(), takes)
    assert all_there(journals.database)
    gone = sealed_rows(journals.database)[bytes.fromhex(takes[2].id)]
    journals.remove(access, takes[2].id)
    assert shares(journals.database, [gone]) == [0]
    assert len(sealed_rows(journals.database)) == 5
    assert all_there(journals.database)


def test_of_a_deleted_journal_no_byte_is_left_while_somebody_else_has_the_database_open(
    journals: Journals, shelf: Shelf
) -> None:
    database = journals.database
    access = journals.make(new_key(), shelf.takes(6))
    mine = sealed_rows(database).values()
    journals.make(new_key(), shelf.takes(2))
    with database.engine.connect() as other:
        other.execute(text("SELECT 1"))
        other.rollback()
        journals.delete(access)
        assert shares(database, mine) == [0] * 6
    assert len(sealed_rows(database)) == 2
    assert all_there(database)


def test_what_was_sealed_under_the_old_words_is_gone_when_they_change(journals: Journals, shelf: Shelf) -> None:
    access = journals.make(new_key(), shelf.takes(4))
    before = sealed_rows(journals.database)
    journals.change_key(access, new_key())
    assert shares(journals.database, before.values()) == [0] * 4
    assert before.keys() == sealed_rows(journals.database).keys()
    assert all_there(journals.database)


def plain_pieces(takes: Iterable[SavedResult], code: str) -> set[bytes]:
    """Give whatever would tell something about kept takes, in every writing it may have."""
    pieces = {code, code.replace(" ", "-"), letters(code)}
    for take in takes:
        quiz = take.questionnaire
        pieces |= {theme.name for theme in quiz.themes} | {statement.id for statement in quiz.statements}
        pieces |= {statement.text for statement in quiz.statements} | {quiz.title + '"', quiz.scale.prompt}
        pieces |= {json.dumps({id_: answer})[1:-1] for id_, answer in take.raw.items()}
        pieces |= {f'"{id_}":"{answer}"' for id_, answer in take.raw.items()}
        row = to_csv([take]).splitlines()[1].split(",")
        pieces |= {",".join(row[n : n + 4]) for n in range(len(row) - 3)}
        pieces |= {
            take.id,
            take.finished_at.isoformat(),
            f"{take.finished_at:%Y-%m-%d}",
            f"{take.finished_at:%d.%m.%Y}",
        }
        pieces |= {f"{take.finished_at:%Y-%m}", f"{take.finished_at:%Y%m%d}", str(int(take.finished_at.timestamp()))}
        pieces |= {f"{score.theme.id}{score.score}" for score in take.profile.themes}
    numbers = {int(take.finished_at.timestamp() * unit) for take in takes for unit in (1, 1000, 1_000_000)}
    binary = {number.to_bytes(8, order) for number in numbers for order in ("big", "little")}
    return {piece.encode() for piece in pieces if len(piece) >= SHORTEST} | binary


def test_nothing_of_twenty_kept_results_can_be_read_in_the_files(
    journals: Journals, shelf: Shelf, capsys: pytest.CaptureFixture[str]
) -> None:
    code = WordList(tuple(f"{letter}word" for letter in "qxzjkvw")).new_code()
    takes = shelf.takes(20)
    access = journals.make(journals.key(code), takes[:10])
    for take in takes[10:]:
        journals.add(access, [take])
    journals.close_everywhere(access)
    disk = bytes_on_disk(journals.database, everything=True)
    pieces = plain_pieces(takes, code)
    hits = [piece for piece in pieces if piece in disk]
    with capsys.disabled():
        kind = journals.database.health().get("journal_mode", "postgresql")
        told = f"{kind}: {len(pieces)} pieces looked for in {len(disk)} bytes, {len(hits)} found"
        print(f"\n{told}")  # noqa: T201 a figure to state
    assert len(pieces) > 500
    assert not hits
    assert access.key.secret not in disk
