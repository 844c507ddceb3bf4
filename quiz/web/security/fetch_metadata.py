"""Rejects forms sent by another site's page before anything is read: a second defense besides the CSRF token."""

from urllib.parse import urlsplit

from flask import request
from werkzeug.exceptions import Forbidden

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
SAME_SITE = {"same-origin", "none"}
"""Browsers send `none` when a submitted form is reloaded from the address bar."""
GUARDED_LINK = "quick_exit.leave"
"""The endpoint for leaving. It is a link, so that it works without scripts, but an image on another site must not be
able to clear the browser."""


def reject_cross_site() -> None:
    """Raise Forbidden if another site's page requests a change, or leaving. Register as `before_request`.

    Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`. Only the host of the origin is
    compared, because a proxy may not pass on scheme and port. A client that sends neither still needs a CSRF token.
    """
    if request.routing_exception or (request.method in SAFE_METHODS and request.endpoint != GUARDED_LINK):
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    same_host = origin is None or _host(origin) == _host(f"//{request.host}")
    if not (site in SAME_SITE if site else same_host):
        raise Forbidden


def _host(url: str) -> str | None:
    """Return a URL's host; `None` for text that is not a URL."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
