"""Random requests from people in every state a person can be in, and what must be true of every response."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.web.forms import hidden, words
from tests.web.journal_client import DAY, JournalClient, World
from tests.web.page_client import HEADERS, SESSION_COOKIES
from tests.web.random_requests import MARK, FormValues, RandomRequest, RequestGenerator

REQUESTS_PER_CROWD = 500
"""Requests after which new people take over: some requests delete journals."""
PRIVATE = {"safety-disagree": "never", "safety-limits": "often", "safety-afraid": "often"}


@dataclass
class Person:
    """A browser's cookies, and every field value that its person could rightly send."""

    name: str
    cookies: dict[str, str]
    known_fields: FormValues


@dataclass
class Fuzzer:
    """Sends requests to one application and counts what comes back."""

    seed: int
    world: World = field(default_factory=World)
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def run(self, requests: int) -> None:
        """Send that number of requests."""
        chance = RequestGenerator(self.world, random.Random(self.seed))
        people: list[Person] = []
        for number in range(requests):
            if number % REQUESTS_PER_CROWD == 0:
                people = list(everybody(self.world))
            person = chance.random.choice(people)
            # Often from where they were, sometimes from where the last request brought them.
            before = dict(person.cookies)
            self.send(person, chance.request(person.known_fields), number)
            if chance.random.random() < 0.7:
                person.cookies = before

    def send(self, person: Person, odd: RandomRequest, number: int) -> None:
        """Send one request and check what every response promises."""
        environ = environ_of(person, odd, f"192.0.2.{number % 250}")
        body, status, headers = run_wsgi_app(self.world.app, environ, buffered=True)
        content = b"".join(body)
        status_code = int(status[:3])
        self.statuses[status_code] += 1
        for line in headers.getlist("Set-Cookie"):
            name, _, rest = line.partition("=")
            person.cookies[name] = rest.partition(";")[0]
        missing = [name for name, value in HEADERS.items() if headers.get(name) != value]
        missing += [] if "Cache-Control" in headers else ["Cache-Control"]
        where = f"request {number}, {person.name}: {odd.method[:9]} {odd.path} {odd.kind[:40]}"
        if status_code >= 500:
            self.faults.append(f"{where}: {status}")
        if missing:
            self.faults.append(f"{where}: {status} without {', '.join(missing)}")
        if repeated := repeated_answer(content, headers.get("Content-Type", ""), headers.get("Content-Encoding", "")):
            self.faults.append(f"{where}: repeats {repeated}")


def environ_of(person: Person, odd: RandomRequest, address: str) -> dict[str, object]:
    """Return a request as a WSGI server passes it on."""
    made = EnvironBuilder(path="/", method="POST", data=odd.body)
    environ: dict[str, object] = {**made.get_environ(), "REMOTE_ADDR": address}
    environ |= {"REQUEST_METHOD": odd.method, "CONTENT_TYPE": odd.kind}
    # As latin-1, which is how a server gives bytes on.
    path = re.sub(r"%([0-9a-fA-F]{2})", lambda hexes: chr(int(hexes[1], 16)), odd.path)
    environ["PATH_INFO"] = path.encode("utf-8", "surrogatepass").decode("latin-1")
    environ["QUERY_STRING"] = odd.query.decode("latin-1")
    environ["HTTP_COOKIE"] = "; ".join(f"{name}={value}" for name, value in person.cookies.items())
    for name, value in odd.headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key.startswith("CONTENT") else f"HTTP_{key}"] = value.encode().decode("latin-1")
    return environ


def repeated_answer(content: bytes, kind: str, packed: str) -> str:
    """Return the private answer that a page repeats; an empty text when it repeats none."""
    if packed or not kind.startswith(("text/", "application/json")):
        return ""
    text = content.decode()
    if MARK in text:
        return MARK
    for radio in re.findall(f"<input[^>]*q-(?:{'|'.join(PRIVATE)})[^>]*>", text):
        if "checked" in radio and not re.search(r'value="[.]+"', radio):
            return str(radio)
    outside = re.sub(r"<form.*?</form>", "", text, flags=re.DOTALL)
    return next((name for name in PRIVATE if name in outside), "")


def everybody(world: World) -> Iterator[Person]:
    """Yield a person in each state: at the start, on the way, with a result, with a journal open, and remembered."""
    whole = {f"q-{id_}": value for id_, value in {**world.keyed(4, jealousy=2), **PRIVATE}.items()}
    phone = _phone(world)
    yield _person("new", phone)
    phone.press(phone.get("/quiz").text, "/quiz", **dict(list(whole.items())[-20:]))
    yield _person("on the way", phone)
    phone.press(phone.get("/quiz").text, "/quiz", **whole)
    yield _person("with a result", phone)
    passphrase = words(phone.press(phone.get("/results").text, "/journal/keep").text)
    yield _person("just saved", phone, passphrase)
    phone.confirm_passphrase()
    yield _person("with a journal", phone, passphrase)
    phone.press(phone.get("/journal").text, "/discreet")
    phone.press(phone.get("/results").text, "/quiz/again")
    phone.press(phone.get("/quiz").text, "/quiz", **{**whole, "q-burden-sorry": "1"})
    yield _person("with a journal and another result, details hidden", phone, passphrase)
    second = _phone(world)
    second.press(second.get("/journal/open").text, "/journal/open", words=passphrase, remember="y")
    yield _person("remembered", second, passphrase)
    second.delete_cookie("steady")
    yield _person("remembered only", second, passphrase)
    late = _person("too late", phone, passphrase)
    world.now += 5 * DAY
    yield late


def _phone(world: World) -> JournalClient:
    return JournalClient(world.app, world.app.response_class)


def _person(name: str, phone: JournalClient, passphrase: str = "") -> Person:
    """Return what somebody has: their cookies, and the hidden fields of every page they can see."""
    keys = [*SESSION_COOKIES, "steady-journal"]
    cookies = {key: cookie.value for key in keys if (cookie := phone.get_cookie(key))}
    known_fields = {"page": ["results", "journal"], "words": [passphrase], "file": [""], "result": ["0" * 32]}
    scout = JournalClient(phone.application, phone.application.response_class)
    for key, value in cookies.items():
        scout.set_cookie(key, value)
    private = {f"q-{id_}": value for id_, value in PRIVATE.items()}
    texts = [scout.get(address).text for address in ("/quiz", "/results", "/journal", "/journal/1")]
    texts += [scout.post("/quiz", data=private).text]
    if "/journal/export.json" in texts[2]:
        known_fields["file"] = [scout.get("/journal/export.json").text]
    for text in texts:
        for field_, value in hidden(text).items():
            known_fields.setdefault(field_, []).append(value)
    return Person(name, cookies, known_fields)
