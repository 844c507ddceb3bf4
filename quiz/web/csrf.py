"""The token that a form brings back, so that no other site can send it in somebody's name."""

import secrets

from flask import session


class Expired(Exception):
    """A button came without the session its page was made in: nothing was done."""


def csrf_token() -> str:
    """Give this session's token, 160 random bits in hexadecimal.

    The cookie that holds it is sealed (sealed_session.py), so it needs no signature of its own: nobody else can read
    it there or put another in its place. It lives as long as its session, through a change of secrets too.
    """
    token: str = session.get("csrf_token", "")
    if not token:
        token = session["csrf_token"] = secrets.token_hex(20)
    return token
