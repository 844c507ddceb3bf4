"""A journal of many results: shown in parts, and looked at by a few people at once in one server."""

import threading

import pytest

from quiz.progress.history import RESULTS_PER_PAGE, page_bounds
from quiz.web.security.slow_requests import MAX_SLOW_REQUESTS as AT_ONCE
from tests.report.paper import Paper
from tests.web.journal_client import DAY, JournalClient, World, line

COUNT = 2 * RESULTS_PER_PAGE + 5


@pytest.fixture(scope="module")
def world() -> World:
    return World()


@pytest.fixture(scope="module")
def phone(world: World) -> JournalClient:
    """Give a phone with a long journal open: a result a day, each with other numbers than the one before."""
    phone = world.phone()
    phone.open_with(world.journal([1 + number % 5 for number in range(COUNT)], DAY))
    return phone


def dates(phone: JournalClient, query: str) -> list[str]:
    return [line(cell.get_text()) for cell in phone.page(f"/journal{query}").select("tbody th")]


@pytest.mark.parametrize("count", [1, 2, RESULTS_PER_PAGE - 1, RESULTS_PER_PAGE, RESULTS_PER_PAGE + 1, COUNT])
def test_every_result_is_in_just_one_part(count: int) -> None:
    parts = {page_bounds(count, number) for number in range(1, count + 1)}
    assert sorted(number for first, last in parts for number in range(first, last + 1)) == [*range(1, count + 1)]
    assert all(
        first <= number <= last for number in range(1, count + 1) for first, last in [page_bounds(count, number)]
    )
    assert page_bounds(count, count)[1] == count


def test_a_long_journal_shows_its_newest_hundred_and_leads_to_all_others(phone: JournalClient) -> None:
    seen, query = list[str](), ""
    while True:
        page = phone.page(f"/journal{query}")
        seen += dates(phone, query)
        (picture,) = {str(image["src"]) for image in page.select(".history img")}
        assert phone.get(picture).status_code == 200
        older = page.find("a", string="Older ones")
        if older is None:
            break
        query = str(older["href"]).removeprefix("/journal").removesuffix("#history")
    assert len(seen) == len(set(seen)) == COUNT
    assert "Here are results 1 to 5 of 205." in line(page.get_text(" "))
    newer = page.find("a", string="Newer ones")
    assert newer
    assert "Here are results 6 to 105 of 205." in line(phone.page(str(newer["href"])).get_text(" "))


@pytest.mark.parametrize("query", ["?to=0", "?to=-1", "?to=999", "?to=x", "?to=9999999999999999999999"])
def test_a_part_that_is_none_is_the_newest(phone: JournalClient, query: str) -> None:
    assert dates(phone, query) == dates(phone, "")
    assert phone.get(f"/journal/picture.svg{query}").data == phone.get("/journal/picture.svg").data


def test_the_pictures_of_two_parts_differ(phone: JournalClient) -> None:
    assert phone.get("/journal/picture.svg?to=105").data != phone.get("/journal/picture.svg").data


def test_a_short_journal_says_nothing_of_parts(world: World) -> None:
    short = world.phone()
    short.open_with(world.journal([1] * 3))
    assert "Here are results" not in short.journal().get_text()


def test_the_paper_holds_the_part_its_result_is_in(phone: JournalClient) -> None:
    made = Paper(phone.get("/journal/7/report.pdf?journal=yes").data)
    assert "Here are results 6 to 105 of 205." in made.words
    assert made.faults() == []


@pytest.mark.parametrize(
    "path",
    [
        "/journal",
        "/journal/picture.svg",
        "/journal/1",
        "/journal/1/profile.svg",
        "/journal/1/report.pdf",
        "/journal/export.json",
        "/journal/export.csv",
        "/results/report.pdf?journal=yes",
    ],
)
def test_a_long_journal_waits_for_its_turn_and_nothing_else_does(world: World, phone: JournalClient, path: str) -> None:
    if path.startswith("/results"):
        phone.send(world.keyed(3))
    short = world.phone()
    short.open_with(world.journal([1, 2]))
    turns = world.app.extensions["turns"]
    for _ in range(AT_ONCE):
        assert turns.acquire(blocking=False)
    try:
        refused = phone.get(path)
        assert short.get("/journal").status_code == short.get("/journal/picture.svg").status_code == 200
    finally:
        for _ in range(AT_ONCE):
            turns.release()
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "5"
    assert "it has to wait a few seconds" in refused.text
    assert phone.get(path).status_code == 200


def test_a_turn_ends_with_its_request_whatever_came_of_it(world: World, phone: JournalClient) -> None:
    for path in ["/journal", "/journal/picture.svg", "/journal/9999", "/journal/1/report.pdf?paper=round"] * AT_ONCE:
        assert phone.get(path).status_code in {200, 400, 404}
    turns = world.app.extensions["turns"]
    taken = [turns.acquire(blocking=False) for _ in range(AT_ONCE + 1)]
    for _ in range(sum(taken)):
        turns.release()
    assert taken == [True] * AT_ONCE + [False]
    assert isinstance(turns, threading.BoundedSemaphore)
