"""Counts completed check-ins by month, where the host asked for that (QUIZ_COUNT).

Only the month's total is stored: no time, no address and nothing about the check-in.
"""

import logging
from datetime import date

from flask import Response

from quiz.journal.database import Database
from quiz.journal.exceptions import DatabaseUnavailable
from quiz.journal.monthly_count import count_completed

LOG = logging.getLogger(__name__)


class MonthlyCount:
    """Counts check-ins in the database after their response was sent: nobody waits for it or loses a result by it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_after(self, response: Response, day: date) -> None:
        """Count one in the month of a day, once the response was sent."""
        response.call_on_close(lambda: self._add(f"{day:%Y-%m}"))

    def _add(self, month: str) -> None:
        try:
            count_completed(self._database, month)
        except DatabaseUnavailable as error:
            LOG.warning("A completed check-in was not counted, because the database did not answer: %s", error)
