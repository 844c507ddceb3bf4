"""Steps that several tests take."""

from selenium.webdriver.common.keys import Keys

from quiz.core.questionnaire import Statement
from tests.browser.engines.phone import Phone

ENTER = Keys.ENTER
SHOWN = "document.querySelector('[data-step]:not([hidden])')"


def begin(phone: Phone) -> None:
    """Go from the start page to the first question."""
    phone.tap("Start the check-in")
    phone.tap("Continue")
    phone.is_at("/quiz")
    phone.until_js("document.querySelector('form.stepper')?.dataset.ready === ''")


def shown_card(phone: Phone) -> str:
    """Return the id of the card that is shown, or of its heading."""
    return str(phone.js(f"{SHOWN}.id || {SHOWN}.querySelector('h2').id"))


def finish_with_keys(phone: Phone) -> None:
    """Go from the first text after the statements to the last, choosing the first answer to each question."""
    for _ in range(30):
        card = shown_card(phone)
        if card == "done":
            return
        phone.press("1", ENTER)
        phone.until_js(f"({SHOWN}.id || {SHOWN}.querySelector('h2').id) !== arguments[0]", card)
    raise AssertionError(f"still at {shown_card(phone)}")


def answer_all(phone: Phone, statements: list[Statement] | tuple[Statement, ...]) -> None:
    """Choose an answer to each statement at once."""
    names = [f"q-{statement.id}" for statement in statements]
    phone.js("arguments[0].forEach((name, n) => document.getElementsByName(name)[1 + n % 3].click())", names)
