"""The field for a note on a saved result: counted while typing, and usable without a count."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit
from tests.browser.test_every_page import check
from tests.browser.test_journal import save_result

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def note_page(page: Page, site: Site) -> Page:
    """Save a result and open its page."""
    save_result(page, site)
    page.goto("/journal/1")
    return page


def test_the_count_is_that_of_the_characters_people_see_and_the_server_agrees(visit: Visit, site: Site) -> None:
    page = note_page(visit(), site)
    field, count = page.get_by_role("textbox", name="A note to yourself"), page.locator("[data-counter]")
    expect(count).to_have_text("0 of 500 characters")
    field.fill(f"e\u0301{FAMILY}\n{FAMILY}  ")
    expect(count).to_have_text("4 of 500 characters")
    expect(page.locator("[data-announcer]")).to_have_text("4 of 500 characters")
    field.fill(FAMILY * 501)
    expect(count).to_have_text("One character too many. Please shorten your note.")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_role("alert")).to_contain_text("one character too many")
    expect(field).to_have_value(FAMILY * 501)
    check(page)
    field.fill("\n" + FAMILY * 499)
    expect(count).to_have_text("500 of 500 characters")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_text("Your note is saved.")).to_be_visible()
    expect(field).to_have_value("\n" + FAMILY * 499)


def test_a_browser_that_cannot_count_shows_no_count_and_saves_the_note(visit: Visit, site: Site) -> None:
    page = visit()
    page.add_init_script("delete Intl.Segmenter")
    note_page(page, site)
    expect(page.locator("[data-counter]")).to_be_hidden()
    page.get_by_role("textbox", name="A note to yourself").fill("Written without a count.")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_role("textbox", name="A note to yourself")).to_have_value("Written without a count.")
