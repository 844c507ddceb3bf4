"""How many check-ins were completed in a month, where the host asks for that, and nothing else."""

import multiprocessing
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.journal.monthly_count import completed_by_month
from quiz.web.completed_count import RecentAttempts
from tests.application import make_app
from tests.web.forms import hidden

NOVEMBER = datetime(2026, 11, 15, tzinfo=UTC).timestamp()


class Site:
    """A site whose clock can be set, and whose host counts check-ins."""

    def __init__(self, *, count: bool = True) -> None:
        self.now = NOVEMBER
        self.app: Flask = make_app({"COUNT": count}, lambda: self.now)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """What is in the database."""
        return completed_by_month(self.app.extensions["steady"].journals.database)


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a site that counts."""
    yield (made := Site())
    made.app.extensions["steady"].journals.database.engine.dispose()


def send(client: FlaskClient, fields: dict[str, str], answer: str = "2") -> None:
    # First, the page asks about what was left open. `buffered` reads the response to its end, as a server does.
    for _ in range(2):
        client.post("/quiz", data={**fields, "q-burden-1": answer}, buffered=True)


def check_in(client: FlaskClient) -> dict[str, str]:
    fields = hidden(client.get("/quiz").text, "/quiz")
    send(client, fields)
    assert client.get("/results").status_code == 200
    return fields


def test_a_retake_counts_and_a_reload_or_a_corrected_answer_does_not(site: Site) -> None:
    client = site.app.test_client()
    fields = check_in(client)
    client.get("/results")
    send(client, fields)
    send(client, fields, answer="4")
    assert site.counts == [("2026-11", 1)]
    client.post("/quiz/again", data=hidden(client.get("/results").text, "/quiz/again"))
    site.now += 31 * 86_400
    check_in(client)
    assert site.counts == [("2026-11", 1), ("2026-12", 1)]
    check_in(site.app.test_client())
    assert site.counts == [("2026-11", 1), ("2026-12", 2)]


def test_a_request_that_is_sent_twice_counts_once_whatever_the_browser_got_back(site: Site) -> None:
    client = site.app.test_client()
    fields = hidden(client.get("/quiz").text, "/quiz")
    client.post("/quiz", data=fields)
    client.get("/quiz")
    before = {name: found.value for name in ("steady", "steady-draft1") if (found := client.get_cookie(name))}
    for _ in range(2):
        for name, value in before.items():
            client.set_cookie(name, value)
        client.delete_cookie("steady-result1")
        assert client.post("/quiz", data=fields, buffered=True).location == "/results"
    assert site.counts == [("2026-11", 1)]


def test_nothing_is_counted_unless_the_host_asks_and_pages_tell_when_it_does(site: Site) -> None:
    silent = Site(count=False)
    check_in(silent.app.test_client())
    assert silent.counts == []
    says = "how many check-ins are completed each month"
    assert says not in silent.app.test_client().get("/about").text
    assert says in site.app.test_client().get("/about").text
    silent.app.extensions["steady"].journals.database.engine.dispose()


def test_a_database_that_fails_costs_the_count_and_not_the_result(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    with site.app.extensions["steady"].journals.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE completed")
    check_in(site.app.test_client())
    assert "was not counted" in caplog.text


def test_processes_of_one_server_share_what_was_counted_lately() -> None:
    recent = RecentAttempts()
    worker = multiprocessing.get_context("fork").Process(target=recent.add, args=("0a1b2c3d",))
    worker.start()
    worker.join()
    assert not recent.add("0a1b2c3d")
    assert recent.add("4e5f6a7b")
