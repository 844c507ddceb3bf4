"""The queue for slow work (keys, PDFs, pictures, long journals, large imports), so that all other pages stay fast."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from flask import g

from quiz.bounded_queue import BoundedQueue, TooBusy
from quiz.web.security.client_network import client_network
from quiz.web.security.running_requests import step_aside

SLOW_RUNNING = 3
"""How many slow requests run at once in a process; PDFs take turns besides. A derived key takes 19 MiB meanwhile."""
SLOW_THREADS = 128
"""How many threads of a process slow requests occupy, those that wait included: half of those in gunicorn.conf.py.

As many as phones come at once, so that they wait instead of being refused.
"""
SLOW_WAIT_SECONDS = 2.0
"""How long a slow request waits when its network has more than FAIR_SHARE of them."""
CROWD_WAIT_SECONDS = 30.0
"""How long one waits that is among the first few of its network, so that a crowd is not refused."""
FAIR_SHARE = 8
NETWORK_THREADS = SLOW_THREADS // 2
"""How many threads of a process one network can occupy, so that it never fills the queue for all others."""


class SlowRequests:
    """Places for slow work, at most one for each request."""

    def __init__(self) -> None:
        self.queue = BoundedQueue(SLOW_RUNNING, SLOW_THREADS, SLOW_WAIT_SECONDS)
        self._lock, self._by_network = threading.Lock(), Counter[str]()

    def claim(self) -> None:
        """Wait for a place, and hold it until the request ends. Raises TooBusy.

        Wait for nothing else while holding it, such as the database.
        """
        if "slow_place" in g:
            return
        step_aside()
        network = client_network()
        number = self._count(network, 1)
        try:
            self._enter(number)
        except TooBusy:
            self._count(network, -1)
            raise
        g.slow_place = network

    def release(self, _error: BaseException | None = None) -> None:
        """Return the place, if this request has one. Register as `teardown_request`."""
        network = g.pop("slow_place", None)
        if network is not None:
            self.queue.leave()
            self._count(network, -1)

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

    def _enter(self, number: int) -> None:
        """Wait for a place, as the request with this number of its network."""
        if number > NETWORK_THREADS:
            raise TooBusy
        self.queue.enter(CROWD_WAIT_SECONDS if number <= FAIR_SHARE else SLOW_WAIT_SECONDS)

    def _count(self, network: str, more: int) -> int:
        """Return how many slow requests of a network there are, with so many more."""
        with self._lock:
            self._by_network[network] += more
            number = self._by_network[network]
            if not number:
                del self._by_network[network]
        return number
