"""The journal that this browser has open: in the session for half an hour, or through a remember cookie."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import session

from quiz.journal.encryption import Key
from quiz.journal.entries import JournalEntries
from quiz.journal.exceptions import DatabaseUnavailable, JournalClosed
from quiz.journal.store import Access
from quiz.progress.history import SavedResult
from quiz.web.journal.remember_cookie import forget_journal, is_fresh, read_remember_cookie, set_remember_cookie
from quiz.web.services import now, services

IDLE_TIMEOUT = timedelta(minutes=30)
"""A journal is closed after this long without a visit."""
MAX_OPEN_TIME = timedelta(hours=12)
"""A journal is closed after this long in any case."""
VISIT_PRECISION = timedelta(minutes=1)
"""A visit is recorded in the session at most this often."""
REMEMBER_RENEWAL = timedelta(days=1)
"""A visit is recorded in the remember cookie at most this often."""
MAX_CONFIRMED_JOURNALS = 20
"""The session remembers at most this many journals whose passphrase the person confirmed to have written down."""
LONG_JOURNAL_RESULTS = 100
"""Decrypting more results is slow, so it needs a place of SlowRequests."""


def open_in_session(access: Access, *, remembered: bool = False) -> None:
    """Open a journal in this session, and set the remember cookie if `remembered`, else delete it.

    A pending notice about the previous journal is dropped.
    """
    pop_notice()
    session["journal"] = _packed(access)
    if remembered:
        remember(access)
    else:
        forget_journal()


def create_and_open(key: Key, results: Sequence[SavedResult]) -> bool:
    """Create a journal and open it in this session; a repeated request opens the same one. Return True.

    Return False and open nothing if the person already confirmed that they have its passphrase: a form resubmitted from
    the browser's history must not show it to someone else.
    """
    if key.journal_id.hex() in session.get("confirmed_passphrases", ()):
        return False
    open_in_session(services().journals.create(key, results))
    session["unconfirmed_passphrase"] = key.journal_id.hex()
    return True


def may_show_passphrase() -> bool:
    """Return whether the passphrase of the journal just created may still be shown."""
    return "unconfirmed_passphrase" in session


def stop_showing_passphrase() -> None:
    """Don't show the passphrase of the journal just created again."""
    if may_show_passphrase():
        confirmed = [*session.get("confirmed_passphrases", ()), session.pop("unconfirmed_passphrase")]
        session["confirmed_passphrases"] = confirmed[-MAX_CONFIRMED_JOURNALS:]


def set_notice(kind: str, *values: object) -> None:
    """Make the next page of the journal say what happened; `kind` and `values` are for its template."""
    session["notice"] = [kind, *values]


def pop_notice() -> list[object]:
    """Return and forget the last notice: its kind, then its values; empty when there is none."""
    notice: list[object] = session.pop("notice", [])
    return notice


def peek_access() -> Access | None:
    """Return access to the journal that is open here, if any, and change nothing.

    For images and downloads: a late response must not set a cookie that reopens a closed journal.
    """
    found = _fresh_in_session() or read_remember_cookie()
    return _unpacked(found) if found else None


def visit_journal() -> Access | None:
    """Count this request as a visit to the journal that is open here, and return access to it.

    A journal that was idle for too long is closed first. It is opened again if this browser remembers it; otherwise the
    next page of the journal says that it was idle, and `None` is returned.
    """
    if found := _fresh_in_session():
        _count_visit(found)
        return _unpacked(found)
    was_open, remembered = "journal" in session, read_remember_cookie()
    if was_open:
        close_in_session()
    if remembered:
        session["journal"] = {**remembered, "opened": now(), "seen": now()}
        set_remember_cookie({**remembered, "seen": now()})
        return _unpacked(remembered)
    if was_open:
        set_notice("idle")
    return None


def require_access() -> Access:
    """Visit the journal that is open here and return access to it. Raises JournalClosed if there is none."""
    if access := visit_journal():
        return access
    raise JournalClosed


def visit_entries() -> JournalEntries:
    """Visit the journal that is open here and decrypt it. Raises JournalClosed if there is none, and TooBusy.

    Laying out a long journal is slow, so the request holds a place for slow work until it ends. Finish other work with
    the database before.
    """
    return _decrypted(require_access())


def peek_entries() -> JournalEntries:
    """Decrypt the journal that is open here as `visit_entries` does, but without a visit: see `peek_access`."""
    if access := peek_access():
        return _decrypted(access)
    raise JournalClosed


def has_several_results() -> bool:
    """Return whether a journal with two results or more is open here."""
    try:
        access = peek_access()
        return access is not None and services().journals.count(access) > 1
    except (JournalClosed, DatabaseUnavailable):
        return False


def close_if_ended() -> None:
    """Close the journal in this browser if it was idle, closed elsewhere or deleted; the next page says which."""
    try:
        if access := visit_journal():
            services().journals.require_open(access)
    except JournalClosed:
        close()
        set_notice("elsewhere")
    except DatabaseUnavailable:
        pass


def remember(access: Access) -> None:
    """Let this browser open the journal without its passphrase from now on."""
    set_remember_cookie(_packed(access))


def is_remembered() -> bool:
    """Return whether this browser may open the journal without its passphrase."""
    return read_remember_cookie() is not None


def close() -> None:
    """Close the journal in this browser and forget how to open it."""
    close_in_session()
    forget_journal()


def close_in_session() -> None:
    """Close the journal for this session. A passphrase that was just shown is not shown again."""
    session.pop("journal", None)
    stop_showing_passphrase()


def _fresh_in_session() -> dict[str, Any] | None:
    """Return what the session holds of the open journal; `None` if it was closed, or idle or open for too long."""
    found = session.get("journal")
    if not found:
        return None
    # The last visit is in another cookie, so that a late response to one can't reopen a journal closed meanwhile.
    found = {**found, "seen": max(found["seen"], session.get("journal_seen", 0))}
    return found if is_fresh(found, IDLE_TIMEOUT, MAX_OPEN_TIME) else None


def _decrypted(access: Access) -> JournalEntries:
    encrypted = services().journals.encrypted_entries(access)
    if len(encrypted.rows) > LONG_JOURNAL_RESULTS:
        services().slow_requests.claim()
    return encrypted.decrypt()


def _count_visit(found: dict[str, Any]) -> None:
    if now() - found["seen"] < VISIT_PRECISION.total_seconds():
        return
    session["journal_seen"] = now()
    remembered = read_remember_cookie()
    # Re-encrypted daily, so that a browser in use moves to the newest secret.
    if remembered and now() - remembered["seen"] >= REMEMBER_RENEWAL.total_seconds():
        set_remember_cookie({**remembered, "seen": now()})


def _packed(access: Access) -> dict[str, Any]:
    key = access.key
    return {"id": key.journal_id, "key": key.secret, "epoch": access.epoch, "opened": now(), "seen": now()}


def _unpacked(found: dict[str, Any]) -> Access:
    return Access(Key(found["id"], found["key"]), found["epoch"])
