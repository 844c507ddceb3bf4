"""A Redis server for tests: in a temporary folder, reached through a socket, gone afterward."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 20


class RedisServer:
    """A server that a test can stop and start again."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "redis.sock"
        self.url = f"redis+unix://:hush@{self.socket}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server, with an empty database, and wait until it listens."""
        program = shutil.which("redis-server")
        assert program, "redis-server is missing: install Redis (on Debian: apt install redis-server)."
        options = ["--port", "0", "--unixsocket", str(self.socket), "--requirepass", "hush", "--save", ""]
        self._process = subprocess.Popen(
            [program, *options], cwd=self.socket.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + START_SECONDS
        while not self._listens():
            assert self._process.poll() is None and time.monotonic() < until
            time.sleep(0.01)

    def _listens(self) -> bool:
        # The socket's file is there a moment earlier.
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(str(self.socket)) == 0

    def stop(self) -> None:
        """Kill the server."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None
        self.socket.unlink(missing_ok=True)


@contextmanager
def serve() -> Iterator[RedisServer]:
    """Run a server."""
    with tempfile.TemporaryDirectory(prefix="redis", dir="/tmp") as folder:
        server = RedisServer(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()
