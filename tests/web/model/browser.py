"""The state that a browser must be in: its cookies, its session and the journal that is open in it."""

from dataclasses import replace
from datetime import timedelta
from ipaddress import IPv4Address
from itertools import count
from typing import Any

from werkzeug.test import TestResponse

from tests.web.journal_client import JournalClient
from tests.web.model.attempts import Attempts
from tests.web.model.server import Access, Journal, Page, RawAnswers, Server

NETWORKS = count(1)
SESSION_UNUSED, SESSION = timedelta(days=3), timedelta(days=7)
"""How long a session lasts when it is not used, and at most."""
JOURNAL_UNUSED, JOURNAL = timedelta(minutes=30), timedelta(hours=12)
"""How long a journal stays open."""
REMEMBERED_UNUSED, REMEMBERED = timedelta(days=70), timedelta(days=366)
"""How long a browser remembers a journal."""
VISIT_PRECISION, REMEMBERED_VISIT_PRECISION = timedelta(minutes=1), timedelta(days=2)
"""How exactly a cookie records the last visit: not every page sets one."""


class Browser:
    """A browser, and what a server must find in it."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.client = JournalClient(server.app, server.app.response_class)
        self.session = 0
        self.remembered: Access | None = None
        self.file: tuple[bytes, dict[str, RawAnswers]] | None = None
        self.page: Page | None = None
        self.sent: list[Page] = []
        self.save_form: RawAnswers = {}
        self.forget_session()

    @property
    def private(self) -> set[str]:
        """The ids of private questions."""
        return set(self.server.questionnaire.private_option_ids)

    def forget_session(self) -> None:
        """Forget all but what is on an open page, and what is in the other cookie."""
        self.session += 1
        self.last_saved_at = self.server.now
        self.since: float | None = None
        self.attempts = Attempts()
        self.access: Access | None = None

    def ask(self, method: str, address: str, **sent: Any) -> TestResponse:
        """Send a request, as the application that runs now sees it."""
        self.client.application = self.server.app
        old = self.since is not None and self.server.now - self.since > SESSION.total_seconds()
        if (
            old
            or self.server.now - self.last_saved_at > SESSION_UNUSED.total_seconds()
            or not self.client.get_cookie("steady")
        ):
            self.forget_session()
        # From another network each time: rate limits are not the question here.
        network = {"REMOTE_ADDR": str(IPv4Address(next(NETWORKS)))}
        answer = self.client.open(address, method=method, environ_base=network, **sent)
        assert answer.status_code < 500, f"{method} {address}: {answer.status}"
        if any(line.startswith("steady=") for line in answer.headers.getlist("Set-Cookie")):
            self.last_saved_at = self.server.now
            self.since = self.server.now if self.since is None else self.since
        return answer

    def look_in_journal(self) -> str:
        """Look at the journal, which is open just when it must be; returns the page."""
        answer = self.ask("GET", "/journal")
        self._visit(shown=answer.status_code == 200)
        return answer.text if answer.status_code == 200 else ""

    def _enter(self, passphrase: str) -> None:
        journal, now = self.server.journals.setdefault(passphrase, Journal()), self.server.now
        self.access, self.remembered = Access(passphrase, journal, journal.epoch, now, now, now), None

    def valid(self, access: Access) -> bool:
        """Return whether an access still leads into its journal."""
        return self.server.journals.get(access.words) is access.journal and access.epoch == access.journal.epoch

    def _visit(self, *, shown: bool | None = None) -> None:
        """Follow what a look at the journal does; `shown` tells whether it was there, when that was seen."""
        now, access = self.server.now, self.access
        fresh = access.fresh(now, JOURNAL_UNUSED, JOURNAL, VISIT_PRECISION) if access else False
        if fresh is False and self.remembered:
            fresh = self.remembered.fresh(now, REMEMBERED_UNUSED, REMEMBERED, REMEMBERED_VISIT_PRECISION)
            access = replace(self.remembered, opened=now)
        expected = fresh if fresh is not False and access and self.valid(access) else False
        assert shown in {None, expected} or expected is None
        outcome = expected if shown is None else shown
        if access and outcome is not False:
            access.vague = access.vague or expected is None
            for one in (access, self.remembered):
                if one and outcome:
                    one.visit(now)
            self.access = access
        else:
            # An access that was good and is no longer so is dropped with all that leads to it.
            self.remembered = None if shown is False or fresh is not False else self.remembered
            self.access = None
