"""A real Chromium against a real server."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from werkzeug.serving import make_server

from quiz.core.questionnaire import Questionnaire
from tests.application import make_app
from tests.web.forms import hidden
from tests.web.page_client import SESSION_COOKIES

BROWSER = os.environ.get("TEST_BROWSER") or None
PHONE = {"width": 390, "height": 844}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
Visit = Callable[..., Page]
"""Opens a page of a new browser."""


class Site:
    """A served application, which can be stopped, or replaced with other settings or at another time."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self._port = 0
        self.resume()
        self.address = f"http://127.0.0.1:{self._port}"
        # Another host name, so that leaving truly leaves.
        self.elsewhere = f"http://localhost:{self._port}/robots.txt"
        self._first = make_app({"LEAVE_TO": self.elsewhere}, lambda: self.now)
        self.reset()

    def reset(self) -> None:
        """Return to the first application and to the present, and serve."""
        self.now, self.app = time.time(), self._first
        if not self._serving:
            self.resume()

    def restart(self, **settings: Any) -> None:
        """Replace the application by a new one, on another database."""
        self.app = make_app(settings, lambda: self.now)

    def stop(self) -> None:
        """Stop serving: connections are refused."""
        self._server.shutdown()
        self._server.server_close()
        self._serving = False

    def resume(self) -> None:
        """Serve at the same address as before."""
        # The application may be replaced while it is served.
        answer = lambda *request: self.app(*request)  # noqa: E731, PLW0108
        self._server = make_server("127.0.0.1", self._port, answer, threaded=True)
        self._port, self._serving = self._server.port, True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()


def after_check_in(site: Site) -> FlaskClient:
    """Return a client that has just taken the check-in."""
    client = site.app.test_client()
    answers = {f"q-{s.id}": "2" if s.reversed else "4" for s in site.questionnaire.statements}
    assert client.post("/quiz", data={**hidden(client.get("/quiz").text, "/quiz"), **answers}).status_code == 303
    return client


def with_result(page: Page, site: Site) -> Page:
    """Set the cookies of somebody who took the check-in, and open the result."""
    take_session(page, site, after_check_in(site))
    page.goto("/results")
    return page


def take_session(page: Page, site: Site, client: FlaskClient) -> None:
    """Copy the session of a test client into the browser of a page."""
    page.context.add_cookies(
        [{"name": name, "value": value, "url": site.address} for name, value in session_cookies(client).items()]
    )


def session_cookies(client: FlaskClient) -> dict[str, str]:
    """Return the cookies of the session of a test client, by name."""
    return {name: found.value for name in SESSION_COOKIES if (found := client.get_cookie(name))}


@pytest.fixture(scope="session")
def one_site(questionnaire: Questionnaire) -> Iterator[Site]:
    """Serve the shipped application."""
    served = Site(questionnaire)
    yield served
    served.stop()


@pytest.fixture
def site(one_site: Site) -> Iterator[Site]:
    """Return the site as it was at first."""
    one_site.reset()
    yield one_site
    one_site.reset()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start what drives browsers."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Start Chromium: the one named by TEST_BROWSER, else Playwright's own."""
    started = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
    yield started
    started.close()


@pytest.fixture(scope="session")
def remembering_browser(playwright: Playwright) -> Iterator[Browser]:
    """Start Chromium as people have it: pages stay in its memory for Back, which Playwright turns off."""
    dropped_flags = ["--disable-back-forward-cache"]
    started = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS, ignore_default_args=dropped_flags)
    yield started
    started.close()


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """Return a phone's browser whose pages may complain."""
    made = browser.new_context(base_url=site.address, viewport=PHONE, has_touch=True)  # type: ignore[arg-type]
    made.set_default_timeout(10_000)
    yield made
    made.close()


class Watched:
    """A page that remembers what went wrong on it."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.page.on(
            "console", lambda line: self.faults.append(line.text) if line.type in {"error", "warning"} else None
        )
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on(
            "request",
            lambda sent: (
                None
                if sent.url.startswith((site.address, site.elsewhere))
                else self.faults.append(f"a request to {sent.url}")
            ),
        )


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    """Open a phone's browser; at the end no page may have complained or asked another host for anything."""
    contexts: list[BrowserContext] = []
    visits: list[Watched] = []

    def open_page(by: Browser = browser, **options: object) -> Page:
        context = by.new_context(base_url=site.address, **{"viewport": PHONE, "has_touch": True, **options})  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        contexts.append(context)
        visits.append(Watched(context, site))
        return visits[-1].page

    yield open_page
    for context in contexts:
        context.close()
    # The browser itself reports a page that is refused, a file that is held back, or a network that is cut, on purpose.
    expected = ("the server responded with a status of 4", "net::ERR_FAILED", "net::ERR_INTERNET_DISCONNECTED")
    faults = [fault for visit in visits for fault in visit.faults if not any(part in fault for part in expected)]
    assert faults == []
