"""While PostgreSQL hangs, a real server still answers everything that does not need it."""

import http.client
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from tests import postgres
from tests.application import make_app
from tests.gunicorn import HOST, Server
from tests.web.journal_client import JournalClient

CROWD = 60
"""People who look at their journals: more than may wait for the database."""
MOST_SECONDS = 3.0
"""Nobody waits for the database here, which would take twice as long at least; a busy machine needs some time."""


def ask(port: int, path: str, cookie: str = "", form: dict[str, str] | None = None) -> tuple[int, float]:
    """Return a response's status, and how long it took in seconds."""
    connection, began = http.client.HTTPConnection(HOST, port, timeout=60), time.monotonic()
    headers = {"Host": "localhost", "Cookie": cookie}
    if form:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request("POST" if form else "GET", path, urlencode(form) if form else None, headers)
    status = connection.getresponse().status
    connection.close()
    return status, time.monotonic() - began


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with postgres.serve() as url:
        yield url


@pytest.fixture(scope="module")
def port(database: str) -> Iterator[int]:
    with Server(database, workers=1).running() as server:
        yield server.port


@pytest.mark.parametrize("warm", [True, False], ids=["pooled connections", "new connections"])
def test_while_postgresql_hangs_the_start_support_leaving_and_the_quiz_are_answered(
    port: int,
    database: str,
    warm: bool,  # noqa: FBT001
) -> None:
    app = make_app({"DATABASE_URL": database})
    phone = JournalClient(app)
    answers = {statement.id: "3" for statement in app.extensions["steady"].questionnaire.statements}
    phone.start_journal(answers)
    form = {f"q-{id_}": answer for id_, answer in answers.items()}
    token = phone.token()
    cookie = "; ".join(f"{name}={value}" for name, value in phone.session_cookies().items())
    app.extensions["steady"].journals.database.engine.dispose()
    assert ask(port, "/journal", cookie)[0] == 200
    found, crowd = list[tuple[int, float]](), list[threading.Thread]()
    if warm:
        crowd = [threading.Thread(target=ask, args=[port, "/journal", cookie]) for _ in range(CROWD)]
        for person in crowd:
            person.start()
        for person in crowd:
            person.join()
    with postgres.hung(database):
        crowd = [
            threading.Thread(target=lambda: found.append(ask(port, "/journal", cookie)), daemon=True)
            for _ in range(CROWD)
        ]
        for person in crowd:
            person.start()
        time.sleep(0.5)
        for path in ("/", "/help", "/quiz", "/leave"):
            status, seconds = ask(port, path)
            assert status in {200, 303} and seconds < MOST_SECONDS, path
        status, seconds = ask(port, "/quiz", cookie, {"csrf_token": token, **form})
        assert status == 303 and seconds < MOST_SECONDS
        for person in crowd:
            person.join(timeout=30)
    assert [status for status, _ in found] == [503] * CROWD
    until = time.monotonic() + 30
    while ask(port, "/journal", cookie)[0] != 200:
        assert time.monotonic() < until
