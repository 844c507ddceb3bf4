"""What the programs here share: somebody with a browser who takes the quiz."""

import http.client
import re
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from quiz.content.loader import load
from quiz.core.questionnaire import Questionnaire

HOST = "127.0.0.1"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
CODE = re.compile(r'name="code"[^>]*value="([^"]+)"')


def questionnaire() -> Questionnaire:
    """Give the shipped questionnaire."""
    found = load(Path(__file__).parents[1] / "data" / "questions.toml").questionnaire
    assert found
    return found


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
    """A browser with cookies; a connection for each request.

    With `tls` it is one over HTTPS, to the name "localhost"; `source` is the address it comes from.
    """

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    source: str = HOST

    def send(self, method: str, path: str, form: Sequence[tuple[str, str]] = ()) -> Answer:
        """Send one request and take the cookies; raises OSError or HTTPException when no answer comes."""
        connection = self._connection()
        try:
            cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request(method, path, urlencode([*self.fields.items(), *form]) if form else None, headers)
            response = connection.getresponse()
            body = response.read().decode(errors="replace")
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, response.headers.get("Location", ""), body)

    def _connection(self) -> http.client.HTTPConnection:
        here = (self.source, 0)
        if self.tls:
            return http.client.HTTPSConnection(
                "localhost", self.port, timeout=60, context=self.tls, source_address=here
            )
        return http.client.HTTPConnection(HOST, self.port, timeout=60, source_address=here)

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
