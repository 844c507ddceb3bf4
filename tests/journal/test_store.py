"""A journal keeps what is saved, once, and gives nothing away after it is closed or deleted."""

import secrets

import pytest

from quiz.journal import entries, rows
from quiz.journal.encryption import Key
from quiz.journal.entries import JournalEntries
from quiz.journal.exceptions import JournalClosed, JournalFull
from quiz.journal.passphrase import WordList
from quiz.journal.store import Access, Journals
from tests.journal.samples import Samples, calls_with_access, ciphertexts, delete_row, new_key, plant, row_count, tamper


def ids(journals: Journals, access: Access) -> list[str]:
    return [saved.id for saved in journals.entries(access).results]


def is_revoked(journals: Journals, access: Access, samples: Samples) -> bool:
    """Return whether every method refuses an access."""
    for call in calls_with_access(journals, access, samples.result()):
        with pytest.raises(JournalClosed):
            call()
    return True


def test_a_journal_opens_with_its_passphrase_however_written_and_lists_results_oldest_first(
    journals: Journals, samples: Samples
) -> None:
    passphrase = WordList(("apple", "berry", "cedar", "daisy", "elder", "fern", "grape", "hazel")).new_passphrase()
    first, second, third = samples.results(3)
    created = journals.create(journals.derive_key(passphrase), [third])
    journals.add_results(created, [first, second])
    reopened = journals.open(journals.derive_key(passphrase.upper().replace(" ", "-")))
    assert reopened == created
    assert journals.entries(reopened) == JournalEntries((first, second, third), 0)
    assert journals.contains(reopened, second.id) and not journals.contains(reopened, secrets.token_hex(16))


def test_unknown_and_deleted_journals_cannot_be_distinguished(journals: Journals, samples: Samples) -> None:
    key = new_key()
    journals.delete(journals.create(key, samples.results(2)))
    assert journals.open(key) is None
    assert journals.open(new_key()) is None


def test_a_result_submitted_twice_is_saved_once_and_as_it_was_first(journals: Journals, samples: Samples) -> None:
    key, saved = new_key(), samples.result(1)
    access = journals.create(key, [saved])
    assert journals.create(key, [saved]) == access
    journals.add_results(access, [saved, saved])
    journals.add_results(access, [samples.result(2, saved.id)])
    assert journals.entries(access).results == (saved,)
    assert row_count(journals.database) == 1


def test_one_journal_never_touches_another(journals: Journals, samples: Samples) -> None:
    saved = samples.result()
    mine, theirs = (journals.create(new_key(), [saved]) for _ in range(2))
    journals.remove_result(mine, saved.id)
    assert (ids(journals, mine), ids(journals, theirs)) == ([], [saved.id])
    journals.add_results(mine, [saved])
    journals.delete(mine)
    assert ids(journals, theirs) == [saved.id]


def test_removing_a_result_leaves_the_others(journals: Journals, samples: Samples) -> None:
    results = samples.results(3)
    access = journals.create(new_key(), results)
    journals.remove_result(access, results[1].id)
    journals.remove_result(access, results[1].id)
    assert ids(journals, access) == [results[0].id, results[2].id]


def test_closing_everywhere_revokes_every_access_and_the_passphrase_still_opens_it(
    journals: Journals, samples: Samples
) -> None:
    key = new_key()
    here, phone = journals.create(key, samples.results(2)), journals.open(key)
    assert phone
    journals.close_everywhere(here)
    assert is_revoked(journals, here, samples) and is_revoked(journals, phone, samples)
    again = journals.open(key)
    assert again and len(ids(journals, again)) == 2


def test_a_new_passphrase_opens_everything_and_the_old_one_nothing(journals: Journals, samples: Samples) -> None:
    old, new, results = new_key(), new_key(), samples.results(3)
    before = journals.create(old, results)
    after = journals.change_key(before, new)
    assert journals.entries(after).results == results
    assert journals.open(new) == after
    assert journals.open(old) is None
    assert is_revoked(journals, before, samples)
    assert row_count(journals.database) == 3


