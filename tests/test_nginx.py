"""A real nginx with the shipped configuration, in which only ports, paths and upstream addresses are changed."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

NAME = "steady.example"
REQUESTS = 40
MAIN = """
daemon off;
{user}
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class Answer(BaseHTTPRequestHandler):
    """Answers every request with 200."""

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET  # noqa: N815 http.server's name

    def log_message(self, *_: object) -> None:
        """Write nothing."""


@dataclass
class Nginx:
    """A running nginx: its ports for HTTP and HTTPS, and the folder with its logs."""

    http: int
    https: int
    folder: Path

    def ask(self, method: str = "GET", path: str = "/", body: str | None = None) -> int:
        """Return the status of a response over HTTPS."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = http.client.HTTPSConnection("127.0.0.1", self.https, context=context, timeout=30)
        # The configuration refuses a TLS handshake for any other name.
        connection.sock = context.wrap_socket(socket.create_connection(("127.0.0.1", self.https)), server_hostname=NAME)
        connection.request(method, path, body, {"Host": NAME})
        status = connection.getresponse().status
        connection.close()
        return status

    def logged(self) -> str:
        """Return all that nginx has written to its logs."""
        return "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def dark_port() -> Iterator[int]:
    """Yield a port that lets connections wait without an answer, as the address of a machine does that went dark."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        port = int(listener.getsockname()[1])
        # Nobody accepts these, and beyond them the kernel drops what comes.
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.settimeout(0)
            waiting.connect_ex(("127.0.0.1", port))
        time.sleep(0.2)
        yield port


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def running(root: Path, folder: Path, live: int, dark: int) -> Iterator[Nginx]:
    """Run nginx in front of a live server and a second machine, as the comment in the configuration adds it."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    openssl = shutil.which("openssl")
    assert program and openssl, "nginx or openssl is missing (on Debian: apt install nginx-light openssl)."
    subject = ["-subj", f"/CN={NAME}", "-keyout", f"{folder}/key.pem", "-out", f"{folder}/certificate.pem"]
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run(command, check=True, capture_output=True)
    made = Nginx(free_port(), free_port(), folder)
    text = "".join((root / "deploy" / name).read_text(encoding="utf-8") for name in ("nginx-http.conf", "nginx.conf"))
    (second,) = re.findall(r"# A second machine, also listed twice: (server .+;)", text)
    lines = second.replace("10.0.0.2:8000", f"127.0.0.1:{dark}") * 2
    changes = {
        r".*listen \[::\].*\n": "",
        r"listen 80 ": f"listen 127.0.0.1:{made.http} ",
        r"listen 443 ": f"listen 127.0.0.1:{made.https} ",
        r"# A second machine.*": lines,
        r"unix:/run/steady.sock": f"127.0.0.1:{live}",
        r"/etc/letsencrypt/live/steady.example/fullchain.pem": f"{folder}/certificate.pem",
        r"/etc/letsencrypt/live/steady.example/privkey.pem": f"{folder}/key.pem",
        r"/var/log/nginx|/var/cache/nginx|/var/www": str(folder),
        r"/opt/steady": str(root),
    }
    for pattern, new in changes.items():
        text = re.sub(pattern, new, text)
    (folder / "site.conf").write_text(text, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
    command = [program, "-e", f"{folder}/error.log", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        while not _listens(made.http):
            assert process.poll() is None, process.communicate()[1].decode()
            time.sleep(0.05)
        yield made
        process.terminate()


@pytest.fixture
def live() -> Iterator[int]:
    """Return the port of a server that answers."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_a_second_machine_that_goes_dark_costs_a_second_now_and_then_and_no_error(
    root: Path, tmp_path: Path, live: int
) -> None:
    with dark_port() as dark, running(root, tmp_path, live, dark) as nginx:
        statuses, slow = list[int](), 0
        for number in range(REQUESTS):
            began = time.monotonic()
            statuses.append(nginx.ask("POST" if number % 2 else "GET", "/quiz", "answers" if number % 2 else None))
            slow += time.monotonic() - began > 0.9
    assert statuses == [200] * REQUESTS
    # Each of its two lines is tried once in ten seconds.
    assert slow <= REQUESTS / 4


def test_nothing_that_a_visitor_asks_for_is_logged_with_an_address(root: Path, tmp_path: Path, live: int) -> None:
    with running(root, tmp_path, live, free_port()) as nginx:
        for path in ("/.well-known/acme-challenge/missing", "/../../etc/passwd", "/%ff"):
            with socket.create_connection(("127.0.0.1", nginx.http)) as plain:
                plain.sendall(f"GET {path} HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n".encode())
                assert plain.recv(100).startswith(b"HTTP/1.1 ")
        with socket.create_connection(("127.0.0.1", nginx.https)) as plain:
            plain.sendall(b"not TLS at all\r\n\r\n")
            plain.recv(100)
        assert nginx.ask() == 200
        assert "127.0.0.1" not in nginx.logged() and "missing" not in nginx.logged()
