"""A journal stores each questionnaire once, and keeps it as long as a result needs it."""

import json
import secrets
import string
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import delete, func, insert, select, update

from quiz.journal import rows
from quiz.journal.backup import back_up, open_backup
from quiz.journal.copying import restore
from quiz.journal.database import Database, parse_url
from quiz.journal.encryption import Key, Kind, encrypt
from quiz.journal.exceptions import JournalFull
from quiz.journal.export_import import from_json, to_json
from quiz.journal.migrate import MIGRATIONS, migrate
from quiz.journal.serialization import questionnaire_values
from quiz.journal.store import Journals
from quiz.journal.tables import instance, journal, questionnaire
from quiz.progress.history import SavedResult
from tests.journal.samples import Samples, ciphertexts, new_key, no_progress, plant, sqlite_database


def other(samples: Samples, words: str = "Another one") -> Samples:
    """Return samples of a questionnaire with another title."""
    return Samples(replace(samples.questionnaire, title=words))


def count(database: Database) -> int:
    """Return how many questionnaires all journals have."""
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(questionnaire)) or 0


def of_version_1(key: Key, saved: SavedResult) -> bytes:
    """Return the ciphertext of a result as earlier versions wrote it, with its questionnaire inside."""
    document = {
        "taken": saved.finished_at.isoformat(),
        "fingerprint": saved.questionnaire.fingerprint,
        "questionnaire": questionnaire_values(saved.questionnaire),
        "answers": dict(saved.raw),
    }
    return encrypt(key, Kind.RESULT, bytes.fromhex(saved.id), json.dumps(document).encode())


def test_many_results_share_one_questionnaire(journals: Journals, samples: Samples) -> None:
    results = (*samples.results(20), other(samples).result(20))
    access = journals.create(new_key(), results[:3])
    journals.add_results(access, results)
    assert journals.entries(access).results == results
    assert count(journals.database) == 2
    moved = journals.change_key(access, new_key())
    assert journals.entries(moved).results == results
    assert count(journals.database) == 2


def test_the_same_questionnaire_has_another_id_in_each_journal(journals: Journals, samples: Samples) -> None:
    for _ in range(3):
        journals.create(new_key(), samples.results(1))
    assert len(ciphertexts(journals.database, questionnaire)) == 3


def test_a_questionnaire_goes_with_the_last_result_that_needs_it(journals: Journals, samples: Samples) -> None:
    first, second, last = *samples.results(2), other(samples).result(2)
    access = journals.create(new_key(), [first, second, last])
    journals.remove_result(access, first.id)
    assert count(journals.database) == 2
    journals.remove_result(access, last.id)
    assert count(journals.database) == 1
    assert journals.entries(access).results == (second,)
    journals.remove_result(access, second.id)
    assert count(journals.database) == 0
    journals.add_results(access, [second])
    assert journals.entries(access).results == (second,)
    journals.delete(access)
    assert count(journals.database) == 0


@pytest.mark.parametrize("damage", [delete, lambda table: update(table).values(ciphertext=b"x" * 100)])
def test_results_without_their_questionnaire_count_as_damaged_until_they_are_added_again(
    journals: Journals, samples: Samples, damage: Callable[..., object]
) -> None:
    results = samples.results(3)
    access = journals.create(new_key(), results)
    with journals.database.writing() as connection:
        connection.execute(damage(questionnaire))  # type: ignore[call-overload]
    found = journals.entries(access)
    assert (found.results, found.damaged) == ((), 3)
    assert not journals.contains(access, results[0].id)
    journals.add_results(access, results[:1])
    assert journals.entries(access).results == results


def test_adding_results_that_are_there_already_leaves_no_questionnaire_behind(
    journals: Journals, samples: Samples
) -> None:
    saved = samples.result()
    access = journals.create(new_key(), [saved])
    for number in range(3):
        journals.add_results(
            access, [replace(saved, questionnaire=replace(saved.questionnaire, title=f"No. {number}"))]
        )
    assert count(journals.database) == 1
    assert journals.entries(access).results == (saved,)


def test_a_questionnaire_of_another_journal_is_refused(journals: Journals, samples: Samples) -> None:
    access = journals.create(new_key(), samples.results(1))
    [(id_, _)] = ciphertexts(journals.database, questionnaire).items()
    journals.create(new_key(), other(samples).results(1))
    moved = ciphertexts(journals.database, questionnaire)
    [foreign] = (ciphertext for other_id, ciphertext in moved.items() if other_id != id_)
    with journals.database.writing() as connection:
        connection.execute(update(questionnaire).where(questionnaire.c.id == id_).values(ciphertext=foreign))
    assert journals.entries(access).damaged == 1


def test_a_row_of_an_earlier_version_is_read_and_written_anew_in_the_present_form(
    journals: Journals, samples: Samples
) -> None:
    saved = samples.result()
    access = journals.create(new_key(), [])
    plant(journals.database, access.key, bytes.fromhex(saved.id), of_version_1(access.key, saved))
    assert journals.entries(access).results == (saved,)
    assert count(journals.database) == 0
    journals.update_remarks(access, saved.id, lambda remarks: replace(remarks, note="Better."))
    assert count(journals.database) == 1
    assert [each.remarks.note for each in journals.entries(access).results] == ["Better."]


def test_a_journal_with_too_many_questionnaires_is_refused_as_a_whole(
    journals: Journals, samples: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MAX_JOURNAL_QUESTIONNAIRES", 3)
    many = [other(samples, f"Number {number}").result(number) for number in range(4)]
    access = journals.create(new_key(), many[:2])
    with pytest.raises(JournalFull):
        journals.add_results(access, many)
    assert len(journals.entries(access).results) == count(journals.database) == 2
    journals.add_results(access, many[:3])
    assert len(journals.entries(access).results) == 3


def test_a_backup_of_an_earlier_version_is_restored(database: Database, samples: Samples, tmp_path: Path) -> None:
    old, config = Database.from_url(parse_url(f"sqlite:///{tmp_path / 'old.db'}", Path("/"))), Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with old.migrating() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    journals, saved = Journals(old), samples.result()
    key = journals.derive_key("apple")
    with old.writing() as connection:
        connection.execute(insert(journal).values(id=key.journal_id, epoch=secrets.token_bytes(16)))
    plant(old, key, bytes.fromhex(saved.id), of_version_1(key, saved))
    back_up(old, tmp_path / "backup.db", no_progress)
    restore(open_backup(tmp_path / "backup.db"), database, no_progress)
    restored = Journals(database)
    access = restored.open(restored.derive_key("apple"))
    assert access
    assert restored.entries(access).results == (saved,)
    migrate(old)
    with old.reading() as connection:
        assert connection.scalar(select(instance.c.salt))
    assert count(old) == 0


def test_an_import_costs_what_it_weighs(samples: Samples, tmp_path: Path) -> None:
    noise = "".join(secrets.choice(string.ascii_letters) for _ in range(78_000))
    statements = samples.questionnaire.statements
    long = replace(samples.questionnaire, statements=(replace(statements[0], text=noise), *statements[1:]))
    heavy = Samples(long)
    small = replace(heavy.result(), raw={statements[0].id: "1"})
    file = to_json([replace(small, id=f"{number:032x}") for number in range(990)]).encode()
    journals = Journals(sqlite_database(tmp_path / "one.db"))
    before, began = (tmp_path / "one.db").stat().st_size, time.process_time()
    journals.create(new_key(), from_json(file, ()))
    assert time.process_time() - began < 2
    journals.database.engine.dispose()
    assert (tmp_path / "one.db").stat().st_size - before < 20 * len(file)
