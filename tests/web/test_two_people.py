"""Nothing of one person ever reaches another, whatever the process has rendered, cached or compressed before.

Both people are set up on one server. Then fresh applications on the same database and secret answer their requests,
so that every cache starts empty and only the order of the visits differs.
"""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BaseLoader, Environment
from werkzeug.test import TestResponse

from tests.application import make_app, routes
from tests.web.forms import hidden, words
from tests.web.journal_client import DAY, START, JournalClient, World

VARIANTS = ["/journal?a=1&b=2", "/journal/1/report.pdf?journal=yes", "/results/profile.svg?ink=dark"]
"""What to ask for besides every route that answers GET."""
NEW_WORDS = "/journal/words"
"""The one page with secret words that a journal's owner can ask for again and again."""
CARELESS_VALUE = "[session.items() | list, request.cookies.values() | list]"
CARELESS_HEAD = f"{{% set seen = {CARELESS_VALUE} if session is defined and request is defined else '' %}}"
CARELESS_LINE = f"{{{{ seen }}}} {{{{ {CARELESS_VALUE} if session is defined and request is defined }}}}"
"""What careless lines of a template could work out at its top, once for all its macros, and print in each of its parts.

Where there is no person, they print nothing: a template that fails would hide what the others do.
"""
FILES = r"\.(pdf|svg|png)"
Visit = dict[str, TestResponse]
"""The response from every address."""


@dataclass(frozen=True)
class Person:
    """Somebody's browser, what it sends to be shown new words, and what must never be shown to anybody else."""

    cookies: Mapping[str, str]
    form: Mapping[str, str]
    secrets: frozenset[str]

    def visit(self, app: Flask, encoding: str = "identity", without: str = "") -> Visit:
        """Ask an application for everything but the kinds of file left out."""
        headers = {"Accept-Encoding": encoding}
        found = {}
        for address in [*(address for _, method, address in routes(app) if method == "GET"), *VARIANTS]:
            if not (without and re.search(without, address)):
                found[address] = self._client(app).get(address, headers=headers, buffered=True)
        if bundle := re.search(r'"(/offline/\w+\.json)"', self._client(app).get("/worker.js").text):
            found["bundle"] = self._client(app).get(bundle[1], headers=headers)
        found[NEW_WORDS] = self._client(app).post(NEW_WORDS, data=self.form, headers=headers)
        return found

    def _client(self, app: Flask) -> FlaskClient:
        # Not the one that checks pages: a template with a careless line in it may break every promise of a page.
        client = FlaskClient(app, app.response_class)
        for name, value in self.cookies.items():
            client.set_cookie(name, value)
        return client


def person(world: World, results: list[int], answers: dict[str, str], draft: int, days: int) -> Person:
    """Return somebody with a remembered journal, another result that is saved in it, and a new attempt under way."""
    world.now = START - days * DAY
    passphrase = world.journal(results)
    world.now = START
    phone = world.phone()
    phone.open_with(passphrase, remember="y")
    phone.save_result(answers)
    phone.press(phone.get("/results").text, "/quiz/again")
    started = {f"q-{id_}": value for id_, value in list(answers.items())[draft:]}
    assert phone.post("/quiz/draft", data={"csrf_token": phone.token(), **started}).status_code == 204
    form = hidden(phone.get("/journal").text, NEW_WORDS)
    cookies = {**phone.session_cookies(), "steady-journal": phone.cookie("steady-journal")}
    ids = re.findall(r"\b[0-9a-f]{32}\b", phone.exported().decode())
    secrets = {passphrase, *cookies.values(), *ids, *form.values(), *in_session(phone)}
    return Person(cookies, form, frozenset(secrets))


def in_session(phone: JournalClient) -> set[str]:
    """Return every value of a session that distinguishes one person from another."""
    with phone.session_transaction() as session:
        values = [str(value) for value in session.values()]
    return {value for value in values if len(value) >= 8 and not re.fullmatch(r"[\d.]+", value)}


@pytest.fixture(scope="module")
def original() -> World:
    """Return the server on which both people began."""
    return World()


@pytest.fixture(scope="module")
def people(original: World) -> list[Person]:
    """Return two people whose answers all differ. What else decides how a page looks, caches too, is the same."""
    first = {"safety-disagree": "never", "safety-limits": "almost-always", "mood": "often", "texting": "hardly-any"}
    second = {"safety-disagree": "rarely", "safety-limits": "often", "texting": "most", "mood": "never"}
    return [
        person(original, [2, 4, 3], {**original.keyed(2, jealousy=5), **first}, -9, 100),
        person(original, [5, 1, 2], {**original.keyed(4, burden=1), **second}, -14, 33),
    ]


