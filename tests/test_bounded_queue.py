"""The queue in front of slow work: short in threads and in time, and fair."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from quiz.bounded_queue import BoundedQueue, TooBusy


def use(queue: BoundedQueue, hold: threading.Event) -> str:
    """Hold a place until the event is set; return whether there was one."""
    try:
        with queue.place():
            hold.wait(10)
    except TooBusy:
        return "busy"
    return "done"


def test_beyond_its_threads_the_queue_refuses_at_once_and_the_others_have_their_turn() -> None:
    queue, hold = BoundedQueue(2, 5, 10), threading.Event()
    with ThreadPoolExecutor(9) as pool:
        calls = [pool.submit(use, queue, hold) for _ in range(9)]
        until = time.monotonic() + 5
        while sum(call.done() for call in calls) < 4 and time.monotonic() < until:
            time.sleep(0.01)
        refused = [call.result() for call in calls if call.done()]
        hold.set()
        assert refused == ["busy"] * 4
        assert sorted(call.result() for call in calls) == ["busy"] * 4 + ["done"] * 5


def test_nobody_waits_longer_than_promised() -> None:
    queue = BoundedQueue(1, 3, 0.1)
    with queue.place():
        began = time.monotonic()
        with pytest.raises(TooBusy), queue.place():
            pass
        assert 0.1 <= time.monotonic() - began < 2
    with queue.place():
        pass


def test_who_waits_longest_is_next_and_nobody_pushes_in() -> None:
    queue, order, threads = BoundedQueue(1, 40, 10), list[int](), list[threading.Thread]()

    def come(number: int) -> None:
        with queue.place():
            order.append(number)

    with queue.place():
        for number in range(20):
            threads.append(threading.Thread(target=come, args=[number]))
            threads[-1].start()
            time.sleep(0.01)
    for thread in threads:
        thread.join()
    assert order == [*range(20)]


def test_a_place_given_in_the_moment_of_giving_up_is_not_lost() -> None:
    queue = BoundedQueue(1, 50, 0.001)

    def often() -> None:
        for _ in range(50):
            try:
                with queue.place():
                    time.sleep(0.0005)
            except TooBusy:
                pass

    with ThreadPoolExecutor(8) as pool:
        for call in [pool.submit(often) for _ in range(8)]:
            call.result()
    with queue.place():
        pass
