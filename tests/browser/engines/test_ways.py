"""What a person does with Steady, in every engine: the whole way, leaving, no network, no JavaScript, the journal."""

from contextlib import suppress

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.keys import Keys

from tests.browser.conftest import Site
from tests.browser.engines.conftest import PickUp
from tests.browser.engines.phone import Phone
from tests.browser.engines.steps import (
    CONTROLLED,
    ENTER,
    READY,
    ask_for_result,
    begin,
    choose,
    finish_with_keys,
    goes_back_to_nothing,
    has_focus,
    has_result,
    leave,
    open_journal,
    open_result,
    save_result,
)

TAPPED = 3
"""Statements answered by tapping; the rest by pressing keys, some at a time."""
AT_A_TIME = 3


def test_the_whole_way_by_tapping_and_with_keys(phone: Phone, site: Site) -> None:
    begin(phone)
    phone.until_js(READY)
    entries = phone.js("history.length")
    assert phone.js("document.title") == "Steady"
    has_focus(phone, "c1")
    phone.tap("Skip this one")
    for number in range(1, TAPPED + 1):
        has_focus(phone, f"s{number}")
        phone.tap("Often")
    for number in range(TAPPED + 1, len(site.questionnaire.statements) + 1, AT_A_TIME):
        has_focus(phone, f"s{number}")
        phone.press(*(("3", ENTER) * AT_A_TIME))
    finish_with_keys(phone)
    assert phone.js("history.length") == entries
    phone.press(ENTER)
    has_result(phone)
    phone.until_js("document.querySelector('picture img').naturalWidth > 0")
    phone.tap("Save as PDF")
    phone.until(lambda: [file.read_bytes()[:5] for file in phone.downloads.glob("*.pdf")] == [b"%PDF-"])
    phone.driver.back()
    phone.until_js("document.querySelectorAll('input:checked').length >= 30")


def test_after_leaving_back_shows_nothing_of_a_journal_and_a_result(phone: Phone, site: Site) -> None:
    phone.go("/")
    open_result(phone, site)
    save_result(phone)
    phone.tap("I’ve saved them")
    phone.is_at("/journal")
    leave(phone, site)
    goes_back_to_nothing(phone, site)
    phone.go("/results")
    assert not phone.all("tbody")
    phone.go("/journal")
    phone.is_at("/journal/open")


def test_shift_three_times_leaves_a_half_filled_quiz_and_back_shows_no_answer(phone: Phone, site: Site) -> None:
    begin(phone)
    has_focus(phone, "c1")
    phone.tap("Skip this one")
    has_focus(phone, "s1")
    phone.press(Keys.SHIFT)
    phone.sees("Press Shift two more times to leave.")
    phone.press(Keys.SHIFT)
    phone.press(Keys.SHIFT)
    phone.has_gone_to(site.elsewhere)
    goes_back_to_nothing(phone, site)


def test_without_a_network_the_quiz_opens_waits_and_arrives_and_leaving_works(phone: Phone, site: Site) -> None:
    phone.go("/before")
    phone.until_js(CONTROLLED)
    site.stop()
    phone.go("/quiz")
    choose(phone, site.questionnaire.statements)
    ask_for_result(phone)
    phone.sees("You’re offline. Keep this page open")
    site.resume()
    has_result(phone)
    save_result(phone)
    phone.tap("I’ve saved them")
    phone.tap("My journal and its words")
    with phone.new_page():
        phone.tap("Remember my journal on this device")
    phone.tap("My journal and its words")
    phone.sees("Stop remembering it here")
    site.stop()
    with suppress(WebDriverException):  # Firefox reports that the other site is out of reach, too
        phone.tap("Leave quickly")
    phone.until(lambda: not phone.driver.current_url.startswith(phone.address))
    site.resume()
    # Safari drops a cookie that a script set after seven days.
    phone.go("/robots.txt")
    phone.driver.delete_cookie("left")
    phone.driver.delete_cookie("steady")
    phone.go("/journal")
    phone.is_at("/journal/open")


def test_the_whole_way_without_javascript(pick_up: PickUp, site: Site) -> None:
    phone = pick_up(scripts=False)
    begin(phone)
    assert len(phone.all("fieldset")) == 41
    # The driver's own script: the page's do not run.
    choose(phone, site.questionnaire.statements)
    ask_for_result(phone)
    has_result(phone)
    words = save_result(phone)
    phone.tap("I’ve saved them")
    phone.tap("Lock")
    open_journal(phone, words)
    phone.sees("Your first result is saved.")
    leave(phone, site)
    goes_back_to_nothing(phone, site)


def test_a_journal_opens_on_another_phone_and_compares_two_results(pick_up: PickUp, site: Site) -> None:
    first, second = pick_up(), pick_up()
    open_result(first, site)
    typed = save_result(first).split()
    second.go("/journal/open")
    right, typed[6] = typed[6], f"{typed[6][:2]}q{typed[6][2:]}"
    second.one("#words").send_keys(" ".join(typed))
    second.tap(right)
    second.tap("Open")
    second.is_at("/journal")
    second.until_js("document.querySelector('picture img').naturalWidth > 0")
    second.go("/quiz")
    second.until_js(READY)
    choose(second, site.questionnaire.statements)
    ask_for_result(second)
    has_result(second)
    second.tap("Save to my journal")
    second.is_at("/journal")
    assert len(second.all(".history tbody tr")) == 2
