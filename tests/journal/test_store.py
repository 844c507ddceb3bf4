"""A journal in a database: what is kept is there, once, and what is closed or deleted is gone."""

import secrets

import pytest

from quiz.journal import store
from quiz.journal.encryption import Key
from quiz.journal.exceptions import JournalClosed, JournalFull
from quiz.journal.passphrase import WordList
from quiz.journal.store import Access, Journals
from tests.journal.samples import Shelf, new_key, plant, rows, sealed_rows, tamper, tear


def ids(journals: Journals, access: Access) -> list[str]:
    return [take.id for take in journals.takes(access).takes]


def refused(journals: Journals, access: Access, shelf: Shelf) -> bool:
    """Tell whether nothing at all can be done with an access."""
    take = shelf.take()
    for attempt in (
        lambda: journals.add(access, [take]),
        lambda: journals.has(access, take.id),
        lambda: journals.takes(access),
        lambda: journals.remove(access, take.id),
        lambda: journals.close_everywhere(access),
        lambda: journals.change_key(access, new_key()),
        lambda: journals.delete(access),
    ):
        with pytest.raises(JournalClosed):
            attempt()
    return True


def test_a_journal_opens_by_its_words_in_any_writing_and_gives_its_takes_oldest_first(
    journals: Journals, shelf: Shelf
) -> None:
    code = WordList(("apple", "berry", "cedar", "daisy", "elder", "fern", "grape", "hazel")).new_code()
    first, second, third = shelf.takes(3)
    made = journals.make(journals.key(code), [third])
    journals.add(made, [first, second])
    opened = journals.open(journals.key(code.upper().replace(" ", "-")))
    assert opened == made
    assert journals.takes(opened) == store.Opened((first, second, third), 0)
    assert journals.has(opened, second.id) and not journals.has(opened, secrets.token_hex(16))


def test_words_that_open_nothing_and_words_of_a_deleted_journal_are_answered_alike(
    journals: Journals, shelf: Shelf
) -> None:
    key = new_key()
    journals.delete(journals.make(key, shelf.takes(2)))
    assert journals.open(key) is None
    assert journals.open(new_key()) is None


def test_a_result_sent_twice_is_kept_once_and_as_it_was_first(journals: Journals, shelf: Shelf) -> None:
    key, take = new_key(), shelf.take(1)
    access = journals.make(key, [take])
    assert journals.make(key, [take]) == access
    journals.add(access, [take, take])
    journals.add(access, [shelf.take(2, take.id)])
    assert journals.takes(access).takes == (take,)
    assert rows(journals.database) == 1


def test_one_journal_never_touches_another(journals: Journals, shelf: Shelf) -> None:
    take = shelf.take()
    mine, theirs = (journals.make(new_key(), [take]) for _ in range(2))
    journals.remove(mine, take.id)
    assert (ids(journals, mine), ids(journals, theirs)) == ([], [take.id])
    journals.add(mine, [take])
    journals.delete(mine)
    assert ids(journals, theirs) == [take.id]


def test_removing_takes_one_result_and_leaves_the_others(journals: Journals, shelf: Shelf) -> None:
    takes = shelf.takes(3)
    access = journals.make(new_key(), takes)
    journals.remove(access, takes[1].id)
    journals.remove(access, takes[1].id)
    assert ids(journals, access) == [takes[0].id, takes[2].id]


def test_closing_everywhere_ends_every_access_and_the_words_still_open_it(journals: Journals, shelf: Shelf) -> None:
    key = new_key()
    here, phone = journals.make(key, shelf.takes(2)), journals.open(key)
    assert phone
    journals.close_everywhere(here)
    assert refused(journals, here, shelf) and refused(journals, phone, shelf)
    again = journals.open(key)
    assert again and len(ids(journals, again)) == 2


def test_new_words_open_everything_and_the_old_ones_nothing(journals: Journals, shelf: Shelf) -> None:
    old, new, takes = new_key(), new_key(), shelf.takes(3)
    before = journals.make(old, takes)
    after = journals.change_key(before, new)
    assert journals.takes(after).takes == takes
    assert journals.open(new) == after
    assert journals.open(old) is None
    assert refused(journals, before, shelf)
    assert rows(journals.database) == 3


