"""What a person does with Steady, in every engine: the whole way, leaving, no network, no JavaScript, the journal."""

from tests.browser.conftest import Site
from tests.browser.engines.phone import Phone
from tests.browser.engines.steps import (
    ENTER,
    begin,
    finish_with_keys,
)

TAPPED = 4
"""Statements answered by tapping; the rest by pressing keys."""


def test_the_whole_way_by_tapping_and_with_keys(phone: Phone, site: Site) -> None:
    phone.go("/")
    begin(phone)
    entries = phone.js("history.length")
    assert phone.js("document.title") == "Steady"
    phone.tap("Skip this one")
    for number in range(1, TAPPED + 1):
        phone.until_js("document.activeElement.closest('[data-step]:not([hidden])')?.id === arguments[0]", f"s{number}")
        phone.tap("Often")
    for number in range(TAPPED + 1, len(site.questionnaire.statements) + 1):
        phone.until_js("document.activeElement.closest('[data-step]:not([hidden])')?.id === arguments[0]", f"s{number}")
        phone.press("3", ENTER)
    finish_with_keys(phone)
    assert phone.js("history.length") == entries
    phone.press(ENTER)
    phone.is_at("/results")
    assert phone.js("document.querySelectorAll('tbody tr').length") == 5
    phone.until_js("document.querySelector('picture img').naturalWidth > 0")
    phone.tap("Save as PDF")
    phone.until(lambda: [file.read_bytes()[:5] for file in phone.downloads.glob("*.pdf")] == [b"%PDF-"])
    phone.driver.back()
    phone.until_js("document.querySelectorAll('input:checked').length >= 30")
