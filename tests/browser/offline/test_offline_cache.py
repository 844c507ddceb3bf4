"""The pages that a browser caches for use without a network contain nothing personal, and can be removed."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from quiz.core.questionnaire import Questionnaire
from tests.browser.conftest import BROWSER, FLAGS, Site
from tests.browser.offline.conftest import CONTROLLED
from tests.browser.test_every_page import check
from tests.browser.test_nothing_lost import answer
from tests.browser.walk import ask_for_result, choose, disconnect, reconnect

CACHED = """async () => {
    const found = {};
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys())
            found[request.url.replace(location.origin, "")] = await (await cache.match(request)).text();
    }
    return found;
}"""
LEFT_BEHIND = """async () => [
    ...await caches.keys(), ...(await navigator.serviceWorker.getRegistrations()).map(each => each.scope),
    ...(await indexedDB.databases()).map(each => each.name),
    ...Object.keys(localStorage), ...Object.keys(sessionStorage),
]"""


def leftovers(page: Page) -> list[str]:
    # A page that registers nothing.
    page.goto("/robots.txt")
    found: list[str] = page.evaluate(LEFT_BEHIND)
    return found


def test_the_cache_is_the_same_for_everybody_before_and_after(
    page: Page, site: Site, questionnaire: Questionnaire, browser: Browser
) -> None:
    before: dict[str, str] = page.evaluate(CACHED)
    page.goto("/quiz")
    choose(page, questionnaire.statements, 4)
    ask_for_result(page)
    page.wait_for_url("**/results")
    page.get_by_role("button", name="Save to my journal").click()
    page.get_by_role("button", name="I’ve saved them").click()
    page.wait_for_url("**/journal")
    disconnect(page, site)
    page.goto("/journal")
    expect(page.get_by_role("heading", name="You’re offline")).to_be_visible()
    page.goto("/quiz")
    page.locator("fieldset:visible label").first.tap()
    reconnect(page, site)
    page.goto("/journal")
    expect(page.locator("h1")).not_to_have_text("You’re offline")
    assert page.evaluate(CACHED) == before
    assert set(before) == {"/", "/before", "/no-signal", "/quiz"}
    assert " checked>" not in re.sub("<noscript>.*?</noscript>", "", before["/quiz"], flags=re.DOTALL)
    assert 'name="csrf_token" value="">' in before["/quiz"]
    assert '<body data-module="clear-on-leave">' in before["/quiz"]
    other = browser.new_context(base_url=site.address)
    stranger = other.new_page()
    stranger.goto("/before")
    stranger.evaluate(CONTROLLED)
    assert stranger.evaluate(CACHED) == before
    other.close()


@pytest.mark.parametrize("network", [True, False])
def test_leaving_removes_the_worker_and_everything_it_cached(page: Page, site: Site, *, network: bool) -> None:
    page.goto("/quiz")
    answer(page, 2)
    if not network:
        disconnect(page, site)
        page.goto("/quiz")
    page.get_by_role("link", name="Leave quickly").click()
    if network:
        page.wait_for_url("http://localhost*/**")
    else:
        page.wait_for_url("about:blank")
        reconnect(page, site)
    assert leftovers(page) == []
    page.goto("/quiz")
    expect(page.locator("input:checked")).to_have_count(0)


def test_leaving_without_scripts_removes_them_too(page: Page) -> None:
    page.goto("/leave")
    page.wait_for_url("http://localhost*/**")
    assert leftovers(page) == []


def test_a_new_version_takes_the_place_of_the_old_one_whole(page: Page, site: Site) -> None:
    old: dict[str, str] = page.evaluate(CACHED)
    site.restart(LEAVE_TO="https://new.example/")
    with page.expect_event("console"):
        page.evaluate("navigator.serviceWorker.addEventListener('controllerchange', () => console.info('a new one'))")
        page.evaluate("navigator.serviceWorker.getRegistration().then(found => found.update()).then(() => {})")
    new: dict[str, str] = page.evaluate(CACHED)
    assert new.keys() == old.keys()
    for path in ("/", "/before", "/quiz", "/no-signal"):
        assert "https://new.example/" in new[path]
        assert "https://new.example/" not in old[path]
    disconnect(page, site)
    page.goto("/quiz")
    expect(page.locator(".leave")).to_have_attribute("data-exit-url", "https://new.example/")


def test_no_page_without_a_network_has_a_barrier(page: Page, site: Site) -> None:
    disconnect(page, site)
    for address, heading in [
        ("/", "Feeling unsure"),
        ("/before", "Before the"),
        ("/quiz", "How things"),
        ("/help", "You’re offline"),
    ]:
        page.goto(address)
        expect(page.locator("h1")).to_contain_text(heading)
        check(page)


def test_it_can_be_installed(playwright: Playwright, site: Site, tmp_path: Path) -> None:
    # No private window, where nothing can be.
    context = playwright.chromium.launch_persistent_context(tmp_path, executable_path=BROWSER, args=FLAGS)
    page = context.new_page()
    page.goto(site.address)
    session = context.new_cdp_session(page)
    assert session.send("Page.getInstallabilityErrors") == {"installabilityErrors": []}
    assert session.send("Page.getAppManifest")["errors"] == []
    context.close()
