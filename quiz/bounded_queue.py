"""A short queue in front of what only a few threads may do at once, so that the other threads stay free."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class TooBusy(Exception):
    """The queue is full, or its end was not reached in time. Nothing was done."""


class BoundedQueue:
    """Lets `running` threads in at once, first come, first served.

    At most `threads` are in or wait, and each waits `wait_seconds` at most unless it asks for another time (`None`: as
    long as it takes), so that all other threads stay free.
    """

    def __init__(self, running: int, threads: int, wait_seconds: float | None) -> None:
        self._free, self._most_waiting, self.wait_seconds = running, threads - running, wait_seconds
        self._lock = threading.Lock()
        self._waiting = deque[threading.Event]()

    def enter(self, wait_seconds: float | None = None) -> None:
        """Wait for a place. Raises TooBusy; otherwise call `leave` afterwards, whatever happens."""
        with self._lock:
            if self._free:
                self._free -= 1
                return
            if len(self._waiting) >= self._most_waiting:
                raise TooBusy
            turn = threading.Event()
            self._waiting.append(turn)
        if not turn.wait(self.wait_seconds if wait_seconds is None else wait_seconds):
            self._give_up(turn)

    def leave(self) -> None:
        """Give the place to the thread that has waited longest."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place for the length of a block. Raises TooBusy."""
        self.enter()
        try:
            yield
        finally:
            self.leave()

    def _give_up(self, turn: threading.Event) -> None:
        with self._lock:
            # The turn may have come just now.
            if not turn.is_set():
                self._waiting.remove(turn)
                raise TooBusy
