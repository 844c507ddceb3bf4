"""Concurrent requests, from several people or from a button pressed twice."""

import threading
import time
from collections import UserList
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy import event

from quiz.journal import entries
from quiz.journal.encryption import Key, Kind, decrypt
from quiz.journal.exceptions import JournalClosed
from quiz.journal.store import Access, Journals
from quiz.progress.history import SavedResult
from tests.journal.samples import Samples, new_key, row_count

TIMEOUT_SECONDS = 60


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Run actions at once and return the result of each, or the exception it raised."""
    barrier = threading.Barrier(len(actions))
    outcomes: list[object] = [None] * len(actions)

    def run(number: int) -> None:
        barrier.wait(TIMEOUT_SECONDS)
        try:
            outcomes[number] = actions[number]()
        except Exception as fault:  # noqa: BLE001 the test checks which are allowed
            outcomes[number] = fault

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(TIMEOUT_SECONDS)
    assert not any(thread.is_alive() for thread in threads)
    return outcomes


def test_results_submitted_five_times_at_once_are_saved_once(journals: Journals, samples: Samples) -> None:
    access = journals.create(new_key(), [])
    results = samples.results(20)

    def send_all() -> None:
        for saved in results:
            journals.add_results(access, [saved])

    assert at_once(*[send_all] * 5) == [None] * 5
    assert row_count(journals.database) == 20
    assert journals.entries(access).results == results


def test_a_journal_created_by_five_requests_at_once_is_one_journal(journals: Journals, samples: Samples) -> None:
    for number in range(4):
        key, saved = new_key(), samples.result(number)
        created = at_once(*[lambda key=key, saved=saved: journals.create(key, [saved])] * 5)
        access = journals.open(key)
        assert access and created == [access] * 5
        assert journals.entries(access).results == (saved,)
    assert row_count(journals.database) == 4


def test_a_result_saved_while_the_passphrase_changes_is_in_the_new_journal_or_refused(
    journals: Journals, samples: Samples
) -> None:
    seen = set()
    for number in range(12):
        old, new, first, racing = new_key(), new_key(), *samples.results(2)
        access = journals.create(old, [first])
        delay = number % 6 * 0.01

        def save(access: Access = access, delay: float = delay) -> None:
            time.sleep(delay)
            journals.add_results(access, [racing])  # noqa: B023 over before the next round

        saved, moved = at_once(save, lambda: journals.change_key(access, new))  # noqa: B023
        assert isinstance(moved, Access)
        expected = (first,) if isinstance(saved, JournalClosed) else (first, racing)
        assert saved is None or isinstance(saved, JournalClosed)
        assert journals.entries(moved).results == expected
        assert journals.open(old) is None
        seen.add(type(saved))
    assert JournalClosed in seen
    assert row_count(journals.database) <= 24


def test_one_of_two_passphrase_changes_at_once_wins_and_nothing_is_lost(journals: Journals, samples: Samples) -> None:
    results = samples.results(3)
    for _ in range(6):
        keys: Sequence[Key] = [new_key(), new_key()]
        access = journals.create(new_key(), results)
        outcomes = at_once(*(lambda key=key: journals.change_key(access, key) for key in keys))  # noqa: B023
        [winner] = [end for end in outcomes if isinstance(end, Access)]
        [loser] = [end for end in outcomes if not isinstance(end, Access)]
        assert isinstance(loser, JournalClosed)
        assert journals.entries(winner).results == results
        assert sum(journals.open(key) is not None for key in keys) == 1


def test_a_result_saved_while_the_journal_is_deleted_leaves_no_row(journals: Journals, samples: Samples) -> None:
    for number in range(8):
        access, late = journals.create(new_key(), samples.results(2)), samples.result(7)

        def save(access: Access = access, delay: float = number % 4 * 0.002) -> None:
            time.sleep(delay)
            journals.add_results(access, [late])  # noqa: B023

        saved, deleted = at_once(save, lambda: journals.delete(access))  # noqa: B023
        assert deleted is None
        assert saved is None or isinstance(saved, JournalClosed)
        assert row_count(journals.database) == 0


def test_reading_while_the_passphrase_changes_returns_everything_or_reports_it_closed(
    journals: Journals, samples: Samples
) -> None:
    results = samples.results(4)
    access = journals.create(new_key(), results)
    change = threading.Thread(target=lambda: journals.change_key(access, new_key()))

    @event.listens_for(journals.database.engine, "before_cursor_execute")
    def change_between_two_queries(*event_arguments: Any) -> None:
        if "FROM result" in event_arguments[2] and not change.ident:
            change.start()
            # On SQLite the change waits for the reader; on PostgreSQL it ends before the next query.
            change.join(0.2)

    seen = at_once(lambda: journals.entries(access).results)
    change.join(TIMEOUT_SECONDS)
    event.remove(journals.database.engine, "before_cursor_execute", change_between_two_queries)
    assert seen == [results]
    assert change.ident and at_once(lambda: journals.entries(access)) != [results]


class SlowResults(UserList[SavedResult]):
    """Results that call a function whenever they are iterated, which is when they are encrypted."""

    callback: Callable[[], object]

    def __iter__(self) -> Iterator[SavedResult]:
        self.callback()
        return iter(self.data)


def test_other_people_can_write_while_results_are_being_encrypted(journals: Journals, samples: Samples) -> None:
    results = SlowResults(samples.results(3))
    access, other = (journals.create(new_key(), []) for _ in range(2))
    results.callback = lambda: journals.add_results(other, [samples.result()])
    journals.add_results(access, results)
    journals.create(new_key(), results)
    assert len(journals.entries(access).results) == 3
    assert len(journals.entries(other).results) >= 2


def test_other_people_can_write_while_results_are_being_decrypted(
    journals: Journals, samples: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    access, other = journals.create(new_key(), samples.results(2)), journals.create(new_key(), [])

    def decrypt_slowly(key: Key, kind: Kind, id_: bytes, ciphertext: bytes) -> bytes:
        if kind == Kind.RESULT:
            journals.add_results(other, [samples.result()])
        return decrypt(key, kind, id_, ciphertext)

    monkeypatch.setattr(entries, "decrypt", decrypt_slowly)
    assert len(journals.entries(access).results) == 2
    assert row_count(journals.database) == 4
