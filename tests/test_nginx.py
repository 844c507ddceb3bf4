"""A real nginx with the shipped configuration asks another server when one is gone, and logs no address."""

import http.client
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.nginx import HOST, NAME, Nginx, held_port, serve_site

REQUESTS = 40


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


def handshake(nginx: Nginx) -> ssl.SSLSocket:
    """Return a connection with TLS. The configuration refuses a handshake for any other name."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context.wrap_socket(socket.create_connection((HOST, nginx.https)), server_hostname=NAME)


def ask(nginx: Nginx, method: str = "GET", path: str = "/", body: str | None = None) -> int:
    """Return the status of a response over HTTPS."""
    connection = http.client.HTTPSConnection(HOST, nginx.https, timeout=30)
    connection.sock = handshake(nginx)
    connection.request(method, path, body, {"Host": NAME})
    status = connection.getresponse().status
    connection.close()
    return status


@contextmanager
def dark_port() -> Iterator[int]:
    """Yield a port that lets connections wait without an answer, as the address of a machine does that went dark."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind((HOST, 0))
        listener.listen(0)
        port = int(listener.getsockname()[1])
        # Nobody accepts these, and beyond them the kernel drops what comes.
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.settimeout(0)
            waiting.connect_ex((HOST, port))
        time.sleep(0.2)
        yield port


@pytest.fixture
def live() -> Iterator[int]:
    """Return the port of a server that answers."""
    with ThreadingHTTPServer((HOST, 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_a_second_machine_that_goes_dark_costs_a_second_now_and_then_and_no_error(tmp_path: Path, live: int) -> None:
    with dark_port() as dark, serve_site(tmp_path, live, dark) as nginx:
        statuses, slow = list[int](), 0
        for number in range(REQUESTS):
            began = time.monotonic()
            statuses.append(ask(nginx, "POST" if number % 2 else "GET", "/quiz", "answers" if number % 2 else None))
            slow += time.monotonic() - began > 0.9
    assert statuses == [200] * REQUESTS
    # Each of its two lines is tried once in ten seconds.
    assert slow <= REQUESTS / 4


def test_a_browser_gets_tls_1_3(tmp_path: Path, live: int) -> None:
    with serve_site(tmp_path, live) as nginx, handshake(nginx) as connection:
        assert connection.version() == "TLSv1.3"


def test_nothing_that_a_visitor_asks_for_is_logged_with_an_address(tmp_path: Path, live: int) -> None:
    with held_port() as refusing, serve_site(tmp_path, live, refusing) as nginx:
        for path in ("/.well-known/acme-challenge/missing", "/../../etc/passwd", "/%ff"):
            with socket.create_connection((HOST, nginx.http)) as plain:
                plain.sendall(f"GET {path} HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n".encode())
                assert plain.recv(100).startswith(b"HTTP/1.1 ")
        with socket.create_connection((HOST, nginx.https)) as plain:
            plain.sendall(b"not TLS at all\r\n\r\n")
            plain.recv(100)
        assert ask(nginx) == 200
        assert HOST not in nginx.logged() and "missing" not in nginx.logged()
