"""A real gunicorn on a temporary database, as deploy/ serves the application."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from visitor import HOST, Visitor

from tests import postgres

ROOT = Path(__file__).parent.parent
DATABASES = ("sqlite-wal", "sqlite-delete", "postgresql")
START_TIMEOUT_SECONDS = 60


@contextmanager
def database(kind: str) -> Iterator[str]:
    """Yield the address of an empty database, and remove it afterwards."""
    if kind == "postgresql":
        with postgres.serve() as address:
            yield address
    else:
        with tempfile.TemporaryDirectory(prefix="steady") as folder:
            yield f"sqlite:///{folder}/steady.db?journal_mode={kind.removeprefix('sqlite-')}"


def python(root: Path) -> str:
    """Return the interpreter of a checkout, or this one when it has none of its own."""
    own = root / ".venv/bin/python"
    return str(own) if own.exists() else sys.executable


def environment(root: Path, address: str, more: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Return the environment of a server or a command of a checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    settings = {"QUIZ_SECRET_KEY": "a secret for benchmarks only, of no use", "QUIZ_DATABASE_URL": address, **more}
    # As deploy/steady.service sets it.
    return {**kept, **settings, "PYTHONPATH": str(root), "MALLOC_ARENA_MAX": "2"}


def bound() -> socket.socket:
    """Return a socket on a free port. It has that port until it is closed, so that no other program can take it."""
    made = socket.socket()
    made.bind((HOST, 0))
    return made


@dataclass
class Server:
    """gunicorn in a process group of its own; `root` is the checkout that it serves, `settings` are more variables.

    It gets its socket from here, as from systemd: while it starts again, connections wait in the socket's queue.
    """

    address: str
    root: Path = ROOT
    workers: int = 2
    application: str = "app:app"
    listener: socket.socket = field(default_factory=bound)
    process: subprocess.Popen[bytes] | None = None
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def port(self) -> int:
        """The port on which it answers."""
        return int(self.listener.getsockname()[1])

    def start(self) -> None:
        """Start it and wait until it answers; raises RuntimeError when it does not."""
        bind = f"--bind fd://{self.listener.fileno()}"
        options = f"--config deploy/gunicorn.conf.py {bind} --workers {self.workers} --max-requests 0"
        self.process = subprocess.Popen(
            [python(self.root), "-m", "gunicorn", *options.split(), "--pythonpath", f"{ROOT}/bench", self.application],
            cwd=self.root, env=environment(self.root, self.address, self.settings), start_new_session=True,
            pass_fds=[self.listener.fileno()],
        )  # fmt: skip
        end = time.monotonic() + START_TIMEOUT_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            with suppress(OSError, http.client.HTTPException):
                Visitor(self.port).send("GET", "/robots.txt")
                return
            time.sleep(0.02)
        raise RuntimeError(f"{self.root} does not start")

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

    def processes(self) -> list[int]:
        """Return the ids of the workers."""
        assert self.process
        return [
            int(id_) for id_ in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        ]

    def cpu_seconds(self) -> float:
        """Return the CPU time of the workers so far (Linux: the clock of another process)."""
        return sum(time.clock_gettime(~id_ << 3 | 2) for id_ in self.processes())

    def megabytes(self) -> float:
        """Return the memory of one worker, the mean of all: its own and its share of what they share (PSS)."""
        sizes = [Path(f"/proc/{id_}/smaps_rollup").read_text() for id_ in self.processes()]
        return sum(int(text.partition("\nPss:")[2].split()[0]) for text in sizes) / 1024 / len(sizes)
