"""How often one network may ask for what is costly: to try words, make journals, change words, bring in files."""

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from ipaddress import ip_address, ip_network
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from flask import Flask, Response, current_app, make_response, request
from werkzeug.exceptions import HTTPException, TooManyRequests

if TYPE_CHECKING:
    from flask_limiter import Limiter

View = Callable[..., Any]
MEMORY = "memory:"
TIMEOUTS = ("socket_timeout", "socket_connect_timeout")
"""How long Redis may take is said in these words, in seconds."""
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


def add_limits(app: Flask, counter: "Counter") -> None:
    """Refuse with 429 what comes more often than `LIMITS`."""
    for endpoint, limit in LIMITS.items():
        app.view_functions[endpoint] = counter.limited(app.view_functions[endpoint], limit)


class Counter:
    """Counts by Flask-Limiter, at an address (`memory://`, `redis://…`).

    Memory belongs to one process: with several, each counts for itself. When Redis does not answer, so does each. In
    memory Flask-Limiter starts when the first is counted, for it brings asyncio along; with Redis at once, as nobody
    else can say whether an address is one.
    """

    def __init__(self, storage: str) -> None:
        """Take the address where counts are kept; raises ValueError when Redis cannot read it."""
        self._turn, self._started = Lock(), cache(lambda: _start(storage))
        if not storage.startswith(MEMORY):
            self._started()

    def limited(self, view: View, limit: Limit) -> View:
        """Give a view that raises TooManyRequests when it is asked for more often than a limit allows."""
        counted = cache(lambda: self._started().limiter.limit(limit.rates, deduct_when=limit.counts)(view))

        def asked(**values: Any) -> Response:  # noqa: ANN401 whatever the address says
            with self._turn:
                counting = counted()
            try:
                response = make_response(counting(**values))
            except HTTPException as refusal:
                exceeded = getattr(refusal, "limit", None)
                if exceeded is None:
                    raise
                raise TooManyRequests(retry_after=exceeded.limit.get_expiry()) from None
            for hook in self._started().after:
                response = hook(response)
            return response

        return asked


class Started(NamedTuple):
    """Flask-Limiter, and its hooks to be called after an answer."""

    limiter: "Limiter"
    after: Sequence[Callable[..., Any]]


def _start(storage: str) -> Started:
    # Its hooks are for an application that has not answered yet. They get one of their own, and `asked` calls them.
    apart = Flask(__name__)
    limiter = import_module("flask_limiter").Limiter(
        _network,
        app=apart,
        storage_uri=storage,
        storage_options={} if storage.startswith(MEMORY) else dict.fromkeys(TIMEOUTS, 1),
        key_prefix="steady",
        in_memory_fallback_enabled=True,
        swallow_errors=True,
    )
    return Started(limiter, apart.after_request_funcs[None])


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
