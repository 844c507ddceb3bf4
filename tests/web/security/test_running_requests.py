"""A few requests run at once, in the order in which they came, and nobody waits for one that waits itself."""

import io
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask import Flask

from quiz.web.security.running_requests import RUNNING_REQUESTS, RunningRequests, step_aside


class Busy:
    """An application whose requests run until they may end; those for /aside step aside first."""

    def __init__(self) -> None:
        self.app, self.end = Flask("busy"), threading.Event()
        self.running, self.arrived = 0, threading.Semaphore(0)

        @self.app.route("/<path>", methods=["GET", "POST"])
        def view(path: str) -> str:
            if path == "aside":
                step_aside()
            self.arrived.release()
            self.end.wait(30)
            return path

        self.app.wsgi_app = RunningRequests(self.app.wsgi_app)  # type: ignore[method-assign]

    def ask(self, path: str) -> int:
        return self.app.test_client().get(path).status_code

    def arrivals(self) -> int:
        """Return how many more requests have arrived, once no more do."""
        return sum(iter(lambda: self.arrived.acquire(timeout=0.3), 0))


def test_more_requests_than_may_run_wait_and_all_are_answered() -> None:
    busy = Busy()
    with ThreadPoolExecutor(20) as pool:
        calls = [pool.submit(busy.ask, "/quick") for _ in range(20)]
        assert busy.arrivals() == RUNNING_REQUESTS
        busy.end.set()
        assert {call.result() for call in calls} == {200}


def test_requests_that_wait_for_something_else_keep_nobody_from_running() -> None:
    busy = Busy()
    with ThreadPoolExecutor(40) as pool:
        calls = [pool.submit(busy.ask, "/aside") for _ in range(20)]
        assert busy.arrivals() == 20
        calls += [pool.submit(busy.ask, "/quick") for _ in range(20)]
        assert busy.arrivals() == RUNNING_REQUESTS
        busy.end.set()
        assert {call.result() for call in calls} == {200}


def test_a_client_that_sends_slowly_keeps_nobody_from_running() -> None:
    busy, sent = Busy(), threading.Event()
    busy.end.set()

    class SlowBody(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            sent.wait(30)
            return super().read(size)

    def post(length: str) -> Iterable[bytes]:
        environ: dict[str, Any] = {"REQUEST_METHOD": "POST", "PATH_INFO": "/slow", "CONTENT_LENGTH": length}
        server = {"SERVER_NAME": "localhost", "SERVER_PORT": "80", "wsgi.url_scheme": "http"}
        body = {"wsgi.input": SlowBody(b"x" * int(length))}
        return list(busy.app.wsgi_app({**environ, **server, **body}, lambda *_: lambda _: None))

    with ThreadPoolExecutor(20) as pool:
        calls = [pool.submit(post, length) for length in ["5", "70000"] * 5]
        assert busy.ask("/quick") == 200
        sent.set()
        assert {b"".join(call.result()) for call in calls} == {b"slow"}
