"""Other languages on a phone: a switch in the middle of the quiz, lines from right to left, and long words."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit, after_check_in, take_session
from tests.browser.test_every_page import violations
from tests.browser.walk import ask_for_result, card, checked, choose, disconnect, reconnect, start_with

LANGUAGES = "en,es,de,ar"
LOCALES = {"es": "es-MX", "de": "de-AT", "ar": "ar-EG"}


@pytest.fixture
def languages(site: Site) -> Site:
    """Switch all languages on."""
    site.restart(LANGUAGES=LANGUAGES, LEAVE_TO=site.elsewhere)
    return site


def switch(page: Page, code: str) -> None:
    """Tap a button at the foot of the page."""
    page.locator(f".languages button[value={code}]").tap()
    expect(page.locator(f"html[lang={code}]")).to_be_attached()


def test_a_switch_right_after_an_answer_loses_neither_that_nor_a_private_one(visit: Visit, languages: Site) -> None:
    page = visit()
    page.goto("/quiz")
    start_with(page)
    first, second = languages.questionnaire.statements[:2]
    card(page, first).locator("label").nth(3).tap()
    expect(card(page, second)).to_be_visible()
    card(page, second).locator("label").nth(1).tap()
    page.locator("[data-private] input").nth(2).evaluate("radio => radio.click()")
    switch(page, "es")
    assert page.url.endswith("/quiz")
    kept = checked(page)
    assert kept[f"q-{first.id}"] == "4...", "padded, so that every answer weighs the same"
    assert kept[f"q-{second.id}"] == "2..."
    # No page shows a private answer again.
    assert page.locator("[data-private] input:checked").count() == 0
    switch(page, "en")
    assert checked(page) == kept


def test_the_switch_waits_for_a_signal_and_keeps_the_page(visit: Visit, languages: Site) -> None:
    page = visit()
    page.goto("/quiz")
    start_with(page)
    with page.expect_response("**/quiz/draft"):
        card(page, languages.questionnaire.statements[0]).locator("label").nth(3).tap()
    page.wait_for_load_state("networkidle")
    disconnect(page, languages)
    page.locator(".languages button[value=es]").tap()
    expect(page.locator("[data-waiting]")).to_be_visible()
    assert page.url.endswith("/quiz")
    reconnect(page, languages)
    expect(page.locator("html[lang=es]")).to_be_attached(timeout=15_000)
    assert checked(page)[f"q-{languages.questionnaire.statements[0].id}"] == "4..."


@pytest.mark.parametrize("code", LOCALES)
def test_the_check_in_works_in_the_language_of_the_phone(visit: Visit, languages: Site, code: str) -> None:
    page = visit(locale=LOCALES[code])
    page.goto("/quiz")
    expect(page.locator(f"html[lang={code}]")).to_be_attached()
    choose(page, languages.questionnaire.statements)
    ask_for_result(page)
    page.wait_for_url("**/results")
    assert page.locator("picture img").first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


@pytest.mark.parametrize("code", LOCALES)
def test_no_page_is_wider_than_the_smallest_phone(visit: Visit, languages: Site, code: str) -> None:
    page = visit(viewport={"width": 320, "height": 640}, locale=LOCALES[code])
    take_session(page, languages, after_check_in(languages))
    for path in ("/", "/before", "/quiz", "/results", "/help", "/about", "/ideas", "/journal/open"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path
        cut = page.evaluate(
            "[...document.querySelectorAll('button, a.button')].filter(one => one.scrollWidth > one.clientWidth + 1)"
            ".map(one => one.textContent.trim())"
        )
        assert not cut, path
    assert not violations(page, "tag", ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])


@pytest.mark.usefixtures("languages")
def test_in_arabic_the_page_begins_on_the_right(visit: Visit) -> None:
    page = visit(locale="ar")
    page.goto("/")
    heading, brand = page.locator("h1").bounding_box(), page.locator(".brand").bounding_box()
    exit_ = page.locator("a[href='/leave']").first.bounding_box()
    assert heading and brand and exit_
    assert brand["x"] > exit_["x"]
    assert page.locator("h1").evaluate("one => getComputedStyle(one).direction") == "rtl"
