"""Limits how many slow requests (long journals, large imports) run at once in a process, so that others stay fast."""

import threading

from flask import g

MAX_SLOW_REQUESTS = 2


class TooBusy(Exception):
    """Too many slow requests are running in this process. Nothing was done."""


class SlowRequests:
    """Slots for slow work, at most one for each request."""

    def __init__(self) -> None:
        self._slots = threading.BoundedSemaphore(MAX_SLOW_REQUESTS)

    def claim(self) -> None:
        """Claim a slot until the request ends.

        Raises TooBusy instead of waiting, because a waiting request would block a worker thread.
        """
        if "slow_slot" not in g:
            if not self._slots.acquire(blocking=False):
                raise TooBusy
            g.slow_slot = True

    def release(self, _error: BaseException | None) -> None:
        """Return the slot, if this request claimed one. Register as `teardown_request`."""
        if g.pop("slow_slot", False):
            self._slots.release()
