"""A phone's browser as a server sees it: it keeps cookies and fills in the forms that it finds on the pages.

It shares the cores with the server that it measures, so it finds tags by expressions, in a tenth of a parser's time:
with BeautifulSoup, parsing takes longer than everything else that a visitor does.
"""

import gzip
import html
import http.client
import random
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from io import BytesIO
from statistics import mode
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlencode

import brotli
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.gunicorn import HOST
from tests.web.forms import ATTRIBUTE, INPUT, hidden

TIMEOUT_SECONDS = 60
DECODERS = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
FILE = re.compile(r"<(?:img|script|link)\b[^>]*>")
REPORT = re.compile(r'href="([^"]+report\.pdf[^"]*)"')
BUNDLE = re.compile(r'BUNDLE = "([^"]+)"')
Fields = Mapping[str, str]
NOTHING: Fields = MappingProxyType({})


class Question(NamedTuple):
    """A group of radio buttons: its name, and its values but the blank one. A private answer waits for the end."""

    name: str
    values: list[str]
    is_private: bool


@dataclass(frozen=True)
class Answer:
    """A response; `location` is the address that it redirects to, or empty."""

    status: int
    location: str
    content: bytes

    @property
    def text(self) -> str:
        """The content of a page."""
        return self.content.decode()

    @property
    def saved(self) -> bool:
        """Whether it acknowledges a saved result: it shows the new passphrase or leads to the journal."""
        return self.location == "/journal" or (self.status == HTTPStatus.OK and b'id="words"' in self.content)

    @property
    def files(self) -> set[str]:
        """The addresses of the files that the page shows or runs."""
        tags = [dict(ATTRIBUTE.findall(tag)) for tag in FILE.findall(self.text)]
        # A lazy picture is the one for large letters, which no browser fetches unless it shows it.
        found = [tag.get("src") or tag.get("href", "") for tag in tags if tag.get("loading") != "lazy"]
        return {html.unescape(address) for address in found if address.startswith("/")}

    def form(self, action: str) -> Fields:
        """Return the hidden fields of a form of the page; raises RuntimeError when there is no such form."""
        fields = hidden(self.text, action)
        _expect(bool(fields), f"no form for {action}")
        return fields

    def report(self) -> str:
        """Return the address of the PDF."""
        return html.unescape(REPORT.findall(self.text)[0])

    def questions(self) -> Iterator[Question]:
        """Yield the questions of the quiz."""
        for card in self.text.split("<fieldset")[1:]:
            radios = [dict(ATTRIBUTE.findall(tag)) for tag in INPUT.findall(card) if 'type="radio"' in tag]
            values = [radio["value"] for radio in radios if radio["value"].strip(".")]
            yield Question(radios[0]["name"], values, is_private="data-private" in card.partition(">")[0])


@dataclass
class Visitor:
    """One browser. `received` counts bytes with headers; `seconds` has the duration of each request."""

    port: int
    source: str = HOST
    cookies: dict[str, str] = field(default_factory=dict)
    received: int = 0
    seconds: list[float] = field(default_factory=list)
    cached: set[str] = field(default_factory=set)

    def send(self, path: str, fields: Fields = NOTHING, file: str = "") -> Answer:
        """Send a form, perhaps with a file, or ask for a page when there are no fields.

        Raises OSError or HTTPException when there is no response.
        """
        headers = {"Accept-Encoding": "gzip, br", "Sec-Fetch-Site": "same-origin"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body: str | bytes = urlencode(fields)
        if file:
            upload = FileStorage(BytesIO(file.encode()), "steady.json")
            boundary, body = encode_multipart({**fields, "file": upload})
            headers["Content-Type"] = f"multipart/form-data; boundary={boundary}"
        elif fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began, here = time.monotonic(), (self.source, 0)
        connection = http.client.HTTPConnection(HOST, self.port, timeout=TIMEOUT_SECONDS, source_address=here)
        try:
            connection.request("POST" if fields else "GET", path, body or None, headers)
            response = connection.getresponse()
            packed = response.read()
        finally:
            connection.close()
        self.seconds.append(time.monotonic() - began)
        self.received += len(f"HTTP/1.1 {response.status} {response.reason}\r\n{response.headers}") + len(packed)
        for line in response.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        decode = DECODERS[response.headers.get("Content-Encoding", "")]
        return Answer(response.status, response.headers.get("Location", ""), decode(packed))

    def open(self, path: str) -> Answer:
        """Open a page with its files; raises RuntimeError unless all are there. A versioned file is fetched once."""
        answer = self._get(path)
        for address in answer.files - self.cached:
            self._get(address)
            self.cached |= {address} if address.startswith("/static/") else set()
        return answer

    def install_worker(self) -> None:
        """Fetch the service worker and the bundle that its first line names, as a browser does after its first page."""
        self._get(BUNDLE.findall(self._get("/worker.js").text)[0])

    def _get(self, path: str) -> Answer:
        answer = self.send(path)
        _expect(answer.status == HTTPStatus.OK, f"GET {path}: {answer.status}")
        return answer


def answer_sheet(questions: Sequence[Question], number: int) -> dict[str, str]:
    """Return random answers to all statements, others for each number: most groups of buttons have their scale."""
    scale, chance = mode(tuple(question.values) for question in questions), random.Random(number)
    shown = [value for value in scale if not value.startswith("skip")]
    return {question.name: chance.choice(shown) for question in questions if tuple(question.values) == scale}


def visit(visitor: Visitor, number: int = 0) -> Iterator[str]:
    """Make a whole visit; yields "PDF" after the report and "journal" at the end.

    Raises RuntimeError when a page is not what it should be.
    """
    visitor.open("/")
    visitor.install_worker()
    visitor.open("/before")
    quiz = visitor.open("/quiz")
    form, questions = quiz.form("/quiz"), list(quiz.questions())
    given = {question.name: question.values[number % len(question.values)] for question in questions}
    chosen = given | answer_sheet(questions, number)
    # What is sent for no answer is as long as one.
    blank = {question.name: "." * len(question.values[0]) for question in questions}
    public = [question.name for question in questions if not question.is_private]
    drafts = [blank | {name: chosen[name] for name in public[:answered]} for answered in range(1, len(public) + 1)]
    # As static/js/draft.js does: one after each answer that is not private, and one before the end.
    for draft in [*drafts, chosen]:
        drafted = visitor.send("/quiz/draft", {**form, **draft})
        _expect(drafted.status < HTTPStatus.MULTIPLE_CHOICES, f"draft: {drafted.status}")
    sent = visitor.send("/quiz", {**form, **chosen, "private": "send"})
    _expect(sent.location == "/results", f"quiz: {sent.status}")
    result = visitor.open("/results")
    report = visitor.send(result.report())
    _expect(report.content.startswith(b"%PDF"), f"report: {report.status}")
    yield "PDF"
    words = visitor.send("/journal/keep", result.form("/journal/keep"))
    _expect(words.saved, f"keep: {words.status}")
    noted = visitor.send("/journal/words/noted", words.form("/journal/words/noted"))
    _expect(noted.location == "/journal", f"words: {noted.status}")
    visitor.open("/journal")
    yield "journal"


def _expect(fulfilled: bool, otherwise: str) -> None:  # noqa: FBT001
    if not fulfilled:
        raise RuntimeError(otherwise)
