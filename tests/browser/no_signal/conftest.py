"""A phone that has seen the start page, and a server that can be cut off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from quiz.core.questionnaire import Questionnaire
from tests.browser.no_signal.way import TAKEN_CARE_OF
from tests.browser.test_nothing_lost import Host


@pytest.fixture
def host() -> Iterator[Host]:
    made = Host()
    made.app.config["LEAVE_TO"] = made.address.replace("127.0.0.1", "localhost") + "/robots.txt"
    yield made
    made.stop()


@pytest.fixture(params=["light"])
def context(browser: Browser, host: Host, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    made = browser.new_context(
        base_url=host.address, viewport={"width": 390, "height": 844}, has_touch=True, color_scheme=request.param
    )
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Give a page of a browser that has seen the start page."""
    made = context.new_page()
    made.goto("/")
    made.evaluate(TAKEN_CARE_OF)
    return made


@pytest.fixture
def asked(host: Host) -> Questionnaire:
    found: Questionnaire = host.app.extensions["steady"].questionnaire
    return found
