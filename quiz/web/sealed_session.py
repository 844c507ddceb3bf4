"""The session cookie, sealed: nobody but the server can read or change it."""

import base64
import json
import zlib
from datetime import timedelta
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


class Sealer:
    """Seals small values into text and opens them again, with the newest key first."""

    def __init__(self, secrets: list[str]) -> None:
        """Take the secrets; the first seals, all open."""
        self._fernet = MultiFernet([Fernet(_key(secret)) for secret in secrets])

    def dumps(self, value: dict[str, Any]) -> str:
        """Seal a JSON value."""
        return self._fernet.encrypt(zlib.compress(json.dumps(value, separators=(",", ":")).encode(), 9)).decode()

    def loads(self, sealed: str, max_age: int = LIFETIME_SECONDS) -> dict[str, Any]:
        """Open a value sealed at most `max_age` seconds ago; raises BadSignature for anything else."""
        try:
            opened: dict[str, Any] = json.loads(zlib.decompress(self._fernet.decrypt(sealed, ttl=max_age)))
        except (InvalidToken, ValueError) as error:
            message = "The sealed value is too old, altered or another key's."
            raise BadSignature(message) from error
        return opened


class SealedSessions(SecureCookieSessionInterface):
    """Flask's session cookie with a Sealer in place of its signature."""

    def __init__(self, secrets: list[str]) -> None:
        """Take the secrets, the newest first."""
        self.sealer = Sealer(secrets)

    def get_signing_serializer(self, app: Flask) -> Any:  # noqa: ANN401, ARG002 Flask names the type it uses itself
        """Give what turns a session into a cookie and back."""
        return self.sealer


def sealer() -> Sealer:
    """Give the current application's sealer."""
    sessions = cast("SealedSessions", current_app.session_interface)
    return sessions.sealer


def _key(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"steady session cookie").derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
