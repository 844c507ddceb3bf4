"""A page of another site that opens ours in a window."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Site

STRANGER = "http://stranger.test/"


def opened_by_a_stranger(context: BrowserContext, address: str) -> tuple[Page, Page]:
    context.route(STRANGER, lambda route: route.fulfill(body="<title>a stranger</title>", content_type="text/html"))
    stranger = context.new_page()
    stranger.goto(STRANGER)
    with context.expect_page() as opened:
        stranger.evaluate("address => { window.held = window.open(address) }", address)
    opened.value.wait_for_selector("h1")
    return stranger, opened.value


def test_a_stranger_cannot_hold_on_to_the_window_it_opened(site: Site, browser: Browser) -> None:
    context = browser.new_context()
    phone = context.new_page()
    for visit in ("the first", "one with the service worker at work"):
        stranger, ours = opened_by_a_stranger(context, f"{site.address}/quiz")
        assert stranger.evaluate("held.closed"), visit
        ours.goto(f"{site.address}/about")
        ours.click("a[href='/']")
        ours.wait_for_selector("h1")
        assert ours.evaluate("opener === null"), visit
        phone.goto(site.address)
        phone.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    context.close()


@pytest.mark.parametrize("page", ["/", "/about", "/quiz"])
def test_nor_where_the_browser_keeps_the_page_since_its_address_was_typed(
    page: str, site: Site, browser: Browser
) -> None:
    context = browser.new_context(service_workers="block")
    context.new_page().goto(site.address + page)
    stranger, _ = opened_by_a_stranger(context, site.address + page)
    assert stranger.evaluate("held.closed")
    context.close()
