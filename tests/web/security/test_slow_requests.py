"""While slow work waits, all else is answered, and what was refused is not lost."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import pytest

from quiz.web.security import slow_requests
from quiz.web.security.slow_requests import FAIR_SHARE, NETWORK_THREADS, SLOW_RUNNING
from tests.web.journal_client import JournalClient, World, words

QUICK = "/", "/quiz", "/help", "/ideas", "/about", "/results", "/journal", "/healthz"


@pytest.fixture
def phone(world: World) -> JournalClient:
    """A phone with a result that is not saved yet."""
    phone = world.phone()
    phone.send(world.keyed(4))
    return phone


@contextmanager
def busy(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have every place for slow work taken, and nobody wait for long."""
    queue = world.app.extensions["steady"].slow_requests.queue
    monkeypatch.setattr(slow_requests, "CROWD_WAIT_SECONDS", 0.05)
    with ExitStack() as taken:
        for _ in range(SLOW_RUNNING):
            taken.enter_context(queue.place())
        yield


def test_pages_without_slow_work_come_as_usual(
    world: World, phone: JournalClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.press(phone.get("/results").text, "/journal/keep")
    with busy(world, monkeypatch):
        # A result is added to an open journal without deriving a key.
        assert phone.save_result(world.keyed(2)).status_code == 303
        assert {address: phone.get(address).status_code for address in QUICK} == dict.fromkeys(QUICK, 200)
        assert phone.get("/leave").status_code in {200, 303}


def test_a_refused_save_says_so_and_is_made_by_sending_it_again(
    world: World, phone: JournalClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = phone.get("/results").text
    with busy(world, monkeypatch):
        refused = phone.press(page, "/journal/keep")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert "nothing’s lost" in refused.text
    passphrase = words(phone.press(page, "/journal/keep"))
    other = world.phone()
    other.open_with(passphrase)
    assert other.saved() == 1


@pytest.mark.parametrize("address", ["/results/report.pdf", "/results/profile.svg", "/results/profile.png"])
def test_pictures_and_papers_wait_and_are_then_refused(
    world: World, phone: JournalClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    with busy(world, monkeypatch):
        refused = phone.get(address)
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        assert "Set-Cookie" not in refused.headers
    assert [phone.get(address).status_code for _ in range(SLOW_RUNNING + 1)] == [200] * (SLOW_RUNNING + 1)


def test_right_words_are_refused_and_open_the_journal_afterwards(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    passphrase, phone = world.journal([3]), world.phone()
    with busy(world, monkeypatch):
        assert phone.open_with(passphrase).status_code == 503
    assert phone.open_with(passphrase).status_code == 303
    assert phone.saved() == 1


def test_a_network_that_asks_for_much_is_refused_soon_and_others_wait_for_their_turn(
    world: World, phone: JournalClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow_requests, "SLOW_WAIT_SECONDS", 0.2)
    monkeypatch.setattr(slow_requests, "CROWD_WAIT_SECONDS", 120)
    queue, cookies = world.app.extensions["steady"].slow_requests.queue, phone.session_cookies()

    def ask(address: str) -> int:
        browser = world.phone()
        browser.environ_base["REMOTE_ADDR"] = address
        for name, value in cookies.items():
            browser.set_cookie(name, value)
        return browser.get("/results/profile.svg").status_code

    crowd = [f"198.51.100.{number}" for number in range(20)]
    with ThreadPoolExecutor(200) as pool:
        with ExitStack() as taken:
            for _ in range(SLOW_RUNNING):
                taken.enter_context(queue.place())
            greedy = [pool.submit(ask, "203.0.113.9") for _ in range(NETWORK_THREADS + 20)]
            others = [pool.submit(ask, address) for address in crowd]
            until = time.monotonic() + 60
            while sum(call.done() for call in greedy) < NETWORK_THREADS + 20 - FAIR_SHARE and time.monotonic() < until:
                time.sleep(0.05)
            time.sleep(0.3)
            assert not any(call.done() for call in others)
        statuses = [call.result() for call in greedy]
        assert (statuses.count(200), statuses.count(503)) == (FAIR_SHARE, NETWORK_THREADS + 20 - FAIR_SHARE)
        assert {call.result() for call in others} == {200}
