"""Lets a few requests run at once: many threads that compute at the same time only get in each other's way.

There are many threads so that many requests can wait, for slow work or for the database. Those step aside first.
"""

import io
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flask import has_request_context, request

from quiz.bounded_queue import BoundedQueue

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

RUNNING_REQUESTS = 2
"""How many requests run at once in a process, besides slow ones and those at the database."""
SHORT_BODY_BYTES = 64 * 1024
STEP_ASIDE = "steady.step_aside"
"""The key of the WSGI environment under which a request finds how to step aside."""


class RunningRequests:
    """A WSGI application in front of another one, which requests enter in the order in which they came."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app, self._queue = app, BoundedQueue(RUNNING_REQUESTS, sys.maxsize, None)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request in its turn."""
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > SHORT_BODY_BYTES or environ.get("HTTP_TRANSFER_ENCODING"):
            # A large file may come slowly. There are few of them: imports have a rate limit, and a queue.
            return self._app(environ, start_response)
        # Nobody waits for a client that sends slowly.
        environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(int(length)))
        self._queue.enter()
        environ[STEP_ASIDE] = step_aside = _once(self._queue.leave)
        try:
            return self._app(environ, start_response)
        finally:
            step_aside()


def step_aside() -> None:
    """Let the next request run, because this one is about to wait. It does not come back into the line."""
    if has_request_context():
        request.environ.get(STEP_ASIDE, lambda: None)()


def _once(call: Callable[[], object]) -> Callable[[], None]:
    """Return a function that makes the call the first time only."""
    calls: list[Callable[[], Any]] = [call]
    return lambda: calls.pop()() if calls else None
