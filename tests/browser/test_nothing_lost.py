"""Ten accidents on the way through the quiz: after each, every earlier answer is still there."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.application import SECRET
from tests.browser.conftest import Site

NEW_SECRET = "another secret for tests only"
DAY = 86_400
BEFORE = 6
"""Statements answered before the accident."""


def answer(page: Page, number: int) -> None:
    """Choose the next answers, one card at a time, and wait until the last has arrived."""
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


def reload(page: Page, _site: Site) -> Page:
    page.reload()
    return page


def back(page: Page, _site: Site) -> Page:
    page.goto("/about")
    page.go_back()
    return page


def closed_tab(page: Page, _site: Site) -> Page:
    fresh = page.context.new_page()
    page.close()
    fresh.goto("/quiz")
    return fresh


def lost_signal(page: Page, _site: Site) -> Page:
    page.context.set_offline(True)
    page.evaluate("document.querySelector('form.stepper').requestSubmit()")
    expect(page.get_by_text("You’re offline.")).to_be_visible()
    with page.expect_navigation():
        page.context.set_offline(False)
    return page


def restart(page: Page, site: Site) -> Page:
    site.restart()
    to_result(page)
    return page


def new_secret(page: Page, site: Site) -> Page:
    site.restart(SECRET_KEY=NEW_SECRET, SECRET_KEY_FALLBACKS=[SECRET])
    to_result(page)
    return page


def left_open(page: Page, site: Site) -> Page:
    site.now += DAY
    to_result(page)
    return page


def expired(page: Page, site: Site) -> Page:
    site.now += 4 * DAY
    to_result(page)
    expect(page.locator("input:checked")).to_have_count(BEFORE)
    to_result(page)
    return page


def double_tap(page: Page, _site: Site) -> Page:
    with page.expect_event("load"):
        page.evaluate("const form = document.querySelector('form.stepper'); form.requestSubmit(); form.submit()")
    return page


def two_tabs(page: Page, _site: Site) -> Page:
    other = page.context.new_page()
    other.goto("/quiz")
    answer(other, 1)
    to_result(page)
    return page


ACCIDENTS = [reload, back, closed_tab, lost_signal, restart, new_secret, left_open, expired, double_tap, two_tabs]


@pytest.mark.parametrize("accident", ACCIDENTS, ids=lambda each: each.__name__)
def test_no_answer_is_lost(context: BrowserContext, site: Site, accident: Callable[[Page, Site], Page]) -> None:
    page = context.new_page()
    page.goto("/quiz")
    answer(page, BEFORE)
    page = accident(page, site)
    page.goto("/quiz")
    expect(page.locator("input:checked")).to_have_count(BEFORE + (accident is two_tabs))
