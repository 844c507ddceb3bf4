"""The cookie by which this browser opens the journal without the passphrase, where the person asked for that."""

from datetime import timedelta
from typing import Any

from flask import Response, after_this_request, current_app, request

from quiz.web.security.encryption import Purpose
from quiz.web.services import now, services

REMEMBER_IDLE_TIMEOUT = timedelta(days=70)
"""The cookie expires after this long without a visit. Two visits may be a month or two apart."""
REMEMBER_MAX_AGE = timedelta(days=366)
"""The cookie expires after this long in any case."""


def set_remember_cookie(value: dict[str, Any]) -> None:
    """Send the cookie with this response; `value` has the times `opened` and `seen`, in seconds since the epoch."""

    @after_this_request
    def add(response: Response) -> Response:
        response.set_cookie(
            current_app.config["REMEMBER_COOKIE_NAME"],
            services().encryptor.encrypt(Purpose.REMEMBERED_JOURNAL, value),
            max_age=REMEMBER_IDLE_TIMEOUT,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
        return response


def read_remember_cookie() -> dict[str, Any] | None:
    """Return what the cookie holds, while it is valid."""
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
    """Drop the cookie from this browser, if it has one."""
    name = current_app.config["REMEMBER_COOKIE_NAME"]

    @after_this_request
    def drop(response: Response) -> Response:
        if name in request.cookies:
            response.delete_cookie(name, secure=current_app.config["SESSION_COOKIE_SECURE"], httponly=True)
        return response
