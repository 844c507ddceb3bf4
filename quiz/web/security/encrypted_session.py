"""Flask's session cookie, encrypted instead of signed, so that nobody can read the answers in it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature

from quiz.web.security.encryption import TOKEN_LIFETIME, Encryptor, Purpose

SESSION_LIFETIME = TOKEN_LIFETIME
"""How long a session lasts after its last change: a page left open over a weekend still works."""
MAX_SESSION_AGE = timedelta(days=7)
"""How long a session lasts after it began, even in daily use."""


class SessionSerializer:
    """Turns a session into a cookie value and back, with the interface of an itsdangerous serializer."""

    def __init__(self, encryptor: Encryptor, clock: Callable[[], float]) -> None:
        self._encryptor, self._clock = encryptor, clock

    def dumps(self, session: dict[str, Any]) -> str:
        """Encrypt a session together with the time it began."""
        return self._encryptor.encrypt(Purpose.SESSION, {"since": round(self._clock()), **session})

    def loads(self, cookie: str, max_age: int) -> dict[str, Any]:
        """Decrypt a session last saved at most `max_age` seconds ago.

        Raises BadSignature, which Flask answers with an empty session, when it is older, or began more than
        MAX_SESSION_AGE ago, or cannot be decrypted.
        """
        session = self._encryptor.decrypt(Purpose.SESSION, cookie, timedelta(seconds=max_age))
        if session is None or self._clock() - session["since"] > MAX_SESSION_AGE.total_seconds():
            raise BadSignature("The session is too old, or was not encrypted here.")
        return session


class EncryptedSessionInterface(SecureCookieSessionInterface):
    """Flask's cookie session with a SessionSerializer. Flask sets the cookie's attributes from its settings."""

    def __init__(self, encryptor: Encryptor, clock: Callable[[], float]) -> None:
        self._serializer = SessionSerializer(encryptor, clock)

    def get_signing_serializer(self, app: Flask) -> Any:  # noqa: ANN401, ARG002 Flask names itsdangerous's type
        """Return the serializer."""
        return self._serializer
