"""What the programs here share: their command line, a database, and a real gunicorn on it."""

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from phone import HOST, Phone

from tests import postgres

ROOT = Path(__file__).parent.parent
KINDS = ("sqlite-delete", "sqlite-wal", "postgresql")
SECRET = "a secret for trials only, of no use"
START = 60
"""Seconds that a server may take to answer."""
SHIPPED = "app:app"
"""The application, served as deploy/ has it."""


def asked(what: str, **numbers: int) -> argparse.Namespace:
    """Read the command line: databases, and numbers with their defaults."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("databases", nargs="*", default=list(KINDS), metavar="database", help=", ".join(KINDS))
    for name, default in numbers.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    found = parser.parse_args()
    if strange := set(found.databases) - set(KINDS):
        parser.error(f"no such database: {', '.join(strange)}")
    return found


@contextmanager
def database(kind: str) -> Iterator[str]:
    """Give the address of an empty database, gone afterwards."""
    if kind == "postgresql":
        with postgres.serve() as address:
            yield address
    else:
        with tempfile.TemporaryDirectory(prefix="steady") as folder:
            yield f"sqlite:///{folder}/steady.db?journal_mode={kind.removeprefix('sqlite-')}"


@dataclass
class Server:
    """Gunicorn with two workers, in a process group of its own."""

    address: str
    port: int = 0
    application: str = SHIPPED
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        if not self.port:
            with socket.socket() as free:
                free.bind((HOST, 0))
                self.port = free.getsockname()[1]
        options = (
            f"--bind {HOST}:{self.port} --workers 2 --threads 4 --preload --no-control-socket --log-level critical"
            " --max-requests 0"
        )
        if self.application == SHIPPED:
            options = f"--config deploy/gunicorn.conf.py {options}"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
        environment |= {"QUIZ_SECRET_KEY": SECRET, "QUIZ_DATABASE_URL": self.address}
        command = [sys.executable, "-m", "gunicorn", "--pythonpath", "bench", self.application, *options.split()]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
        end = time.monotonic() + START
        while time.monotonic() < end and self.process.poll() is None:
            with suppress(OSError, http.client.HTTPException):
                if Phone(self.port).send("GET", "/robots.txt").status == http.HTTPStatus.OK:
                    return
            time.sleep(0.02)
        raise SystemExit("The server does not start.")

    def end(self, how: signal.Signals) -> None:
        """End the master and its workers, all at the same time."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, how)
            self.process.wait(30)
            self.process = None

    @contextmanager
    def running(self) -> Iterator["Server"]:
        """Run until the block is over."""
        try:
            self.start()
            yield self
        finally:
            self.end(signal.SIGTERM)
