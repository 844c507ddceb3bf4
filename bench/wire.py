"""What a network sees of a browser: a tap that counts the lengths of TLS records."""

import contextlib
import select
import socket
import threading
import time

from tests.nginx import HOST

RECORD_HEADER_BYTES = 5
RECORD_BYTES = RECORD_HEADER_BYTES + 17
"""What TLS 1.3 adds to the content of a record: the header, the true type and the tag."""
APPLICATION_DATA = 23
QUIET_SECONDS = 1.0


class Tap:
    """Passes bytes between a browser and a server, and counts what is in TLS records with application data.

    How the same bytes fall into records varies by chance, so it counts the content of all records together.
    """

    def __init__(self, port: int) -> None:
        self._server, self._to = socket.create_server((HOST, 0)), port
        self.port: int = self._server.getsockname()[1]
        self._sent = self._received = 0
        self._last = 0.0
        threading.Thread(target=self._accept, daemon=True).start()

    def take(self, quiet_seconds: float = QUIET_SECONDS) -> tuple[int, int]:
        """Wait until nothing comes; returns how many bytes the browser sent and received since the last time."""
        time.sleep(quiet_seconds)
        while time.monotonic() - self._last < quiet_seconds:
            time.sleep(quiet_seconds / 5)
        taken = self._sent, self._received
        self._sent = self._received = 0
        return taken

    def _accept(self) -> None:
        while True:
            client, _ = self._server.accept()
            threading.Thread(target=self._pass, args=[client], daemon=True).start()

    def _pass(self, client: socket.socket) -> None:
        with client, socket.create_connection((HOST, self._to)) as server, contextlib.suppress(OSError):
            to, rest = {client: server, server: client}, {client: bytearray(), server: bytearray()}
            while True:
                for side in select.select([*to], [], [])[0]:
                    if not (data := side.recv(65536)):
                        return
                    rest[side] += data
                    content = _take_records(rest[side])
                    self._sent += content if side is client else 0
                    self._received += content if side is server else 0
                    self._last = time.monotonic()
                    to[side].sendall(data)


def _take_records(stream: bytearray) -> int:
    """Remove all whole records; returns how many bytes of content they had."""
    content = 0
    while len(stream) >= RECORD_HEADER_BYTES:
        size = RECORD_HEADER_BYTES + int.from_bytes(stream[3:RECORD_HEADER_BYTES])
        if len(stream) < size:
            break
        content += size - RECORD_BYTES if stream[0] == APPLICATION_DATA else 0
        del stream[:size]
    return content
