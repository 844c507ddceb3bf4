"""What the files of a database reveal: no content of any result, and nothing that was deleted."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import text

from quiz.journal.backup import back_up
from quiz.journal.csv_export import to_csv
from quiz.journal.database import Database
from quiz.journal.passphrase import normalize
from quiz.journal.store import Access, Journals
from quiz.progress.history import SavedResult
from quiz.progress.remarks import NO_REMARKS, Remarks
from tests.journal.samples import Samples, bytes_on_disk, ciphertexts, new_key, no_progress

PASSPHRASE = " ".join(f"{letter}word" for letter in "qxzjkvw")
SLICE_BYTES = 16
MIN_PIECE_CHARACTERS = 7
"""Shorter pieces could occur by coincidence."""


def shares(database: Database, rows: Iterable[bytes]) -> list[float]:
    """Return the share of each ciphertext that occurs in the database's files, after PostgreSQL's housekeeping."""
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM FULL result"))
    disk = bytes_on_disk(database)
    return [sum(part in disk for part in slices(row)) / len(slices(row)) for row in rows]


def slices(row: bytes) -> list[bytes]:
    return [row[n : n + SLICE_BYTES] for n in range(0, len(row) - SLICE_BYTES + 1, SLICE_BYTES)]


def all_there(database: Database) -> bool:
    """Return whether the files contain every stored ciphertext; PostgreSQL splits a row in two."""
    return all(share > 0.98 for share in shares(database, ciphertexts(database).values()))


def test_no_byte_of_a_removed_result_is_left_and_the_others_are_there(journals: Journals, samples: Samples) -> None:
    results = samples.results(6)
    access = journals.create(new_key(), results)
    assert all_there(journals.database)
    removed = ciphertexts(journals.database)[bytes.fromhex(results[2].id)]
    journals.remove_result(access, results[2].id)
    assert shares(journals.database, [removed]) == [0]
    assert len(ciphertexts(journals.database)) == 5
    assert all_there(journals.database)


def test_no_byte_of_a_deleted_journal_is_left_while_another_connection_is_open(
    journals: Journals, samples: Samples
) -> None:
    database = journals.database
    access = journals.create(new_key(), samples.results(6))
    deleted = ciphertexts(database).values()
    journals.create(new_key(), samples.results(2))
    with database.engine.connect() as other:
        other.execute(text("SELECT 1"))
        other.rollback()
        journals.delete(access)
        assert shares(database, deleted) == [0] * 6
    assert len(ciphertexts(database)) == 2
    assert all_there(database)


def test_no_byte_encrypted_with_the_old_passphrase_is_left_when_it_changes(
    journals: Journals, samples: Samples
) -> None:
    access = journals.create(new_key(), samples.results(4))
    before = ciphertexts(journals.database)
    journals.change_key(access, new_key())
    assert shares(journals.database, before.values()) == [0] * 4
    assert before.keys() == ciphertexts(journals.database).keys()
    assert all_there(journals.database)


def always(remarks: Remarks) -> Callable[[Remarks], Remarks]:
    return lambda _: remarks


def test_no_byte_of_a_note_that_was_edited_or_deleted_is_left_and_the_others_are_there(
    journals: Journals, samples: Samples
) -> None:
    results = [samples.remarked(number) for number in range(4)]
    access = journals.create(new_key(), results)
    id_ = bytes.fromhex(results[1].id)
    for remarks in (replace(results[1].remarks, note="An edited note."), NO_REMARKS):
        before = ciphertexts(journals.database)[id_]
        journals.update_remarks(access, results[1].id, always(remarks))
        assert ciphertexts(journals.database)[id_] != before
        assert shares(journals.database, [before]) == [0]
        assert all_there(journals.database)
    [_, changed, *_] = journals.entries(access).results
    assert changed == replace(results[1], remarks=NO_REMARKS)


def plain_pieces(results: Iterable[SavedResult]) -> set[bytes]:
    """Return everything that would reveal something about results, in each form it may be written in."""
    pieces = {PASSPHRASE, PASSPHRASE.replace(" ", "-"), normalize(PASSPHRASE)}
    numbers = set()
    for saved in results:
        quiz, moment = saved.questionnaire, saved.finished_at
        pieces |= {theme.name for theme in quiz.themes} | {statement.id for statement in quiz.statements}
        pieces |= {statement.text for statement in quiz.statements} | {quiz.title + '"', quiz.scale.prompt}
        pieces |= {json.dumps({id_: answer})[1:-1] for id_, answer in saved.raw.items()}
        pieces |= {f'"{id_}":"{answer}"' for id_, answer in saved.raw.items()}
        row = to_csv([saved]).splitlines()[1].split(",")
        pieces |= {",".join(row[n : n + 4]) for n in range(len(row) - 3)}
        pieces |= {text for text in (saved.remarks.note, saved.remarks.step, *saved.remarks.note.split("\n")) if text}
        pieces |= {json.dumps(saved.remarks.note), *saved.remarks.note.split(), f'"outcome":"{saved.remarks.outcome}'}
        pieces |= {saved.id, moment.isoformat(), f"{moment:%Y-%m-%d}", f"{moment:%d.%m.%Y}"}
        pieces |= {f"{moment:%Y-%m}", f"{moment:%Y%m%d}", str(int(moment.timestamp()))}
        pieces |= {f"{score.theme.id}{score.score}" for score in saved.profile.themes}
        numbers |= {int(moment.timestamp() * unit) for unit in (1, 1000, 1_000_000)}
    binary = {number.to_bytes(8, order) for number in numbers for order in ("big", "little")}
    return {piece.encode() for piece in pieces if len(piece) >= MIN_PIECE_CHARACTERS} | binary


def reveals_none_of(disk: bytes, results: Iterable[SavedResult], access: Access) -> bool:
    pieces = plain_pieces(results)
    assert len(pieces) > 500
    return not [piece for piece in (*pieces, access.key.secret) if piece in disk]


def test_nothing_of_twenty_saved_results_can_be_read_in_the_files(journals: Journals, samples: Samples) -> None:
    results = [samples.remarked(number) for number in range(20)]
    access = journals.create(journals.derive_key(PASSPHRASE), results[:10])
    for saved in results[10:]:
        journals.add_results(access, [saved])
    journals.close_everywhere(access)
    assert reveals_none_of(bytes_on_disk(journals.database, logs=True), results, access)


def test_what_was_deleted_before_a_backup_is_not_in_it(journals: Journals, samples: Samples, tmp_path: Path) -> None:
    results = samples.results(4)
    access = journals.create(new_key(), results)
    removed = ciphertexts(journals.database)[bytes.fromhex(results[1].id)]
    journals.remove_result(access, results[1].id)
    back_up(journals.database, tmp_path / "backup.db", no_progress)
    disk = (tmp_path / "backup.db").read_bytes()
    assert not any(part in disk for part in slices(removed))


def test_nothing_of_saved_results_can_be_read_in_a_backup(journals: Journals, samples: Samples, tmp_path: Path) -> None:
    results = [samples.remarked(number) for number in range(20)]
    access = journals.create(journals.derive_key(PASSPHRASE), results)
    back_up(journals.database, tmp_path / "backup.db", no_progress)
    assert reveals_none_of((tmp_path / "backup.db").read_bytes(), results, access)
