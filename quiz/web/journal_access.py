"""The journal as this browser has it open: in the session for a while, or in a cookie of its own when asked to."""

import base64
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Literal

from flask import session

from quiz.journal.encryption import Key
from quiz.journal.exceptions import DatabaseUnavailable, JournalClosed
from quiz.journal.store import Access
from quiz.progress.history import SavedResult
from quiz.web.clock import now
from quiz.web.journals import journals
from quiz.web.remembered import forget, found_cookie, is_fresh, set_cookie

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
"""How long a journal stays open without being looked at, and at all."""
SELDOM = timedelta(minutes=1)
DAILY = timedelta(days=1)
"""How exactly visits are counted, in the session and where the journal is remembered."""


def enter(access: Access, *, remembered: bool = False) -> None:
    """Keep a journal open in this browser's session; one that was remembered before stays so only when asked for."""
    session["journal"] = {**_packed(access), "opened": now(), "seen": now()}
    if remembered:
        remember(access)
    else:
        forget()


def begin(key: Key, takes: Sequence[SavedResult]) -> bool:
    """Make a journal and open it here; sent again, it is the same one. Tells whether its words may still be shown.

    Once the person has said that they have them, a page that is sent again neither shows them nor opens anything.
    """
    if key.journal_id.hex() in session.get("noted", ()):
        return False
    enter(journals().create(key, takes))
    session["unnoted"] = key.journal_id.hex()
    return True


def are_unnoted() -> bool:
    """Tell whether the words of the journal just made may still be shown."""
    return "unnoted" in session


def words_are_noted() -> None:
    """Show the words of the journal just made no more."""
    if are_unnoted():
        session["noted"] = [*session.get("noted", ()), session.pop("unnoted")][-SOME:]


def say_next(kind: str, *about: object) -> None:
    """Have the next page of the journal say what happened."""
    session["note"] = [kind, *about]


def said() -> list[object]:
    """Give what is to be said, once: its kind first, then what it is about; nothing when nothing happened."""
    note: list[object] = session.pop("note", [])
    return note


def current(*, visit: bool = True) -> Access | None:
    """Give the journal that is open here, and count this as a visit.

    A picture or a file is no visit: it changes no cookie, lest an answer that comes late opens again what was closed.
    """
    found = session.get("journal")
    if found and is_fresh(found, IDLE, LONGEST):
        if visit:
            _visited(found)
        return _unpacked(found)
    remembered = found_cookie()
    if visit:
        if found:
            close_session()
        if remembered:
            session["journal"] = {**remembered, "opened": now(), "seen": now()}
            set_cookie({**remembered, "seen": now()})
        elif found:
            say_next("idle")
    return _unpacked(remembered) if remembered else None


def opened(*, visit: bool = True) -> Access:
    """Give the journal that is open here; raises JournalClosed when there is none."""
    access = current(visit=visit)
    if access is None:
        raise JournalClosed
    return access


def _visited(found: dict[str, Any]) -> None:
    if now() - found["seen"] < SELDOM.total_seconds():
        return
    session["journal"] = {**found, "seen": now()}
    remembered = found_cookie()
    # Sealed anew now and then, so that a browser in use outlives an old secret.
    if remembered and now() - remembered["seen"] >= DAILY.total_seconds():
        set_cookie({**remembered, "seen": now()})


SOME = 20
"""How many journals that were made here are told from others: a page of theirs that comes back opens nothing."""
Held = Literal["here", "elsewhere", "not yet", "nowhere"]


def held(id_: str) -> Held:
    """Tell where a take is kept: in the open journal, in one that was open, not in the open one, or nowhere we know."""
    kept_before = session.get("kept") == id_
    try:
        if access := current():
            return "here" if journals().contains(access, id_) else "not yet"
    except JournalClosed:
        close()
    except DatabaseUnavailable:
        pass
    return "elsewhere" if kept_before else "nowhere"


def remember(access: Access) -> None:
    """Let this browser open the journal without its words from now on."""
    set_cookie({**_packed(access), "opened": now(), "seen": now()})


def is_remembered() -> bool:
    """Tell whether this browser may open the journal without its words."""
    return found_cookie() is not None


def close() -> None:
    """Close the journal in this browser and forget how to open it."""
    close_session()
    forget()


def close_session() -> None:
    """Close the journal for this session. Words that were just shown are not shown again."""
    session.pop("journal", None)
    words_are_noted()


def _packed(access: Access) -> dict[str, Any]:
    parts = {"id": access.key.journal_id, "key": access.key.secret, "turn": access.epoch}
    return {name: base64.b64encode(part).decode() for name, part in parts.items()}


def _unpacked(found: dict[str, Any]) -> Access:
    id_, key, turn = (base64.b64decode(found[name]) for name in ("id", "key", "turn"))
    return Access(Key(id_, key), turn)
