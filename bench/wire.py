"""What a network sees of a browser: nginx with TLS as deploy/ has it, and a tap that sees the lengths of records."""

import contextlib
import re
import select
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from serving import ROOT

HOST = "127.0.0.1"
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

    def take(self) -> tuple[int, int]:
        """Wait until nothing comes; returns how many bytes the browser sent and received since the last time."""
        time.sleep(QUIET_SECONDS)
        while time.monotonic() - self._last < QUIET_SECONDS:
            time.sleep(QUIET_SECONDS / 5)
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


@contextlib.contextmanager
def nginx(upstream: int) -> Iterator[int]:
    """Run nginx with deploy/nginx.conf in front of a server, and yield its port.

    The port is shared with a socket that never listens: as long as that has it, no other program can take it.
    """
    with tempfile.TemporaryDirectory(prefix="steady") as folder, socket.socket() as holder:
        _make_certificate(Path(folder))
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        holder.bind((HOST, 0))
        port = holder.getsockname()[1]
        text = (ROOT / "deploy/nginx.conf").read_text()
        text = re.sub(r"listen \[::\]:.*", "", text)
        # nginx wants to be told once, where it listens for the first time.
        text = text.replace("listen 443 ", f"listen {HOST}:{port} reuseport ", 1)
        text = text.replace("listen 443 ", f"listen {HOST}:{port} ").replace("steady.example", "localhost")
        text = text.replace("/etc/letsencrypt/live/localhost", folder).replace("/var/cache/nginx", f"{folder}/cache")
        text = text.replace("unix:/run/steady.sock", f"127.0.0.1:{upstream}")
        paths = "".join(
            f"{name}_temp_path {folder}/{name};" for name in ("proxy", "client_body", "fastcgi", "uwsgi", "scgi")
        )
        conf = Path(folder) / "nginx.conf"
        (Path(folder) / "cache").mkdir()
        conf.write_text(f"pid {folder}/pid; daemon off; events {{}}\nhttp {{ {paths}\n{text}\n}}\n")
        process = subprocess.Popen(["nginx", "-e", f"{folder}/error.log", "-c", str(conf)])
        try:
            _wait_for(port)
            yield port
        finally:
            process.terminate()
            process.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection((HOST, port)):
            return
        time.sleep(0.1)
    raise RuntimeError("nginx does not start")


def _make_certificate(folder: Path) -> None:
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name.from_rfc4514_string("CN=localhost")
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    certificate = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    (folder / "fullchain.pem").write_bytes(certificate)
    no_password = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, no_password)
    (folder / "privkey.pem").write_bytes(pem)