def test_changing_to_the_words_it_has_already_loses_nothing(journals: Journals, shelf: Shelf) -> None:
    key, takes = new_key(), shelf.takes(3)
    access = journals.make(key, takes)
    again = journals.change_key(access, Key(key.journal, key.secret))
    assert journals.takes(again).takes == takes
    assert journals.open(key) == again


def test_changing_to_the_words_of_another_journal_of_ones_own_joins_the_two(journals: Journals, shelf: Shelf) -> None:
    one, other = shelf.takes(2)
    key = new_key()
    journals.make(key, [one])
    joined = journals.change_key(journals.make(new_key(), [other]), key)
    assert journals.takes(joined).takes == (one, other)


def test_deleting_a_journal_leaves_no_row_and_no_access(journals: Journals, shelf: Shelf) -> None:
    access = journals.make(new_key(), shelf.takes(4))
    journals.delete(access)
    assert rows(journals.database) == 0
    assert refused(journals, access, shelf)


@pytest.mark.parametrize("before", [0, 3, 5])
def test_a_full_journal_takes_nothing_more_and_nothing_half(
    journals: Journals, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, before: int
) -> None:
    monkeypatch.setattr(store, "MOST", 5)
    takes, access = shelf.takes(6), None
    kept = list(takes[:before])
    access = journals.make(new_key(), kept)
    with pytest.raises(JournalFull):
        journals.add(access, takes)
    assert list(journals.takes(access).takes) == kept
    journals.add(access, takes[:5])
    journals.add(access, takes[:5])
    assert len(ids(journals, access)) == 5


def test_a_journal_that_would_be_too_full_from_the_start_is_not_made(
    journals: Journals, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST", 5)
    key = new_key()
    with pytest.raises(JournalFull):
        journals.make(key, shelf.takes(6))
    assert journals.open(key) is None


def test_a_damaged_swapped_or_planted_row_is_counted_and_the_others_stay_readable(
    journals: Journals, shelf: Shelf
) -> None:
    database, takes = journals.database, shelf.takes(5)
    access, other = journals.make(new_key(), takes), journals.make(new_key(), [shelf.take(9)])
    sealed = sealed_rows(database)
    one, two, three, four, five = (take.id for take in takes)
    [foreign] = (id_.hex() for id_ in sealed if id_.hex() not in {one, two, three, four, five})
    tamper(database, one, sealed[bytes.fromhex(two)])
    tamper(database, two, sealed[bytes.fromhex(one)])
    tamper(database, three, sealed[bytes.fromhex(three)][:-1])
    tamper(database, four, b"")
    plant(database, access.key, bytes.fromhex(foreign), sealed[bytes.fromhex(foreign)])
    opened = journals.takes(access)
    assert (opened.takes, opened.damaged) == ((takes[4],), 5)
    assert journals.takes(other).damaged == 0
    moved = journals.change_key(access, new_key())
    assert journals.takes(moved) == store.Opened((takes[4],), 0)


def test_a_journal_gone_from_the_database_is_closed_not_empty(journals: Journals, shelf: Shelf) -> None:
    access = journals.make(new_key(), shelf.takes(2))
    tear(journals.database, access.key)
    assert refused(journals, access, shelf)
    assert rows(journals.database) == 0


def test_a_damaged_result_is_whole_again_once_it_is_added_again(journals: Journals, shelf: Shelf) -> None:
    takes = shelf.takes(2)
    access = journals.make(new_key(), takes)
    tamper(journals.database, takes[0].id, b"something else")
    assert not journals.has(access, takes[0].id)
    assert journals.takes(access).damaged == 1
    journals.add(access, takes)
    assert journals.takes(access) == store.Opened(takes, 0)


def test_adding_tells_how_many_were_new(journals: Journals, shelf: Shelf) -> None:
    takes = shelf.takes(3)
    access = journals.make(new_key(), takes[:1])
    assert journals.add(access, takes) == 2
    assert journals.add(access, takes) == 0
