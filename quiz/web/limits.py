"""How often one network may ask for what is costly: to try words, make journals, change words, bring in files."""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Any, cast

from flask import Flask, Response, current_app, request
from flask.typing import RouteCallable
from flask_limiter import Limiter

UNPROCESSABLE = 422
OK = 200
BITS = {4: 32, 6: 64}
"""How much of an address is one customer's, by its version."""


@dataclass(frozen=True)
class Limit:
    """How often (one or more rates, `;` between them), and which of the answers count."""

    rates: str
    counts: Callable[[Response], bool] | None = None


LIMITS: Mapping[str, Limit] = {
    "journal.open_": Limit("30 per minute; 300 per hour", lambda response: response.status_code == UNPROCESSABLE),
    # A whole school behind one address keeps results in one lesson; the page with new words is what counts.
    "journal.keep": Limit("1200 per minute; 6000 per hour", lambda response: response.status_code == OK),
    "code.change": Limit("30 per minute; 300 per hour"),
    "takeaway.bring_in": Limit("10 per minute; 60 per hour"),
}
"""By endpoint. Pages, pictures and answers have none here: the proxy in front bounds those."""


def add_limits(app: Flask, storage: str) -> None:
    """Refuse with 429 what comes more often than `LIMITS`, counted at the address `storage` (`memory://`, `redis://…`).

    Memory belongs to one process: with several, each counts for itself. When Redis does not answer, so does each.
    """
    limiter = Limiter(
        _network,
        app=app,
        storage_uri=storage,
        storage_options={} if storage.startswith("memory") else {"socket_timeout": 1, "socket_connect_timeout": 1},
        key_prefix="steady",
        in_memory_fallback_enabled=True,
        swallow_errors=True,
    )
    # Its hooks look every request up, and only these parts have anything to count.
    parts = {endpoint.partition(".")[0] for endpoint in LIMITS}
    kinds: tuple[Any, ...] = (app.before_request_funcs, app.after_request_funcs, app.teardown_request_funcs)
    for hooks in kinds:
        its = hooks[None].pop()
        for part in parts:
            hooks.setdefault(part, []).append(its)
    limiter.request_filter(lambda: request.endpoint not in LIMITS)
    for endpoint, limit in LIMITS.items():
        limited = limiter.limit(limit.rates, deduct_when=limit.counts)
        app.view_functions[endpoint] = cast("RouteCallable", limited(app.view_functions[endpoint]))


def _network() -> str:
    """Name the network that asks, so that the counter's store holds no address: by a keyed digest."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        # A server behind a Unix socket has no address to give: all that come that way are one.
        network = ""
    else:
        network = str(ip_network((address, BITS[address.version]), strict=False))
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, network.encode(), hashlib.sha256).hexdigest()[:32]