def test_changing_to_the_same_passphrase_loses_nothing(journals: Journals, samples: Samples) -> None:
    key, results = new_key(), samples.results(3)
    access = journals.create(key, results)
    again = journals.change_key(access, Key(key.journal_id, key.secret))
    assert journals.entries(again).results == results
    assert journals.open(key) == again


def test_changing_to_the_passphrase_of_another_journal_merges_the_two(journals: Journals, samples: Samples) -> None:
    one, other = samples.results(2)
    key = new_key()
    journals.create(key, [one])
    joined = journals.change_key(journals.create(new_key(), [other]), key)
    assert journals.entries(joined).results == (one, other)


def test_deleting_a_journal_leaves_no_row_and_no_access(journals: Journals, samples: Samples) -> None:
    access = journals.create(new_key(), samples.results(4))
    journals.delete(access)
    assert row_count(journals.database) == 0
    assert is_revoked(journals, access, samples)


@pytest.mark.parametrize("before", [0, 3, 5])
def test_adding_to_a_full_journal_is_refused_as_a_whole(
    journals: Journals, samples: Samples, monkeypatch: pytest.MonkeyPatch, before: int
) -> None:
    monkeypatch.setattr(rows, "MAX_JOURNAL_RESULTS", 5)
    results = samples.results(6)
    access = journals.create(new_key(), results[:before])
    with pytest.raises(JournalFull):
        journals.add_results(access, results)
    assert journals.entries(access).results == results[:before]
    journals.add_results(access, results[:5])
    journals.add_results(access, results[:5])
    assert len(ids(journals, access)) == 5


def test_a_journal_with_too_many_results_is_not_created(
    journals: Journals, samples: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "MAX_JOURNAL_RESULTS", 5)
    key = new_key()
    with pytest.raises(JournalFull):
        journals.create(key, samples.results(6))
    assert journals.open(key) is None


def test_damaged_swapped_and_planted_rows_are_counted_and_the_others_stay_readable(
    journals: Journals, samples: Samples
) -> None:
    database, results = journals.database, samples.results(5)
    access, other = journals.create(new_key(), results), journals.create(new_key(), [samples.result(9)])
    rows = ciphertexts(database)
    one, two, three, four, five = (saved.id for saved in results)
    [foreign] = (id_.hex() for id_ in rows if id_.hex() not in {one, two, three, four, five})
    tamper(database, one, rows[bytes.fromhex(two)])
    tamper(database, two, rows[bytes.fromhex(one)])
    tamper(database, three, rows[bytes.fromhex(three)][:-1])
    tamper(database, four, b"")
    plant(database, access.key, bytes.fromhex(foreign), rows[bytes.fromhex(foreign)])
    found = journals.entries(access)
    assert (found.results, found.damaged) == ((results[4],), 5)
    assert journals.entries(other).damaged == 0
    moved = journals.change_key(access, new_key())
    assert journals.entries(moved) == JournalEntries((results[4],), 0)


def test_a_journal_gone_from_the_database_is_closed_not_empty(journals: Journals, samples: Samples) -> None:
    access = journals.create(new_key(), samples.results(2))
    delete_row(journals.database, access.key)
    assert is_revoked(journals, access, samples)
    assert row_count(journals.database) == 0


def test_a_damaged_result_is_repaired_by_adding_it_again(journals: Journals, samples: Samples) -> None:
    results = samples.results(2)
    access = journals.create(new_key(), results)
    tamper(journals.database, results[0].id, b"something else")
    assert not journals.contains(access, results[0].id)
    assert journals.entries(access).damaged == 1
    journals.add_results(access, results)
    assert journals.entries(access) == JournalEntries(results, 0)


def test_adding_returns_the_number_of_new_results(journals: Journals, samples: Samples) -> None:
    results = samples.results(3)
    access = journals.create(new_key(), results[:1])
    assert journals.add_results(access, results) == 2
    assert journals.add_results(access, results) == 0
