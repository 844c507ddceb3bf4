"""Whether a form was sent by a page of this site: a second wall beside the token in each form."""

from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import Forbidden

SAFE = {"GET", "HEAD", "OPTIONS"}
LEAVE = "leaving.leave"
"""A link, so that it works without scripts; yet a picture of another site must not empty somebody's browser."""
OURS = {"same-origin", "none"}
"""What a browser says of a page of this site, and of somebody who sends a form again from the address bar."""


def refuse_other_origins(app: Flask) -> None:
    """Answer what another site's page sends, or its call to leave, with 403, before anything is read or done.

    Browsers say where a request comes from: in `Sec-Fetch-Site`, older ones in `Origin`. Of that only the host is
    looked at, since a proxy may not pass on scheme and port. Whoever says nothing still needs a form's token.
    """

    @app.before_request
    def refuse() -> None:
        if request.method in SAFE and request.endpoint != LEAVE:
            return
        site = request.headers.get("Sec-Fetch-Site")
        origin = request.headers.get("Origin")
        same = origin is None or _host(origin) == _host(f"//{request.host}")
        if not (site in OURS if site else same):
            raise Forbidden


def _host(address: str) -> str | None:
    """Give an address's host; none of what is no address, which is no host of ours."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