@pytest.fixture(scope="module")
def alone(original: World, people: list[Person]) -> list[Visit]:
    """Return what each of them is shown by a process that nobody else ever visited."""
    return [someone.visit(fresh(original)) for someone in people]


def fresh(original: World) -> Flask:
    """Return an application that has answered nobody yet, on the same database."""
    return make_app({"DATABASE_URL": original.database_url}, lambda: START)


BINARY = {"application/pdf", "image/png"}


def text_of(response: TestResponse) -> str:
    """Return a response as its reader sees it, headers too."""
    data = response.data
    if response.headers.get("Content-Encoding") == "br":
        data = brotli.decompress(data)
    # A PDF or PNG is compressed inside. Its content is compared by all of its bytes.
    body = html.unescape(data.decode("latin-1" if response.mimetype in BINARY else "utf-8"))
    return f"{body} {words(body)} {response.headers}"


def comparable(response: TestResponse) -> tuple[int, bytes]:
    """Return status and content of a response without the values that are encrypted with a new nonce each time."""
    return response.status_code, re.sub(rb'value="[^" ]{40,}"', b"", response.data)


def secrets_in(visit: Visit, someone: Person) -> set[str]:
    """Return what is on somebody's pages and must be on nobody else's: their tokens and secret words."""
    pages = [text_of(response) for response in visit.values() if response.mimetype == "text/html"]
    tokens = {value for page in pages for value in hidden(page).values() if len(value) >= 16}
    return {*someone.secrets, *tokens, *filter(None, map(words, pages))}


def assert_apart(visits: Sequence[tuple[int, Visit]], people: Sequence[Person]) -> None:
    """Assert that no visit shows a secret of another person, by the numbers of who they were."""
    secrets = [set[str]() for _ in people]
    for number, visit in visits:
        secrets[number] |= secrets_in(visit, people[number])
    assert not set.intersection(*secrets[:2])
    for number, visit in visits:
        others = set().union(*secrets[:number], *secrets[number + 1 :])
        for address, response in visit.items():
            text = text_of(response)
            assert not [secret for secret in others if secret in text], address


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
def test_everybody_is_shown_what_they_would_be_shown_if_nobody_else_had_come(
    original: World, people: list[Person], alone: list[Visit], order: list[int]
) -> None:
    app, visits = fresh(original), list[tuple[int, Visit]]()
    for number in order:
        visits.append((number, people[number].visit(app)))
        for address, response in visits[-1][1].items():
            assert comparable(response) == comparable(alone[number][address]), address
    visits += [(number, people[number].visit(app, "br", FILES)) for number in order]
    stranger = Person({}, {}, frozenset())
    assert_apart([*visits, (2, stranger.visit(app))], [*people, stranger])


def test_a_careless_line_in_a_template_shows_a_person_only_what_is_their_own(
    original: World, people: list[Person]
) -> None:
    app = fresh(original)
    assert app.jinja_loader
    app.jinja_loader = CarelessTemplates(app.jinja_loader)
    app.jinja_env.bytecode_cache = None
    app.jinja_env.cache = {}
    visits = [(number, people[number].visit(app, without=files)) for files in (r"\.pdf", FILES) for number in range(2)]
    # A page may refuse to be rendered with such a line; where it is rendered, the line does what it says.
    assert people[0].cookies["steady"] in visits[0][1]["/quiz"].text
    assert_apart(visits, people)


class CarelessTemplates(BaseLoader):
    """Prints the session and the cookies in every block and macro of every template."""

    def __init__(self, loader: BaseLoader) -> None:
        self.loader = loader

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return a template with careless lines at its top and in each of its parts."""
        source, name, is_current = self.loader.get_source(environment, template)
        changed = re.sub(r"(\{%-?\s*(?:block|macro)\b[^%]*%\})", rf"\1\n{CARELESS_LINE}\n", source)
        extends, _, rest = changed.partition("%}\n") if changed.startswith("{% extends") else ("", "", changed)
        head = f"{extends}%}}\n" if extends else ""
        return f"{head}{CARELESS_HEAD}\n{rest}{'' if extends else CARELESS_LINE}", name, is_current
