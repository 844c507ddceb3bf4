"""The cookie by which this browser opens the journal without its words, where the person asked for that."""

from datetime import timedelta
from typing import Any

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature

from quiz.web.clock import now
from quiz.web.sealed_session import sealer

IDLE = timedelta(days=70)
LONGEST = timedelta(days=366)
"""How long it is good without a visit, and at all: two visits may lie a month or two apart."""
PURPOSE = "remembered journal"


def set_cookie(value: dict[str, Any]) -> None:
    """Send the cookie with this answer; `value` says when the journal was `opened` and `seen`, in seconds."""

    @after_this_request
    def add(response: Response) -> Response:
        response.set_cookie(
            current_app.config["REMEMBER_COOKIE_NAME"],
            sealer(PURPOSE).dumps(value),
            max_age=IDLE,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
        return response


def found_cookie() -> dict[str, Any] | None:
    """Give what the cookie holds, while it is good."""
    sealed = request.cookies.get(current_app.config["REMEMBER_COOKIE_NAME"], "")
    try:
        found = sealer(PURPOSE).loads(sealed, max_age=int(IDLE.total_seconds()))
    except BadSignature:
        return None
    return found if is_fresh(found, IDLE, LONGEST) else None


def is_fresh(found: dict[str, Any], idle: timedelta, longest: timedelta) -> bool:
    """Tell whether a journal was seen within `idle` and opened within `longest`."""
    idle_for, open_for = (timedelta(seconds=now() - found[name]) for name in ("seen", "opened"))
    return idle_for <= idle and open_for <= longest


def forget() -> None:
    """Remember the journal in this browser no longer."""
    name = current_app.config["REMEMBER_COOKIE_NAME"]

    @after_this_request
    def drop(response: Response) -> Response:
        if name in request.cookies:
            response.delete_cookie(name, secure=current_app.config["SESSION_COOKIE_SECURE"], httponly=True)
        return response
