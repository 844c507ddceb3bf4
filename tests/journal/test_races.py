"""Several people, or one with a fast thumb, at the same moment."""

import threading
import time
from collections import UserList
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import event

from quiz.journal.encryption import Key
from quiz.journal.exceptions import JournalClosed
from quiz.journal.store import Access, Journals
from quiz.progress.history import SavedResult
from tests.journal.samples import Shelf, new_key, rows

WAIT = 60


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do several things at the same moment; gives what each gave, or the exception it ended with."""
    line = threading.Barrier(len(acts))
    ends: list[object] = [None] * len(acts)

    def do(number: int) -> None:
        line.wait(WAIT)
        try:
            ends[number] = acts[number]()
        except Exception as fault:  # noqa: BLE001 the test says which are allowed
            ends[number] = fault

    threads = [threading.Thread(target=do, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    assert not any(thread.is_alive() for thread in threads)
    return ends


def test_forty_results_sent_five_times_at_once_are_forty_rows(journals: Journals, shelf: Shelf) -> None:
    access = journals.make(new_key(), [])
    takes = shelf.takes(40)

    def send_all() -> None:
        for take in takes:
            journals.add(access, [take])

    assert at_once(*[send_all] * 5) == [None] * 5
    assert rows(journals.database) == 40
    assert journals.takes(access).takes == takes


def test_a_journal_made_by_five_taps_at_once_is_one_journal(journals: Journals, shelf: Shelf) -> None:
    for number in range(8):
        key, take = new_key(), shelf.take(number)
        made = at_once(*[lambda key=key, take=take: journals.make(key, [take])] * 5)
        assert made == [journals.open(key)] * 5
        assert journals.takes(Access(key, made[0].turn if isinstance(made[0], Access) else b"")).takes == (take,)
    assert rows(journals.database) == 8


def test_a_result_kept_while_the_words_change_is_in_the_new_journal_or_refused(
    journals: Journals, shelf: Shelf
) -> None:
    seen = set()
    for number in range(24):
        old, new, first, racing = new_key(), new_key(), *shelf.takes(2)
        access = journals.make(old, [first])
        delay = number % 6 * 0.01

        def keep(access: Access = access, delay: float = delay) -> None:
            time.sleep(delay)
            journals.add(access, [racing])  # noqa: B023 over before the next round

        kept, moved = at_once(keep, lambda: journals.change_key(access, new))  # noqa: B023
        assert isinstance(moved, Access)
        expected = (first,) if isinstance(kept, JournalClosed) else (first, racing)
        assert kept is None or isinstance(kept, JournalClosed)
        assert journals.takes(moved).takes == expected
        assert journals.open(old) is None
        seen.add(type(kept))
    assert JournalClosed in seen
    assert rows(journals.database) <= 48


def test_of_two_changes_of_the_words_at_once_one_wins_and_nothing_is_lost(journals: Journals, shelf: Shelf) -> None:
    takes = shelf.takes(3)
    for _ in range(6):
        keys: Sequence[Key] = [new_key(), new_key()]
        access = journals.make(new_key(), takes)
        ends = at_once(*(lambda key=key: journals.change_key(access, key) for key in keys))  # noqa: B023
        [winner] = [end for end in ends if isinstance(end, Access)]
        [loser] = [end for end in ends if not isinstance(end, Access)]
        assert isinstance(loser, JournalClosed)
        assert journals.takes(winner).takes == takes
        assert sum(journals.open(key) is not None for key in keys) == 1


def test_a_result_kept_while_the_journal_is_deleted_leaves_no_row_behind(journals: Journals, shelf: Shelf) -> None:
    for number in range(12):
        access, take = journals.make(new_key(), shelf.takes(2)), shelf.take(7)

        def keep(access: Access = access, delay: float = number % 4 * 0.002) -> None:
            time.sleep(delay)
            journals.add(access, [take])  # noqa: B023

        kept, deleted = at_once(keep, lambda: journals.delete(access))  # noqa: B023
        assert deleted is None
        assert kept is None or isinstance(kept, JournalClosed)
        assert rows(journals.database) == 0


def test_whoever_looks_while_the_words_change_sees_everything_or_is_told_it_is_closed(
    journals: Journals, shelf: Shelf
) -> None:
    takes = shelf.takes(4)
    access = journals.make(new_key(), takes)
    change = threading.Thread(target=lambda: journals.change_key(access, new_key()))

    @event.listens_for(journals.database.engine, "before_cursor_execute")
    def change_between_two_questions(*asked: Any) -> None:
        if "FROM result" in asked[2] and not change.ident:
            change.start()
            # On SQLite the change waits for the reader; elsewhere it is over by now.
            change.join(0.5)

    seen = at_once(lambda: journals.takes(access).takes)
    change.join(WAIT)
    event.remove(journals.database.engine, "before_cursor_execute", change_between_two_questions)
    assert seen == [takes]
    assert change.ident and at_once(lambda: journals.takes(access)) != [takes]


class Watched(UserList[SavedResult]):
    """Takes that do something whenever somebody goes through them."""

    act: Callable[[], object]

    def __iter__(self) -> Iterator[SavedResult]:
        self.act()
        return iter(self.data)


def test_while_the_results_of_one_person_are_sealed_another_can_keep_theirs(journals: Journals, shelf: Shelf) -> None:
    takes = Watched(shelf.takes(3))
    access, other = (journals.make(new_key(), []) for _ in range(2))
    takes.act = lambda: journals.add(other, [shelf.take()])
    journals.add(access, takes)
    journals.make(new_key(), takes)
    assert len(journals.takes(access).takes) == 3
    assert len(journals.takes(other).takes) >= 2
