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
        stranger.evaluate("address => { window.opened = window.open(address) }", address)
    return stranger, opened.value


def test_a_stranger_cannot_hold_on_to_the_window_it_opened(site: Site, browser: Browser) -> None:
    context = browser.new_context()
    phone = context.new_page()
    for visit in ("the first", "one with the service worker at work"):
        stranger, ours = opened_by_a_stranger(context, f"{site.address}/quiz")
        ours.wait_for_selector("h1")
        assert stranger.evaluate("opened.closed"), visit
        ours.goto(f"{site.address}/about")
        ours.click("a[href='/']")
        ours.wait_for_selector("h1")
        assert ours.evaluate("opener === null"), visit
        context.clear_cookies()
        phone.goto(f"{site.address}/before")
        phone.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    context.close()


@pytest.mark.parametrize("page", ["/", "/about", "/quiz"])
def test_nor_where_the_browser_cached_the_page_after_its_address_was_typed(
    page: str, site: Site, browser: Browser
) -> None:
    context = browser.new_context(service_workers="block")
    context.new_page().goto(site.address + page)
    stranger, ours = opened_by_a_stranger(context, site.address + page)
    ours.wait_for_selector("h1")
    assert stranger.evaluate("opened.closed")
    context.close()


def test_a_window_of_a_stranger_in_which_the_address_was_typed_is_let_go_with_the_next_page(
    site: Site, browser: Browser
) -> None:
    context = browser.new_context(service_workers="block")
    stranger, window = opened_by_a_stranger(context, "about:blank")
    window.goto(site.address)
    seen = stranger.evaluate("() => { try { return opened.document.title } catch (error) { return error.name } }")
    assert seen == "SecurityError"
    window.click("a[href='/about']")
    window.wait_for_url("**/about")
    assert stranger.evaluate("opened.closed")
    assert window.evaluate("opener === null")
    context.close()
