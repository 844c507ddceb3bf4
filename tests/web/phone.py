"""A phone: its cookies, what its session holds, and the journal that stands open on it."""

from dataclasses import replace
from typing import Any

from werkzeug.test import TestResponse

from quiz.web.journal import remember_cookie
from quiz.web.journal.access import IDLE_TIMEOUT as IDLE
from quiz.web.journal.access import MAX_OPEN_TIME as LONGEST
from quiz.web.journal.access import REMEMBER_RENEWAL as DAILY
from quiz.web.journal.access import VISIT_PRECISION as SELDOM
from quiz.web.security.encrypted_session import MAX_SESSION_AGE as SESSION_LONGEST
from quiz.web.security.encryption import TOKEN_LIFETIME
from tests.web.places import Journal, Page, Place, Sheet, Take, Way
from tests.web.quick_client import QuickClient


class Phone:
    """A browser, and what must be found in it."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.client = QuickClient(place.app, place.app.response_class)
        self.session = 0
        self.remembered: Way | None = None
        self.file: tuple[bytes, dict[str, Sheet]] | None = None
        self.page: Page | None = None
        self.sent: Page | None = None
        self.kept_with: Sheet = {}
        self.forget_session()

    @property
    def private(self) -> set[str]:
        """The ids of private questions."""
        return set(self.place.questionnaire.private_option_ids)

    def forget_session(self) -> None:
        """Know nothing any more but what stands on a page, and what the other cookie holds."""
        self.session += 1
        self.sealed = self.place.now
        self.since: float | None = None
        self.draft: Sheet = {}
        self.result: Take | None = None
        self.told: Sheet = {}
        self.anew = False
        self.way: Way | None = None

    def ask(self, method: str, address: str, **sent: Any) -> TestResponse:
        """Send a request, as the application that runs now sees it."""
        self.client.application = self.place.app
        old = self.since is not None and self.place.now - self.since > SESSION_LONGEST.total_seconds()
        if (
            old
            or self.place.now - self.sealed > int(TOKEN_LIFETIME.total_seconds())
            or not self.client.get_cookie("steady")
        ):
            self.forget_session()
        answer = self.client.open(address, method=method, **sent)
        if any(line.startswith("steady=") for line in answer.headers.getlist("Set-Cookie")):
            self.sealed = self.place.now
            self.since = self.place.now if self.since is None else self.since
        return answer

    def look_in_journal(self) -> str:
        """Look at the journal, which is open just when it must be; gives the page."""
        answer = self.ask("GET", "/journal")
        self._visit(shown=answer.status_code == 200)
        return answer.text if answer.status_code == 200 else ""

    def _enter(self, code: str) -> None:
        journal, now = self.place.journals.setdefault(code, Journal()), self.place.now
        self.way, self.remembered = Way(code, journal, journal.turn, now, now, now), None

    def valid(self, way: Way) -> bool:
        """Tell whether a way still leads into its journal."""
        return self.place.journals.get(way.words) is way.journal and way.turn == way.journal.turn

    def _visit(self, *, shown: bool | None = None) -> None:
        """Follow what a look at the journal does; `shown` tells whether it was there, when that was seen."""
        now, way = self.place.now, self.way
        fresh = way.fresh(now, IDLE, LONGEST, SELDOM) if way else False
        if fresh is False and self.remembered:
            fresh = self.remembered.fresh(
                now, remember_cookie.REMEMBER_IDLE_TIMEOUT, remember_cookie.REMEMBER_MAX_AGE, 2 * DAILY
            )
            way = replace(self.remembered, opened=now)
        expected = fresh if fresh is not False and way and self.valid(way) else False
        assert shown in {None, expected} or expected is None
        outcome = expected if shown is None else shown
        if way and outcome is not False:
            way.vague = way.vague or expected is None
            for one in (way, self.remembered):
                if one and outcome:
                    one.visit(now)
            self.way = way
        else:
            # An access that was good and is no longer so is dropped with all that leads to it.
            self.remembered = None if shown is False or fresh is not False else self.remembered
            self.way = None
