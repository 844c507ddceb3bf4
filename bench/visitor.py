"""A phone's browser as a server sees it: it keeps cookies and fills in the forms that it finds on the pages.

It knows the addresses. Tokens, hidden fields, answers and options are read from each page, so the same visitor can use
an older checkout of the application.
"""

import gzip
import http.client
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from http import HTTPStatus
from statistics import mode
from urllib.parse import urlencode

import brotli

HOST = "127.0.0.1"
TIMEOUT_SECONDS = 60
DECODERS = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
RESOURCES = {"img": "src", "script": "src", "link": "href"}
REPORT = re.compile(rb'href="([^"]+report\.pdf[^"]*)"')
BUNDLE = re.compile(rb'BUNDLE = "([^"]+)"')
Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Form:
    """A form of a page: its hidden fields, the values of each group of radio buttons, and what is sent for none.

    `private` has the groups whose answers wait for the end.
    """

    hidden: list[tuple[str, str]] = field(default_factory=list)
    options: dict[str, list[str]] = field(default_factory=dict)
    blank: dict[str, str] = field(default_factory=dict)
    private: set[str] = field(default_factory=set)


class Page(HTMLParser):
    """The first form of a page for each address that it is sent to, and the files that the page shows or runs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: dict[str, Form] = {}
        self.resources: set[str] = set()
        self._form, self._is_private = Form(), False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag adds to the page."""
        values = {name: value or "" for name, value in attrs}
        match tag, values.get("type"):
            case "form", _:
                self._form = Form()
                self.forms.setdefault(values.get("action", ""), self._form)
            case "input", "hidden":
                self._form.hidden.append((values["name"], values.get("value", "")))
            case "fieldset", _:
                self._is_private = "data-private" in values
            case "input", "radio" if values["value"].strip("."):
                self._form.blank[values["name"]] = "." * len(values["value"])
                self._form.private.update({values["name"]} if self._is_private else ())
                self._form.options.setdefault(values["name"], []).append(values["value"])
        # A lazy picture is the one for large letters, which no browser fetches unless it shows it.
        is_lazy = values.get("loading") == "lazy"
        if (address := values.get(RESOURCES.get(tag, ""), "")).startswith("/") and not is_lazy:
            self.resources.add(address)


@dataclass(frozen=True)
class Answer:
    """A response; `location` is the address that it redirects to, or empty."""

    status: int
    location: str
    content: bytes

    @cached_property
    def page(self) -> Page:
        """The response as a page."""
        return Page(self.content.decode())

    @property
    def saved(self) -> bool:
        """Whether it acknowledges a saved result: it shows the new passphrase or leads to the journal."""
        return self.location == "/journal" or (self.status == HTTPStatus.OK and b'id="words"' in self.content)


@dataclass
class Visitor:
    """One browser. `received` counts bytes with headers; `seconds` has the duration of each request."""

    port: int
    source: str = HOST
    cookies: dict[str, str] = field(default_factory=dict)
    received: int = 0
    seconds: list[float] = field(default_factory=list)
    cached: set[str] = field(default_factory=set)

    def send(self, method: str, path: str, fields: Fields = ()) -> Answer:
        """Send one request, with a form's fields; raises OSError or HTTPException when there is no response."""
        headers = {"Accept-Encoding": "gzip, br", "Sec-Fetch-Site": "same-origin"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began, here = time.monotonic(), (self.source, 0)
        connection = http.client.HTTPConnection(HOST, self.port, timeout=TIMEOUT_SECONDS, source_address=here)
        try:
            connection.request(method, path, urlencode(fields) if method == "POST" else None, headers)
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
        for address in answer.page.resources - self.cached:
            self._get(address)
        self.cached |= {address for address in answer.page.resources if address.startswith("/static/")}
        return answer

    def install_worker(self) -> None:
        """Fetch the service worker and the bundle that its first line names, as a browser does after its first page."""
        self._get(BUNDLE.findall(self._get("/worker.js").content)[0].decode())

    def _get(self, path: str) -> Answer:
        answer = self.send("GET", path)
        _expect(answer.status == HTTPStatus.OK, f"GET {path}: {answer.status}")
        return answer


def answer_sheet(options: dict[str, list[str]], number: int) -> list[tuple[str, str]]:
    """Return random answers to all statements, others for each number: most groups of buttons have their scale."""
    scale, chance = list(mode(map(tuple, options.values()))), random.Random(number)
    statements = [name for name, values in options.items() if values == scale]
    return [(name, chance.choice([value for value in scale if not value.startswith("skip")])) for name in statements]


def visit(visitor: Visitor, number: int = 0) -> Iterator[str]:
    """Make a whole visit; yields "PDF" after the report and "journal" at the end.

    Raises RuntimeError when a page is not what it should be.
    """
    visitor.open("/")
    visitor.install_worker()
    visitor.open("/before")
    form = visitor.open("/quiz").page.forms["/quiz"]
    given = {name: values[number % len(values)] for name, values in form.options.items()}
    chosen = given | dict(answer_sheet(form.options, number))
    drafts, shown = [], dict(form.blank)
    for name in sorted(chosen, key=form.private.__contains__):
        shown[name] = chosen[name]
        drafts += [list(shown.items())] if name not in form.private else []
    # As static/js/draft.js does: one after each answer that is not private, and one before the end.
    for draft in [*drafts, list(shown.items())]:
        drafted = visitor.send("POST", "/quiz/draft", [*form.hidden, *draft])
        _expect(drafted.status < HTTPStatus.MULTIPLE_CHOICES, f"draft: {drafted.status}")
    sent = visitor.send("POST", "/quiz", [*form.hidden, *shown.items(), ("private", "send")])
    _expect(sent.location == "/results", f"quiz: {sent.status}")
    result = visitor.open("/results")
    report = visitor.send("GET", REPORT.findall(result.content)[0].decode())
    _expect(report.content.startswith(b"%PDF"), f"report: {report.status}")
    yield "PDF"
    words = visitor.send("POST", "/journal/keep", result.page.forms["/journal/keep"].hidden)
    _expect(words.saved, f"keep: {words.status}")
    noted = visitor.send("POST", "/journal/words/noted", words.page.forms["/journal/words/noted"].hidden)
    _expect(noted.location == "/journal", f"words: {noted.status}")
    visitor.open("/journal")
    yield "journal"


def _expect(fulfilled: bool, otherwise: str) -> None:  # noqa: FBT001
    if not fulfilled:
        raise RuntimeError(otherwise)
