"""Ten accidents on the way through the quiz: after each, every answer given before is still there."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from tests.application import SECRET, make_app

NEW_SECRET = "another secret for tests only"
DAY = 86_400
BEFORE = 6
"""Statements answered before the accident."""


class Host:
    """A server that can be started anew, under another secret or at another time, at the same address."""

    def __init__(self) -> None:
        self.now = time.time()
        self.start()
        self.mend()
        self.address = f"http://127.0.0.1:{self._server.port}"

    def _call(self, *request: Any) -> Any:
        return self.app(*request)

    def start(self, **settings: Any) -> None:
        """Start the application, with nothing left of the one before."""
        self.app = make_app(settings, lambda: self.now)

    def stop(self) -> None:
        """Stop serving: whoever knocks is refused."""
        self._server.shutdown()
        self._server.server_close()

    def mend(self) -> None:
        """Serve, at the address of before."""
        port = urlsplit(getattr(self, "address", "")).port or 0
        self._server = make_server("127.0.0.1", port, self._call, threaded=True)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()


@pytest.fixture
def host() -> Iterator[Host]:
    made = Host()
    yield made
    made.stop()


@pytest.fixture
def context(browser: Browser, host: Host) -> Iterator[BrowserContext]:
    made = browser.new_context(base_url=host.address, viewport={"width": 390, "height": 844}, has_touch=True)
    made.set_default_timeout(10_000)
    yield made
    made.close()


def answer(page: Page, number: int) -> None:
    """Give the next answers, one card at a time, and wait until the last has arrived."""
    for _ in range(number):
        card = page.locator("fieldset:visible")
        name = card.get_attribute("id")
        with page.expect_response("**/quiz/draft"):
            card.locator("label").nth(2).tap()
        expect(page.locator(f"#{name}")).to_be_hidden()


def to_result(page: Page) -> None:
    """Send the form as it is."""
    with page.expect_navigation():
        page.evaluate("document.querySelector('form.stepper').requestSubmit()")


def reload(page: Page, _host: Host) -> Page:
    page.reload()
    return page


def back(page: Page, _host: Host) -> Page:
    page.goto("/about")
    page.go_back()
    return page


def closed_tab(page: Page, _host: Host) -> Page:
    fresh = page.context.new_page()
    page.close()
    fresh.goto("/quiz")
    return fresh


def lost_signal(page: Page, _host: Host) -> Page:
    page.context.set_offline(True)
    page.evaluate("document.querySelector('form.stepper').requestSubmit()")
    expect(page.get_by_text("No signal.")).to_be_visible()
    with page.expect_navigation():
        page.context.set_offline(False)
    return page


def restart(page: Page, host: Host) -> Page:
    host.start()
    to_result(page)
    return page


def new_secret(page: Page, host: Host) -> Page:
    host.start(SECRET_KEY=NEW_SECRET, SECRET_KEY_FALLBACKS=[SECRET])
    to_result(page)
    return page


def left_open(page: Page, host: Host) -> Page:
    host.now += DAY
    to_result(page)
    return page


def expired(page: Page, host: Host) -> Page:
    host.now += 4 * DAY
    to_result(page)
    expect(page.locator("input:checked")).to_have_count(BEFORE)
    to_result(page)
    return page


def double_tap(page: Page, _host: Host) -> Page:
    with page.expect_event("load"):
        page.evaluate("const form = document.querySelector('form.stepper'); form.requestSubmit(); form.submit()")
    return page


def two_tabs(page: Page, _host: Host) -> Page:
    other = page.context.new_page()
    other.goto("/quiz")
    answer(other, 1)
    to_result(page)
    return page


ACCIDENTS = [reload, back, closed_tab, lost_signal, restart, new_secret, left_open, expired, double_tap, two_tabs]


@pytest.mark.parametrize("accident", ACCIDENTS, ids=lambda each: each.__name__)
def test_no_answer_is_lost(context: BrowserContext, host: Host, accident: Callable[[Page, Host], Page]) -> None:
    page = context.new_page()
    page.goto("/quiz")
    answer(page, BEFORE)
    page = accident(page, host)
    page.goto("/quiz")
    expect(page.locator("input:checked")).to_have_count(BEFORE + (accident is two_tabs))
