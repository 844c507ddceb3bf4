"""The cookie that lets this browser open the journal without the passphrase, if the person asked for that.

A second cookie, `stayed`, is its mark. Scripts can delete it: static/js/quick_exit.js does so when somebody leaves
without a signal. Without the mark, the journal does not open. A cookie set by a script instead, to say that somebody
left, would not be enough: Safari drops it after seven days, while a deleted one stays deleted.
"""

from datetime import timedelta
from typing import Any

from flask import current_app, request

from quiz.web.own_cookies import drop_cookie, set_cookie
from quiz.web.security.encryption import Purpose
from quiz.web.services import now, services

REMEMBER_IDLE_TIMEOUT = timedelta(days=70)
"""The cookie expires after this long without a visit. Two visits may be a month or two apart."""
REMEMBER_MAX_AGE = timedelta(days=366)
"""The cookie expires after this long in any case."""


def set_remember_cookie(value: dict[str, Any]) -> None:
    """Set the cookie and its mark; `value` has the times `opened` and `seen`, in seconds since the epoch."""
    token = services().encryptor.encrypt(Purpose.REMEMBERED_JOURNAL, value)
    set_cookie("REMEMBER_COOKIE_NAME", token, REMEMBER_IDLE_TIMEOUT)
    set_cookie("STAYED_COOKIE_NAME", "1", REMEMBER_IDLE_TIMEOUT, httponly=False)


def read_remember_cookie() -> dict[str, Any] | None:
    """Return the content of the cookie if it is valid and its mark is there."""
    if current_app.config["STAYED_COOKIE_NAME"] not in request.cookies:
        return None
    token = request.cookies.get(current_app.config["REMEMBER_COOKIE_NAME"], "")
    value = services().encryptor.decrypt(Purpose.REMEMBERED_JOURNAL, token, REMEMBER_IDLE_TIMEOUT)
    return value if value and is_fresh(value, REMEMBER_IDLE_TIMEOUT, REMEMBER_MAX_AGE) else None


def is_fresh(value: dict[str, Any], idle_timeout: timedelta, max_age: timedelta) -> bool:
    """Return whether a journal was last used within `idle_timeout` and opened within `max_age`.

    `value` has these times as `seen` and `opened`, in seconds since the epoch.
    """
    idle_for, open_for = (timedelta(seconds=now() - value[name]) for name in ("seen", "opened"))
    return idle_for <= idle_timeout and open_for <= max_age


def forget_journal() -> None:
    """Drop the cookie and its mark from this browser, if it has them."""
    drop_cookie("REMEMBER_COOKIE_NAME")
    drop_cookie("STAYED_COOKIE_NAME")
