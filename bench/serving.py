"""What the programs here share: a database, a real gunicorn on it, and a phone that talks to it."""

import argparse
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from quiz.content import load
from quiz.questionnaire import Questionnaire
from tests import postgres

ROOT = Path(__file__).parent.parent
KINDS = ("sqlite-delete", "sqlite-wal", "postgresql")
HOST = "127.0.0.1"
SECRET = "a secret for trials only, of no use"
START = 60
"""Seconds that a server may take to answer."""
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
CODE = re.compile(r'name="code"[^>]*value="([^"]+)"')


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


def questionnaire() -> Questionnaire:
    """Give the shipped questionnaire."""
    found = load(ROOT / "data" / "questions.toml").questionnaire
    assert found
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
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        if not self.port:
            with socket.socket() as free:
                free.bind((HOST, 0))
                self.port = free.getsockname()[1]
        options = (
            f"--bind {HOST}:{self.port} --workers 2 --threads 4 --preload --no-control-socket --log-level critical"
        )
        environment = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
        environment |= {"QUIZ_SECRET_KEY": SECRET, "QUIZ_DATABASE_URL": self.address}
        command = [sys.executable, "-m", "gunicorn", "app:app", *options.split()]
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


@dataclass(frozen=True)
class Answer:
    """What came back; `to` is where it sends the browser next."""

    status: int
    to: str
    body: str

    @property
    def kept(self) -> bool:
        """Whether a result was acknowledged as kept: by its words, or by being sent to the journal."""
        return (self.status, self.to) == (303, "/journal") or (self.status == 200 and 'id="words"' in self.body)  # noqa: PLR2004


@dataclass
class Phone:
    """A browser with cookies; a connection for each request."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)

    def send(self, method: str, path: str, form: Sequence[tuple[str, str]] = ()) -> Answer:
        """Send one request and take the cookies; raises OSError or HTTPException when no answer comes."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        try:
            cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request(method, path, urlencode([*self.fields.items(), *form]) if form else None, headers)
            response = connection.getresponse()
            body = response.read().decode()
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, response.headers.get("Location", ""), body)

    def read_fields(self, page: Answer) -> None:
        """Take a page's token and sealed words along in every form from now on."""
        found = {"csrf_token": TOKEN.search(page.body), "code": CODE.search(page.body)}
        self.fields |= {name: match[1] for name, match in found.items() if match}


def sheet(asked_: Questionnaire, number: int) -> dict[str, str]:
    """Answer every statement; no two numbers give the same answers."""
    points = [str(point.value) for point in asked_.scale.points]
    return {s.id: points[number // len(points) ** n % len(points)] for n, s in enumerate(asked_.statements)}


def form(answers: dict[str, str]) -> list[tuple[str, str]]:
    """Give answers as the fields of the quiz page."""
    return [(f"q-{id_}", value) for id_, value in answers.items()]
