"""A short queue for work that only a few threads may do at once, so that the other threads stay free."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class TooBusy(Exception):
    """The queue is full, or the wait for a place took too long. Nothing was done."""


class BoundedQueue:
    """Lets in up to `running` threads at a time, first come, first served.

    At most `threads` threads are in or waiting; any other is turned away at once. `wait_seconds` is the default limit
    for a wait, `None` for no limit; `enter` may pass another.
    """

    def __init__(self, running: int, threads: int, wait_seconds: float | None) -> None:
        self._free, self._most_waiting, self.wait_seconds = running, threads - running, wait_seconds
        self._lock = threading.Lock()
        self._waiting = deque[threading.Event]()

    def enter(self, wait_seconds: float | None = None) -> None:
        """Wait for a place, for at most `wait_seconds` (`None`: the default limit).

        Raises TooBusy. Otherwise, the caller must call `leave` afterward, even if the work fails.
        """
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
        """Hold a place while a `with` block runs. Raises TooBusy."""
        self.enter()
        try:
            yield
        finally:
            self.leave()

    def _give_up(self, turn: threading.Event) -> None:
        with self._lock:
            # `leave` may have set it after the timeout.
            if not turn.is_set():
                self._waiting.remove(turn)
                raise TooBusy
