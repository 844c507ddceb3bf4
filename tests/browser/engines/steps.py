"""Steps that several tests take."""

from collections.abc import Sequence

from selenium.webdriver.common.keys import Keys

from quiz.core.questionnaire import Statement
from tests.browser.conftest import Site, after_check_in, session_cookies
from tests.browser.engines.phone import Phone

ENTER = Keys.ENTER
SHOWN = "document.querySelector('[data-step]:not([hidden])')"
PRIVATE = "tbody, #words li, input:checked:not([value^='.']), .advice"
"""Parts of pages that nobody may find after leaving. A question left blank has a value of dots."""
READY = "document.querySelector('form.stepper')?.dataset.ready === ''"
CONTROLLED = "navigator.serviceWorker.controller !== null"


def begin(phone: Phone) -> None:
    """Go from the start page to the first question."""
    phone.go("/")
    phone.tap("Start the check-in")
    phone.tap("Continue")
    phone.is_at("/quiz")


def shown_card(phone: Phone) -> str:
    """Return the id of the card that is shown, or of its heading."""
    return str(phone.js(f"{SHOWN}.id || {SHOWN}.querySelector('h2').id"))


def has_focus(phone: Phone, card: str) -> None:
    """Wait until a card is shown and has the focus."""
    phone.until_js("document.activeElement.closest('[data-step]:not([hidden])')?.id === arguments[0]", card)


def finish_with_keys(phone: Phone) -> None:
    """Go from the first text after the statements to the last, choosing the first answer to each question."""
    for _ in range(30):
        card = shown_card(phone)
        if card == "done":
            return
        phone.press("1", ENTER)
        phone.until_js(f"({SHOWN}.id || {SHOWN}.querySelector('h2').id) !== arguments[0]", card)
    raise AssertionError(f"still at {shown_card(phone)}")


def choose(phone: Phone, statements: Sequence[Statement]) -> None:
    """Choose answers to statements at once, as different ones as a result needs."""
    names = [f"q-{statement.id}" for statement in statements]
    phone.js("arguments[0].forEach((name, n) => document.getElementsByName(name)[1 + n % 3].click())", names)


def ask_for_result(phone: Phone) -> None:
    """Press the last button of the form, shown or not."""
    phone.js("document.querySelector('#done ~ p .primary').click()")


def has_result(phone: Phone) -> None:
    """Wait for the result."""
    phone.is_at("/results")
    phone.until_js("document.querySelectorAll('tbody tr').length === 5")


def open_result(phone: Phone, site: Site) -> None:
    """Open the result of somebody who has just taken the check-in on this phone."""
    phone.go("/robots.txt")
    for name, value in session_cookies(after_check_in(site)).items():
        phone.driver.add_cookie({"name": name, "value": value, "path": "/"})
    phone.go("/results")
    has_result(phone)


def save_result(phone: Phone) -> str:
    """Save the result that is open in a new journal, and return its seven words."""
    phone.tap("Save to my journal")
    phone.until(lambda: len(phone.all("#words li")) == 7)
    return " ".join(word.text for word in phone.all("#words li"))


def open_journal(phone: Phone, words: str) -> None:
    """Open a journal with its words."""
    phone.go("/journal/open")
    phone.one("#words").send_keys(words)
    phone.tap("Open")
    phone.is_at("/journal")


def leave(phone: Phone, site: Site) -> None:
    """Leave quickly."""
    phone.tap("Leave quickly")
    phone.has_gone_to(site.elsewhere)


def goes_back_to_nothing(phone: Phone, site: Site) -> None:
    """Press Back until the first page of the site, and see nothing private on any.

    WebKitWebDriver waits for ever for what Back does here; test_webkit.py does without it.
    """
    if phone.back_hangs:
        return
    for _ in range(15):
        phone.back()
        phone.until(lambda: phone.driver.current_url != site.elsewhere)
        phone.until_js("document.readyState !== 'loading'")  # an error page of Firefox never gets further
        assert phone.js("document.querySelectorAll(arguments[0]).length", PRIVATE) == 0, phone.driver.current_url
        if phone.driver.current_url == f"{phone.address}/":
            return
    raise AssertionError(f"Back led to {phone.driver.current_url}")
