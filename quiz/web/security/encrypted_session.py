"""Flask's session in encrypted cookies, so that nobody can read the answers in it.

What is unlike has a cookie of its own, and a response sets only those whose content it changed. So with two tabs, a
response that comes late can't undo what another tab did meanwhile: a draft doesn't bring back an earlier result, and
hidden details don't open a journal that was closed.
"""

import secrets
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any, cast

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SessionInterface, SessionMixin

from quiz.web.security.cookie_text import from_cookie_text, to_cookie_text
from quiz.web.security.encryption import TOKEN_LIFETIME, Encryptor, Purpose

SESSION_LIFETIME = TOKEN_LIFETIME
"""How long a session lasts after its last change: a page left open over a weekend still works."""
MAX_SESSION_AGE = timedelta(days=7)
"""How long a session lasts after it began, even in daily use."""
CHANGE_PRECISION = timedelta(hours=1)
"""The last change is noted at most this often."""
MAIN = ""
COOKIES = {
    "csrf_token": MAIN,
    "draft0": "draft0",
    "draft1": "draft1",
    "result0": "result0",
    "result1": "result1",
    "journal": "access",
    "unconfirmed_passphrase": "access",
    "confirmed_passphrases": "access",
    "saved_id": "saved",
    "hide_details": "view",
    "journal_seen": "notes",
    "notice": "notes",
    "note_notice": "notes",
}
"""The cookie of each key of the session: the end of its name. The main one also holds the session's age."""
SESSION_COOKIES = tuple(dict.fromkeys(COOKIES.values()))
"""The main one is the first."""
Parts = Mapping[str, Mapping[str, Any]]
"""The session's content by cookie."""


@dataclass(frozen=True)
class Age:
    """The id of a session, which is in all its cookies, and when it began and changed, in seconds since the epoch."""

    id: bytes
    began: int
    changed: int


class EncryptedSession(SecureCookieSession):
    """A session, and what the request's cookies held. `age` is `None` for a new session."""

    def __init__(self, content: Mapping[str, Any], age: Age | None = None) -> None:
        super().__init__(content)
        self.age, self.before = age, deepcopy(_parts(content))


class EncryptedSessionInterface(SessionInterface):
    """Keeps a session in several encrypted cookies. Flask sets their attributes from its settings."""

    def __init__(self, encryptor: Encryptor, clock: Callable[[], float]) -> None:
        self._encryptor, self._clock = encryptor, clock

    def open_session(self, app: Flask, request: Request) -> EncryptedSession:
        """Decrypt the session; an empty one if the main cookie is missing, altered, another one or too old."""
        main = self._read(app, request, MAIN, SESSION_LIFETIME)
        age = Age(*main.pop("age")) if "age" in main else None
        if age is None or self._clock() - age.began > MAX_SESSION_AGE.total_seconds():
            return EncryptedSession({})
        content = dict(main)
        for cookie in SESSION_COOKIES[1:]:
            values = self._read(app, request, cookie, MAX_SESSION_AGE)
            if values.pop("session", b"") == age.id:
                content |= values
        return EncryptedSession(content, age)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookies whose content changed. A picture or a download changes none: it may come late."""
        session = cast("EncryptedSession", session)
        # For caches, which keep no response to a POST.
        if request.method != "POST" and (session.accessed or session.modified):
            response.vary.add("Cookie")
        if not session.modified or is_file(request.path):
            return
        before, after = session.before, _parts(session)
        for cookie in SESSION_COOKIES:
            # A session that was cleared also drops what another session left behind.
            is_there = cookie in before or (not session and self._name(app, cookie) in request.cookies)
            if is_there and cookie not in after:
                response.delete_cookie(self._name(app, cookie), **self._attributes(app))
        changed = [cookie for cookie in after if after[cookie] != before.get(cookie)]
        if not changed:
            return
        moment = round(self._clock())
        age = session.age or Age(secrets.token_bytes(4), moment, 0)
        if MAIN in changed or abs(moment - age.changed) > CHANGE_PRECISION.total_seconds():
            age = replace(age, changed=moment)
            self._write(app, response, MAIN, {"age": [age.id, age.began, age.changed], **after.get(MAIN, {})})
        for cookie in changed:
            if cookie != MAIN:
                self._write(app, response, cookie, {"session": age.id, **after[cookie]})

    def _read(self, app: Flask, request: Request, cookie: str, max_age: timedelta) -> dict[str, Any]:
        token = from_cookie_text(request.cookies.get(self._name(app, cookie), ""))
        return self._encryptor.decrypt(Purpose.SESSION, token, max_age) or {}

    def _write(self, app: Flask, response: Response, cookie: str, values: dict[str, Any]) -> None:
        text = to_cookie_text(self._encryptor.encrypt(Purpose.SESSION, values))
        response.set_cookie(self._name(app, cookie), text, **self._attributes(app))

    def _name(self, app: Flask, cookie: str) -> str:
        name = self.get_cookie_name(app)
        return f"{name}-{cookie}" if cookie else name

    def _attributes(self, app: Flask) -> dict[str, Any]:
        return {
            "path": self.get_cookie_path(app),
            "secure": self.get_cookie_secure(app),
            "httponly": self.get_cookie_httponly(app),
            "samesite": self.get_cookie_samesite(app),
        }


def is_file(path: str) -> bool:
    """Return whether an address is that of a picture or a download: only those end like a file's name."""
    return bool(PurePosixPath(path).suffix)


def _parts(session: Mapping[str, Any]) -> Parts:
    found: dict[str, dict[str, Any]] = {}
    for key, value in session.items():
        found.setdefault(COOKIES[key], {})[key] = value
    return found
