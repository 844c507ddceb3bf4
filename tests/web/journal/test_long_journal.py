"""A journal of many results: shown in parts, and opened by a few people at once at most in one process."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from flask import g
from sqlalchemy import Connection, event

from quiz.progress.history import RESULTS_PER_PAGE, page_bounds
from quiz.web.journal.transfer import LARGE_IMPORT_BYTES
from quiz.web.security import slow_requests
from tests.report.paper import Paper
from tests.web.journal_client import DAY, START, JournalClient, World, line

# Its clock is set back even where a test does not ask for the server.
pytestmark = pytest.mark.usefixtures("world")
COUNT = 2 * RESULTS_PER_PAGE + 5
SLOTS = slow_requests.SLOW_RUNNING
"""Slow requests that one process answers at once."""
PARTS = "", "/picture.svg", "/1", "/1/profile.svg", "/1/report.pdf", "/export.json", "/export.csv"
SLOW = [*(f"/journal{part}" for part in PARTS), "/results/report.pdf?journal=yes"]


@pytest.fixture(scope="module")
def phone(server: World) -> JournalClient:
    """Return a browser with a long journal open: a result a day, each with other numbers than the one before."""
    server.now = START
    phone = server.phone()
    phone.send(server.keyed(3))
    phone.open_with(server.journal([1 + number % 5 for number in range(COUNT)], DAY))
    return phone


@contextmanager
def taken_places(world: World, number: int) -> Iterator[None]:
    """Have so many places for slow work taken by others."""
    queue = world.app.extensions["steady"].slow_requests.queue
    with ExitStack() as taken:
        for _ in range(number):
            taken.enter_context(queue.place())
        yield


@pytest.fixture
def transactions(world: World) -> Iterator[list[bool]]:
    """Yield a list that grows with each transaction: whether a place for slow work was held when it began."""
    engine, found = world.app.extensions["steady"].journals.database.engine, list[bool]()

    def observe(_connection: Connection) -> None:
        found.append("slow_place" in g)

    event.listen(engine, "begin", observe)
    yield found
    event.remove(engine, "begin", observe)


@pytest.mark.parametrize("count", [1, 2, RESULTS_PER_PAGE - 1, RESULTS_PER_PAGE, RESULTS_PER_PAGE + 1, COUNT])
def test_every_result_is_in_just_one_part(count: int) -> None:
    parts = {page_bounds(count, number) for number in range(1, count + 1)}
    assert sorted(number for first, last in parts for number in range(first, last + 1)) == [*range(1, count + 1)]
    assert all(
        first <= number <= last for number in range(1, count + 1) for first, last in [page_bounds(count, number)]
    )
    assert page_bounds(count, count)[1] == count


def test_a_long_journal_shows_its_newest_hundred_and_leads_to_all_others(phone: JournalClient) -> None:
    seen, pictures, query = list[str](), list[bytes](), ""
    while True:
        page = phone.page(f"/journal{query}")
        seen += [line(cell.get_text()) for cell in page.select("tbody th")]
        picture = page.select_one(".history-picture img")
        assert picture
        pictures.append(phone.get(str(picture["src"])).data)
        older = page.find("a", string="Older results")
        if older is None:
            break
        query = str(older["href"]).removeprefix("/journal").removesuffix("#history")
    assert len(seen) == len(set(seen)) == COUNT
    assert len(set(pictures)) == 3
    assert "Showing results 1 to 5 of 205." in line(page.get_text(" "))
    newer = page.find("a", string="Newer results")
    assert newer
    assert "Showing results 6 to 105 of 205." in line(phone.page(str(newer["href"])).get_text(" "))
    assert phone.get("/journal/picture.svg").data == pictures[0]
    assert phone.get("/journal/picture.svg?to=x").data == pictures[0]
    for query in ["?to=0", "?to=-1", "?to=999", "?to=x", "?to=9999999999999999999999"]:
        assert "Showing results 106 to 205 of 205." in line(phone.page(f"/journal{query}").get_text(" "))


def test_a_short_journal_says_nothing_of_parts(world: World) -> None:
    short = world.phone()
    short.open_with(world.journal([1] * 3))
    assert "Showing results" not in short.journal().get_text()


def test_the_report_has_the_part_of_the_journal_that_its_result_is_in(phone: JournalClient) -> None:
    made = Paper(phone.get("/journal/107/report.pdf?journal=yes").data)
    assert "Showing results 8 to 107 of 107." in made.words
    assert made.faults() == []


def test_one_slow_request_too_many_for_a_long_journal_gets_503_and_other_pages_are_answered(
    world: World, phone: JournalClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow_requests, "CROWD_WAIT_SECONDS", 0.05)
    short = world.phone()
    short.open_with(world.journal([1, 2]))
    with taken_places(world, SLOTS):
        for address in SLOW:
            refused = phone.get(address)
            assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5"), address
            assert "Wait a few seconds" in refused.text
        assert short.get("/journal").status_code == 200
        assert short.save_result(world.keyed(2)).status_code == 303
    with taken_places(world, SLOTS - 1):
        assert [phone.get(address).status_code for address in SLOW] == [200] * len(SLOW)


def test_a_slow_request_lets_the_next_one_in_whatever_came_of_it(phone: JournalClient) -> None:
    for address in ["/journal", "/journal/picture.svg", "/journal/9999", "/journal/1/report.pdf?paper=round"] * SLOTS:
        assert phone.get(address).status_code in {200, 400, 404}
    assert phone.get("/journal").status_code == 200


def test_no_place_for_slow_work_is_held_while_the_database_is_waited_for(
    world: World, phone: JournalClient, transactions: list[bool]
) -> None:
    page = phone.page("/journal/1")
    assert phone.press(page, "/journal/note", note="On the bridge.").status_code == 303
    assert phone.press(page, "/journal/step").status_code == 303
    large = phone.exported() + b" " * LARGE_IMPORT_BYTES
    assert phone.import_file(large, "/journal").status_code == 303
    assert world.phone().import_file(large).status_code == 200
    assert len(transactions) > 5
    assert not any(transactions)


def test_a_large_import_waits_for_its_turn_and_is_then_refused(
    world: World, phone: JournalClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow_requests, "CROWD_WAIT_SECONDS", 0.05)
    large = phone.exported() + b" " * LARGE_IMPORT_BYTES
    with taken_places(world, SLOTS):
        assert phone.import_file(large, "/journal/open").status_code == 503
