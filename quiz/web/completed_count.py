"""Counts completed check-ins by month, where the host asked for that (QUIZ_COUNT).

Only the month's total is stored: no time, no address and nothing about the check-in.
"""

import hashlib
import logging
import mmap
from datetime import date
from threading import Lock

from flask import Response

from quiz.journal.database import Database
from quiz.journal.exceptions import DatabaseUnavailable
from quiz.journal.monthly_count import count_completed

LOG = logging.getLogger(__name__)
DIGEST_BYTES = 8
SLOTS = 4096


class RecentAttempts:
    """Remembers which attempts were counted lately, so that a request that is sent twice counts once.

    Digests of their random ids are in memory that the processes of a server share, and nowhere else. A new one takes
    the place of one of thousands before it.
    """

    def __init__(self) -> None:
        self._digests, self._lock = mmap.mmap(-1, SLOTS * DIGEST_BYTES), Lock()

    def add(self, attempt: str) -> bool:
        """Return whether an attempt, by the random part of its id, is new, and remember it."""
        digest = hashlib.blake2b(attempt.encode(), digest_size=DIGEST_BYTES).digest()
        start = int.from_bytes(digest) % SLOTS * DIGEST_BYTES
        place = slice(start, start + DIGEST_BYTES)
        with self._lock:
            is_new = self._digests[place] != digest
            self._digests[place] = digest
        return is_new


class MonthlyCount:
    """Counts check-ins in the database after their response was sent: nobody waits for it or loses a result by it."""

    def __init__(self, database: Database) -> None:
        self._database, self._recent = database, RecentAttempts()

    def add_after(self, response: Response, attempt: str, day: date) -> None:
        """Count an attempt (by id) in the month of a day once the response was sent, if it was not counted lately."""
        # In another session, the same attempt has another number.
        if self._recent.add(attempt.partition("-")[2]):
            response.call_on_close(lambda: self._add(f"{day:%Y-%m}"))

    def _add(self, month: str) -> None:
        try:
            count_completed(self._database, month)
        except DatabaseUnavailable as error:
            LOG.warning("A completed check-in was not counted, because the database did not answer: %s", error)
