"""The journal as this browser has it open: in the session for a while, or in a cookie of its own when asked to."""

import base64
from datetime import timedelta
from typing import Any, cast

from flask import after_this_request, current_app, request, session
from flask.wrappers import Response
from itsdangerous import BadSignature

from quiz.journal.code import WordList
from quiz.journal.database import Unavailable
from quiz.journal.sealing import Key
from quiz.journal.store import Access, Closed, Journals
from quiz.web.clock import now
from quiz.web.sealed_session import sealer

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
"""How long a journal stays open without being looked at, and at all."""
REMEMBERED_IDLE = timedelta(days=70)
REMEMBERED_LONGEST = timedelta(days=366)
"""The same where the person asked this browser to remember: two visits may lie a month or two apart."""


def journals() -> Journals:
    """Give the journals of the current application."""
    return cast("Journals", current_app.extensions["journals"])


def word_list() -> WordList:
    """Give the words that codes are made of."""
    return cast("WordList", current_app.extensions["words"])


def enter(access: Access) -> None:
    """Keep a journal open in this browser's session."""
    session["journal"] = {**_packed(access), "opened": now(), "seen": now()}
    if is_remembered():
        remember(access)


def current() -> Access | None:
    """Give the journal that is open here, and count this as a visit."""
    found = session.get("journal")
    if found and _fresh(found, IDLE, LONGEST):
        session["journal"] = {**found, "seen": now()}
        return _unpacked(found)
    if session.pop("journal", None):
        session["journal_note"] = "idle"
    remembered = _remembered()
    if remembered is None:
        return None
    session.pop("journal_note", None)
    access = _unpacked(remembered)
    session["journal"] = {**_packed(access), "opened": now(), "seen": now()}
    _set_cookie({**remembered, "seen": now()})
    return access


def opened() -> Access:
    """Give the journal that is open here; raises Closed when there is none."""
    access = current()
    if access is None:
        raise Closed
    return access


def holds(id_: str) -> bool | None:
    """Tell whether the open journal has a take; `None` when no journal is open, or the database does not answer."""
    access = current()
    if access is None:
        return None
    try:
        return journals().has(access, id_)
    except Closed:
        close()
    except Unavailable:
        pass
    return None


def remember(access: Access) -> None:
    """Let this browser open the journal without its words from now on."""
    _set_cookie({**_packed(access), "opened": now(), "seen": now()})


def is_remembered() -> bool:
    """Tell whether this browser may open the journal without its words."""
    return _remembered() is not None


def close(note: str = "") -> None:
    """Close the journal in this browser and forget how to open it; `note` says why, on the next page that asks."""
    session.pop("journal", None)
    if note:
        session["journal_note"] = note
    forget()


def forget() -> None:
    """Remember the journal in this browser no longer."""
    name = current_app.config["REMEMBER_COOKIE_NAME"]

    @after_this_request
    def drop(response: Response) -> Response:
        if name in request.cookies:
            response.delete_cookie(name, secure=current_app.config["SESSION_COOKIE_SECURE"], httponly=True)
        return response


def _set_cookie(value: dict[str, Any]) -> None:
    @after_this_request
    def add(response: Response) -> Response:
        response.set_cookie(
            current_app.config["REMEMBER_COOKIE_NAME"],
            sealer("remembered journal").dumps(value),
            max_age=REMEMBERED_IDLE,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
        return response


def _remembered() -> dict[str, Any] | None:
    sealed = request.cookies.get(current_app.config["REMEMBER_COOKIE_NAME"], "")
    try:
        found = sealer("remembered journal").loads(sealed, max_age=int(REMEMBERED_IDLE.total_seconds()))
    except BadSignature:
        return None
    return found if _fresh(found, REMEMBERED_IDLE, REMEMBERED_LONGEST) else None


def _fresh(found: dict[str, Any], idle: timedelta, longest: timedelta) -> bool:
    idle_for, open_for = (timedelta(seconds=now() - found[name]) for name in ("seen", "opened"))
    return idle_for <= idle and open_for <= longest


def _packed(access: Access) -> dict[str, Any]:
    parts = {"id": access.key.journal, "key": access.key.secret, "turn": access.turn}
    return {name: base64.b64encode(part).decode() for name, part in parts.items()}


def _unpacked(found: dict[str, Any]) -> Access:
    id_, key, turn = (base64.b64decode(found[name]) for name in ("id", "key", "turn"))
    return Access(Key(id_, key), turn)
