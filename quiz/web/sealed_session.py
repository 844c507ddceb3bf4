"""The session cookie, sealed: nobody but the server can read or change it."""

import base64
import json
import zlib
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cache
from typing import Any, cast

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import Flask, current_app
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature

LIFETIME = timedelta(days=3)
"""How long something sealed can be opened: a page left open over a weekend still goes through."""
LIFETIME_SECONDS = int(LIFETIME.total_seconds())
LONGEST = timedelta(days=7)
"""How long a session lasts at all: after that, even one that is used starts afresh."""


class Sealer:
    """Seals small values into text and opens them again, with the newest key first. One purpose opens no other's."""

    def __init__(self, secrets: Sequence[str], purpose: str, clock: Callable[[], float]) -> None:
        """Take the secrets, of which the first seals and all open, and what tells the time in seconds."""
        self._fernet = MultiFernet([Fernet(_key(secret, purpose)) for secret in secrets])
        self._clock = clock

    def dumps(self, value: dict[str, Any]) -> str:
        """Seal a JSON value."""
        packed = zlib.compress(json.dumps(value, separators=(",", ":")).encode(), 9)
        return self._fernet.encrypt_at_time(packed, int(self._clock())).decode()

    def loads(self, sealed: str, max_age: int = LIFETIME_SECONDS) -> dict[str, Any]:
        """Open a value sealed at most `max_age` seconds ago; raises BadSignature for anything else."""
        try:
            opened: dict[str, Any] = json.loads(zlib.decompress(self._fernet.decrypt(sealed)))
            # Counted here: Fernet would refuse everything once the clock was set back by more than a minute.
            age = self._clock() - self._fernet.extract_timestamp(sealed)
        except (InvalidToken, ValueError) as error:
            raise BadSignature("The sealed value is altered or another key's.") from error
        if age > max_age:
            raise BadSignature("The sealed value is too old.")
        return opened


class SessionSealer:
    """Seals sessions with the moment they began, and opens none that began longer than LONGEST ago."""

    def __init__(self, sealer: Sealer, clock: Callable[[], float]) -> None:
        """Take what seals them, and what tells the time in seconds."""
        self._sealer, self._clock = sealer, clock

    def dumps(self, session: dict[str, Any]) -> str:
        """Seal a session; one that is new begins now."""
        return self._sealer.dumps({"since": round(self._clock()), **session})

    def loads(self, sealed: str, max_age: int = LIFETIME_SECONDS) -> dict[str, Any]:
        """Open a session sealed at most `max_age` seconds ago; raises BadSignature for anything else."""
        session = self._sealer.loads(sealed, max_age)
        if self._clock() - session.get("since", self._clock()) > LONGEST.total_seconds():
            raise BadSignature("The session began too long ago.")
        return session


class SealedSessions(SecureCookieSessionInterface):
    """Flask's session cookie with a Sealer in place of its signature."""

    def __init__(self, secrets: Sequence[str], clock: Callable[[], float]) -> None:
        """Take the secrets, the newest first, and what tells the time in seconds."""
        self.sealer = cache(lambda purpose: Sealer(secrets, purpose, clock))
        self._session_sealer = SessionSealer(self.sealer("session cookie"), clock)

    def get_signing_serializer(self, app: Flask) -> Any:  # noqa: ANN401, ARG002 Flask names the type it uses itself
        """Give what turns a session into a cookie and back."""
        return self._session_sealer


def sealer(purpose: str) -> Sealer:
    """Give the current application's sealer for one purpose."""
    sessions = cast("SealedSessions", current_app.session_interface)
    return sessions.sealer(purpose)


def _key(secret: str, purpose: str) -> bytes:
    info = f"steady {purpose}".encode()
    return base64.urlsafe_b64encode(HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret.encode()))
