"""Leaving in a hurry: blank at once, elsewhere, and nothing behind Back."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.application import routes
from tests.browser.conftest import Site, Visit, with_result


def cookies(page: Page, site: Site) -> set[str]:
    return {str(cookie.get("name")) for cookie in page.context.cookies(site.address)}


@pytest.mark.parametrize("way", ["tap", "Shift"])
def test_leaving_clears_everything_and_back_shows_no_result(visit: Visit, site: Site, way: str) -> None:
    page = visit()
    page.goto("/")
    with_result(page, site)
    if way == "tap":
        page.get_by_role("link", name="Leave quickly").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(site.elsewhere)
    assert cookies(page, site) == set()
    page.go_back()
    page.wait_for_url(f"{site.address}/")
    page.goto("/results")
    expect(page.locator("tbody tr")).to_have_count(0)
    assert "left" not in cookies(page, site)


def test_shift_counts_aloud_and_any_other_key_resets_the_count(visit: Visit, site: Site) -> None:
    page = visit()
    with_result(page, site)
    status = page.locator(".shift-status")
    page.keyboard.press("Shift")
    expect(status).to_have_text("Press Shift two more times to leave.")
    page.keyboard.press("Shift")
    expect(status).to_have_text("Press Shift once more to leave.")
    page.keyboard.press("a")
    expect(status).to_have_text("")
    page.keyboard.press("Shift")
    expect(status).to_have_text("Press Shift two more times to leave.")


def test_shift_with_another_key_is_no_press(visit: Visit, site: Site) -> None:
    page = visit()
    with_result(page, site)
    status = page.locator(".shift-status")
    page.keyboard.down("Shift")
    expect(status).to_have_text("")
    page.keyboard.press("Tab")
    page.keyboard.up("Shift")
    expect(status).to_have_text("")


def test_leaving_without_a_signal_blanks_the_page_and_clears_it_later(visit: Visit, site: Site) -> None:
    page = visit()
    with_result(page, site)
    page.context.set_offline(True)
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url("about:blank")
    page.context.set_offline(False)
    page.goto("/results")
    expect(page.locator("tbody tr")).to_have_count(0)


def test_a_page_in_the_back_forward_cache_is_emptied_and_loaded_again(visit: Visit, site: Site) -> None:
    page = visit()
    with_result(page, site)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(page.locator("body > *")).to_have_count(0)
    with page.expect_navigation():
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator("tbody tr")).to_have_count(5)


def test_a_late_answer_does_not_bring_the_quiz_back_after_leaving(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto("/quiz")
    name = next(name for name, _, address in routes(site.app) if address == "/quiz/draft")
    slow: Callable[[], Any] = site.app.view_functions[name]

    def late() -> Any:
        time.sleep(1)
        return slow()

    site.app.view_functions[name] = late
    try:
        page.locator("fieldset:visible label").first.click()
        page.get_by_role("link", name="Leave quickly").click()
        page.wait_for_url(site.elsewhere)
        page.wait_for_timeout(1500)
    finally:
        site.app.view_functions[name] = slow
    assert cookies(page, site) == set()
    page.goto("/quiz")
    expect(page.locator("input:checked")).to_have_count(0)


def test_leaving_in_one_tab_leaves_in_all(visit: Visit, site: Site) -> None:
    page = visit()
    with_result(page, site)
    other = page.context.new_page()
    other.goto("/results")
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url(site.elsewhere)
    other.wait_for_url(site.elsewhere)
