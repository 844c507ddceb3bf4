"""The session cookie, sealed: nobody but the server can read or change it."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from flask import Flask, current_app
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature

if TYPE_CHECKING:
    from quiz.web.sealer import Sealer

LIFETIME = timedelta(days=3)
"""How long something sealed can be opened: a page left open over a weekend still goes through."""
LIFETIME_SECONDS = int(LIFETIME.total_seconds())
LONGEST = timedelta(days=7)
"""How long a session lasts at all: after that, even one that is used starts afresh."""


class SessionSealer:
    """Seals sessions with the moment they began, and opens none that began longer than LONGEST ago."""

    def __init__(self, sealer: "Callable[[], Sealer]", clock: Callable[[], float]) -> None:
        """Take what gives their sealer, and what tells the time in seconds."""
        self._sealer, self._clock = sealer, clock

    def dumps(self, session: dict[str, Any]) -> str:
        """Seal a session; one that is new begins now."""
        return self._sealer().dumps({"since": round(self._clock()), **session})

    def loads(self, sealed: str, max_age: int) -> dict[str, Any]:
        """Open a session sealed at most `max_age` seconds ago; raises BadSignature for anything else."""
        session = self._sealer().loads(sealed, max_age)
        if self._clock() - session["since"] > LONGEST.total_seconds():
            raise BadSignature("The session began too long ago.")
        return session


class SealedSessions(SecureCookieSessionInterface):
    """Flask's session cookie with a Sealer in place of its signature."""

    def __init__(self, secrets: Sequence[str], clock: Callable[[], float]) -> None:
        """Take the secrets, the newest first, and what tells the time in seconds."""
        self._secrets, self._clock = secrets, clock
        self.sealer = cache(self._sealer)
        self._session_sealer = SessionSealer(lambda: self.sealer("session cookie"), clock)

    def get_signing_serializer(self, app: Flask) -> Any:  # noqa: ANN401, ARG002 Flask names the type it uses itself
        """Give what turns a session into a cookie and back."""
        return self._session_sealer

    def _sealer(self, purpose: str) -> "Sealer":
        # By name: the first page needs no seal, and cryptography takes a while to start.
        made: Sealer = import_module("quiz.web.sealer").Sealer(self._secrets, purpose, self._clock)
        return made


def sealer(purpose: str) -> "Sealer":
    """Give the current application's sealer for one purpose."""
    sessions = cast("SealedSessions", current_app.session_interface)
    return sessions.sealer(purpose)
