"""A real gunicorn, as deploy/ starts it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.application import SECRET

HOST = "127.0.0.1"
ROOT = Path(__file__).parent.parent
START_TIMEOUT_SECONDS = 60


def environment(database: str) -> dict[str, str]:
    """Return the environment of a server or a command on a database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    settings = {"QUIZ_SECRET_KEY": SECRET, "QUIZ_DATABASE_URL": database, "PYTHONPATH": str(ROOT)}
    # As deploy/steady.service sets it.
    return {**kept, **settings, "MALLOC_ARENA_MAX": "2"}


def bound() -> socket.socket:
    """Return a socket on a free port. It has that port until it is closed, so that no other program can take it."""
    made = socket.socket()
    made.bind((HOST, 0))
    return made


@dataclass
class Server:
    """gunicorn in a process group of its own, on a database; `settings` are more variables of its environment.

    It gets its socket from here, as from systemd: while it starts again, connections wait in the socket's queue.
    """

    database: str
    workers: int = 2
    application: str = "app:app"
    settings: Mapping[str, str] = field(default_factory=dict)
    listener: socket.socket = field(default_factory=bound)
    process: subprocess.Popen[bytes] | None = None

    @property
    def port(self) -> int:
        """The port on which it answers."""
        return int(self.listener.getsockname()[1])

    def start(self) -> None:
        """Start it and wait until it answers; raises RuntimeError when it does not."""
        bind = f"--bind fd://{self.listener.fileno()}"
        options = f"--config deploy/gunicorn.conf.py {bind} --workers {self.workers} --max-requests 0"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *options.split(), self.application],
            cwd=ROOT, env={**environment(self.database), **self.settings}, start_new_session=True,
            pass_fds=[self.listener.fileno()],
        )  # fmt: skip
        end = time.monotonic() + START_TIMEOUT_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            connection = http.client.HTTPConnection(HOST, self.port, timeout=START_TIMEOUT_SECONDS)
            with suppress(OSError, http.client.HTTPException), closing(connection):
                connection.request("GET", "/robots.txt")
                connection.getresponse().read()
                return
            time.sleep(0.02)
        raise RuntimeError(f"{self.application} does not start")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Send a signal to the master and all workers at the same time."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, how)
            self.process.wait(START_TIMEOUT_SECONDS)
            self.process = None

    @contextmanager
    def running(self) -> Iterator["Server"]:
        """Run until the end of the block."""
        try:
            self.start()
            yield self
        finally:
            self.stop()
            self.listener.close()
