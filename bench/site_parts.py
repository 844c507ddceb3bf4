"""What a site with two servers is made of, on one machine: deploy/nginx.conf, gunicorn twice, PostgreSQL, Redis."""

import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from phone import HOST
from serving import ROOT, SECRET, START, database

PROGRAMS = {"nginx": "nginx-light", "redis-server": "redis-server"}
"""What is needed beside PostgreSQL, and the Debian package each comes from."""
NAME = "localhost"
MAIN = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/nginx.log crit;
worker_processes 2;
events {{ worker_connections 4096; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def stop_unless_there() -> None:
    """Say which programs are missing and where they come from."""
    missing = {name: package for name, package in PROGRAMS.items() if not program(name)}
    if missing:
        packages = " ".join(missing.values())
        sys.exit(f"{' and '.join(missing)} not found: install them (on Debian: apt install {packages}).")


def program(name: str) -> str | None:
    """Give where a program is; Debian keeps some where only root looks."""
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")


def free_port() -> int:
    """Give a port that nobody uses."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port: int = free.getsockname()[1]
    return port


@dataclass
class Part:
    """A process with its children, in a group of its own."""

    command: list[str]
    answers: Callable[[], object]
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
        self.process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env={**inherited, **self.environment},
            start_new_session=True,
            stdout=subprocess.DEVNULL,
        )
        end = time.monotonic() + START
        while time.monotonic() < end and self.process.poll() is None:
            with suppress(OSError):
                self.answers()
                return
            time.sleep(0.02)
        sys.exit(f"{' '.join(self.command)} does not start.")

    def end(self, how: signal.Signals) -> None:
        """End it and its children, all at the same time."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, how)
            self.process.wait(60)
            self.process = None

    @contextmanager
    def running(self) -> Iterator["Part"]:
        """Run until the block is over."""
        try:
            self.start()
            yield self
        finally:
            self.end(signal.SIGTERM)


@dataclass(frozen=True)
class Site:
    """A site that runs: its port, what trusts its certificate, and its two servers."""

    port: int
    tls: ssl.SSLContext
    servers: tuple[Part, Part]


@contextmanager
def site() -> Iterator[Site]:
    """Run a site with two servers, gone afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="steady")))
        address = stack.enter_context(database("postgresql"))
        redis = stack.enter_context(_redis(folder).running())
        environment = {
            "QUIZ_SECRET_KEY": SECRET,
            "QUIZ_DATABASE_URL": address,
            "QUIZ_HTTPS": "true",
            "QUIZ_HOSTS": f'["{NAME}"]',
            "QUIZ_PROXIES": "1",
        }
        environment["QUIZ_LIMITS_URL"] = f"redis://{HOST}:{redis.command[-1]}/0"
        one, two = (
            stack.enter_context(_server(folder / f"{name}.sock", environment).running()) for name in ("one", "two")
        )
        port, tls = free_port(), _certificate(folder)
        stack.enter_context(_nginx(folder, port).running())
        yield Site(port, tls, (one, two))


def _server(door: Path, environment: dict[str, str]) -> Part:
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--log-level", "critical"]

    def ask() -> None:
        with socket.socket(socket.AF_UNIX) as asking:
            asking.settimeout(START)
            asking.connect(str(door))
            asking.sendall(f"GET /robots.txt HTTP/1.0\r\nHost: {NAME}\r\n\r\n".encode())
            # A server that was just killed may take a connection still, and answers nothing.
            if b" 200 " not in asking.recv(100):
                raise ConnectionResetError

    return Part([*command, "--bind", f"unix:{door}", "app:app"], ask, environment)


def _redis(folder: Path) -> Part:
    port = free_port()
    command = [str(program("redis-server")), str(ROOT / "deploy" / "redis.conf"), "--dir", str(folder)]
    return Part([*command, "--bind", HOST, "--port", str(port)], _connecting(port))


def _nginx(folder: Path, port: int) -> Part:
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    one, two = (f"server unix:{folder}/{name}.sock max_fails=0;" for name in ("one", "two"))
    for shipped, here in {
        "server unix:/run/steady.sock max_fails=0;\n": f"{one}{two}\n",
        "listen [::]:80 default_server;": "",
        "listen [::]:443 ssl http2 default_server;": "",
        "listen [::]:443 ssl http2;": "",
        "listen 80 ": f"listen {HOST}:{free_port()} ",
        "listen 443 ": f"listen {HOST}:{port} ",
        "/etc/letsencrypt/live/steady.example/": f"{folder}/",
        "steady.example": NAME,
        "/var/cache/nginx/steady": f"{folder}/cache",
        "/var/log/nginx/steady.log": f"{folder}/site.log",
        "/opt/steady/deploy/": f"{ROOT}/deploy/",
    }.items():
        assert shipped in text, shipped
        text = text.replace(shipped, here)
    (folder / "site.conf").write_text(text, encoding="utf-8")
    # Its workers go into the same temporary folder as everything else.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
    return Part([str(program("nginx")), "-c", str(folder / "nginx.conf"), "-p", str(folder)], _connecting(port))


def _connecting(port: int) -> Callable[[], object]:
    return lambda: socket.create_connection((HOST, port), 1).close()


def _certificate(folder: Path) -> ssl.SSLContext:
    """Make a certificate for this machine alone, for a day; gives what trusts it and nothing else."""
    key, name = generate_private_key(SECP256R1()), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, SHA256())
    )
    pem = made.public_bytes(Encoding.PEM)
    (folder / "fullchain.pem").write_bytes(pem)
    (folder / "privkey.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return ssl.create_default_context(cadata=pem.decode())
