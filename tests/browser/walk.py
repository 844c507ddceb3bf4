"""How a person walks through the pages."""

from collections.abc import Sequence

from playwright.sync_api import Locator, Page, expect

from quiz.core.questionnaire import Questionnaire, Statement
from tests.browser.conftest import Site

ANSWERED = 'input:checked:not([value^="."])'
"""Without scripts, a question left blank has a button for that, which is chosen."""


def card(page: Page, statement: Statement) -> Locator:
    """Find the card of a statement."""
    return page.locator(f'fieldset:has([name="q-{statement.id}"])')


def start_with(page: Page, answer: str = "Skip this one") -> None:
    """Answer the question that comes before the statements."""
    shown = page.locator("fieldset:visible")
    expect(shown).to_have_id("c1")
    shown.get_by_text(answer, exact=True).click()
    expect(page.locator("#s1")).to_be_visible()


def tap_through(page: Page, questionnaire: Questionnaire, value: int = 4, *, until: int | None = None) -> None:
    """Skip the first question and answer the statements, a card at a time, each so that it counts as `value`.

    Stops before statement number `until`.
    """
    start_with(page)
    for number, statement in enumerate(questionnaire.statements, 1):
        if number == until:
            return
        chosen = 6 - value if statement.reversed else value
        shown = card(page, statement)
        expect(shown).to_be_visible()
        shown.locator("label").nth(chosen - 1).tap()
    expect(page.locator("#questions")).to_be_visible()


def choose(page: Page, statements: Sequence[Statement], nth: int = 2) -> None:
    """Choose an answer to each of the statements, without waiting for one card to follow another."""
    page.evaluate(
        "([names, nth]) => names.forEach(name => document.getElementsByName(name)[nth].click())",
        [[f"q-{statement.id}" for statement in statements], nth],
    )


def ask_for_result(page: Page) -> None:
    """Send the form as it is."""
    page.evaluate("document.querySelector('form.stepper').requestSubmit()")


def fill_in(page: Page, questionnaire: Questionnaire, value: int = 4) -> None:
    """Answer all statements on the whole form, as without JavaScript."""
    for statement in questionnaire.statements:
        chosen = 6 - value if statement.reversed else value
        card(page, statement).locator("label").nth(chosen - 1).click()


def finish(page: Page) -> None:
    """Go from the first context question to the result, skipping the rest."""
    send(page)
    page.wait_for_url("**/results")


def send(page: Page) -> None:
    """Go from the first context question to the end, skipping the rest, and ask for the result."""
    for _ in range(30):
        if page.locator("#done").is_visible():
            break
        shown = page.locator("fieldset:visible label.skip")
        if shown.count():
            field = page.locator("fieldset:visible").get_attribute("id")
            shown.tap()
            expect(page.locator(f"#{field}")).to_be_hidden()
        else:
            heading = page.locator(".info-card:visible h2").get_attribute("id")
            page.locator('[data-go="next"]').tap()
            expect(page.locator(f"#{heading}")).to_be_hidden()
    page.locator("#done ~ p .primary").tap()


def disconnect(page: Page, site: Site) -> None:
    """Take the network away: the browser knows, and the server is out of reach too."""
    page.context.set_offline(True)
    site.stop()


def reconnect(page: Page, site: Site) -> None:
    """Bring the network back."""
    site.resume()
    page.context.set_offline(False)


def checked(page: Page) -> dict[str, str]:
    """Return what is chosen, by the fields' names."""
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll(':checked')].map(each => [each.name, each.value]))"
    )
    return found
