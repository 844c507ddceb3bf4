"""The queue for slow work (keys, PDFs, pictures, long journals, large imports), so that all other pages stay fast."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import g

from quiz.bounded_queue import BoundedQueue

SLOW_RUNNING = 2
"""How many slow requests run at once in a process. A derived key takes 19 MiB meanwhile."""
SLOW_THREADS = 128
"""How many threads of a process slow requests occupy, those that wait included: half of those in gunicorn.conf.py.

As many as phones come at once, so that they wait instead of being refused."""
SLOW_WAIT_SECONDS = 2.0


class SlowRequests:
    """Places for slow work, at most one for each request."""

    def __init__(self) -> None:
        self.queue = BoundedQueue(SLOW_RUNNING, SLOW_THREADS, SLOW_WAIT_SECONDS)

    def claim(self) -> None:
        """Wait for a place, and hold it until the request ends. Raises TooBusy.

        Wait for nothing else while holding it, such as the database.
        """
        if "slow_place" not in g:
            self.queue.enter()
            g.slow_place = True

    def release(self, _error: BaseException | None = None) -> None:
        """Return the place, if this request has one. Register as `teardown_request`."""
        if g.pop("slow_place", False):
            self.queue.leave()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place for the length of a block, unless the request holds one anyway. Raises TooBusy."""
        held = "slow_place" in g
        self.claim()
        try:
            yield
        finally:
            if not held:
                self.release()
