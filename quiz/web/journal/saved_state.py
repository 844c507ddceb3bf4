"""Where a result is saved, and which result was last saved in this session."""

from typing import Literal

from flask import session

from quiz.journal.exceptions import DatabaseUnavailable, JournalClosed
from quiz.web.journal import journal_session
from quiz.web.services import services

SavedState = Literal["saved_here", "saved_elsewhere", "unsaved", "unknown"]
"""Where a result is saved: in the open journal, in one that was open, not in the open one; unknown if none is open."""


def visit_and_find(result_id: str) -> SavedState:
    """Visit the journal that is open here and return where a result is saved.

    If the journal was closed elsewhere or deleted, it is closed in this browser, too.
    """
    was_saved = is_saved(result_id)
    try:
        if access := journal_session.visit_journal():
            return "saved_here" if services().journals.contains(access, result_id) else "unsaved"
    except JournalClosed:
        journal_session.close()
    except DatabaseUnavailable:
        pass
    return "saved_elsewhere" if was_saved else "unknown"


def mark_saved(result_id: str) -> None:
    """Note that a result was saved in this session, in place of the one noted before."""
    session["saved_id"] = result_id


def is_saved(result_id: str) -> bool:
    """Return whether a result is the one that was last saved in this session."""
    return bool(session.get("saved_id") == result_id)


def forget_saved() -> None:
    """Forget which result was last saved in this session."""
    session.pop("saved_id", None)
