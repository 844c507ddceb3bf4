"""Behind Back, in a browser that keeps pages in its memory: nothing after leaving, and the quiz only once."""

from collections.abc import Callable
from contextlib import nullcontext, suppress

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, expect

from tests.browser.conftest import BROWSER, FLAGS, Site, Visit, with_result
from tests.browser.walk import ANSWERED, choose

PRIVATE = ["tbody", "#words li", ANSWERED, ".advice"]


def entries(page: Page) -> list[str]:
    session = page.context.new_cdp_session(page)
    return [entry["url"] for entry in session.send("Page.getNavigationHistory")["entries"]]


def half_filled(page: Page, _site: Site) -> None:
    page.goto("/quiz")
    page.locator("fieldset input").nth(1).check(force=True)


def words(page: Page, site: Site) -> None:
    with_result(page, site)
    page.get_by_role("button", name="Save to my journal").click()
    expect(page.locator("#words li")).to_have_count(7)


def journal(page: Page, site: Site) -> None:
    words(page, site)
    page.get_by_role("button", name="I’ve saved them").click()
    page.wait_for_url("**/journal")


def help_after_result(page: Page, site: Site) -> None:
    with_result(page, site)
    page.goto("/help")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("last", [with_result, half_filled, words, journal, help_after_result])
def test_after_leaving_back_shows_nothing_private_on_any_page(
    visit: Visit, site: Site, remembering_browser: Browser, last: Callable[[Page, Site], object], *, scripts: bool
) -> None:
    page = visit(remembering_browser, java_script_enabled=scripts)
    page.goto("/")
    last(page, site)
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url(site.elsewhere)
    steps = len(entries(page)) - 2
    for _ in range(steps):
        # Without scripts the answer to a form stays in the history, and Chromium asks before it sends that again.
        with nullcontext() if scripts else suppress(Error):
            page.go_back(wait_until="commit")
            page.wait_for_load_state()
        for part in PRIVATE:
            expect(page.locator(part)).to_have_count(0)
    assert page.url == f"{site.address}/"


def test_the_quiz_is_one_page_of_the_history_with_a_statement_left_open_too(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto("/quiz")
    before = entries(page)
    # Sent half-filled, it asks about the rest.
    for card in page.locator("fieldset[id^=s]").all()[1:]:
        card.locator("input").nth(2).evaluate("input => input.checked = true")
    page.evaluate("document.querySelector('#done ~ p button').click()")
    expect(page.locator(".review-links a")).to_have_count(1)
    assert entries(page) == before
    expect(page.locator(ANSWERED)).to_have_count(29)
    page.get_by_role("button", name="Show my result anyway").first.click()
    page.wait_for_url("**/results")
    assert entries(page) == [*before, f"{site.address}/results"]


def test_words_typed_wrong_do_not_come_back_after_leaving(visit: Visit, site: Site) -> None:
    page = visit()
    page.goto("/journal/open")
    for _ in range(2):
        page.get_by_label("Your seven words").fill("abacus abdomen")
        page.get_by_role("button", name="Open my journal").click()
        expect(page.locator("#mistakes")).to_be_visible()
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url(site.elsewhere)
    while page.url != f"{site.address}/journal/open":
        page.go_back()
    expect(page.get_by_label("Your seven words")).to_have_value("")
    assert "abacus" not in page.content()


def test_leaving_on_a_plain_address_of_a_network_clears_the_session_too(playwright: Playwright, site: Site) -> None:
    mapped = playwright.chromium.launch(
        executable_path=BROWSER, args=[*FLAGS, "--host-resolver-rules=MAP laptop.test 127.0.0.1"]
    )
    for scripts in (True, False):
        page = mapped.new_page(java_script_enabled=scripts, base_url=site.address.replace("127.0.0.1", "laptop.test"))
        page.goto("/quiz")
        assert page.context.cookies()
        page.get_by_role("link", name="Leave quickly").click()
        page.wait_for_url(site.elsewhere)
        page.wait_for_timeout(300)
        assert page.context.cookies() == []
    mapped.close()


def test_a_page_whose_session_was_lost_is_not_cached_with_the_answers_sent(
    visit: Visit, site: Site, remembering_browser: Browser
) -> None:
    page = visit(remembering_browser, java_script_enabled=False)
    page.goto("/quiz")
    choose(page, site.questionnaire.statements)
    page.context.clear_cookies()
    page.locator("#done ~ p .primary").click()
    expect(page.get_by_text("Your answers are all here")).to_be_visible()
    page.get_by_role("button", name="Show my result").last.click()
    page.wait_for_url("**/results")
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url(site.elsewhere)
    for _ in range(3):
        page.go_back(wait_until="commit")
        page.wait_for_load_state()
        expect(page.locator(f"{ANSWERED}, tbody")).to_have_count(0)


@pytest.mark.parametrize("address", ["/", "/help", "/results"])
def test_a_page_out_of_sight_is_blank(visit: Visit, site: Site, address: str) -> None:
    page = visit()
    with_result(page, site)
    page.goto(address)
    for hidden in (True, False):
        page.evaluate(
            "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
            " document.dispatchEvent(new Event('visibilitychange')) }",
            hidden,
        )
        expect(page.locator("h1")).to_be_hidden() if hidden else expect(page.locator("h1")).to_be_visible()
