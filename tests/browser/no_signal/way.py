"""What the tests without a network do to a page and its server."""

from collections.abc import Sequence

from playwright.sync_api import Page

from quiz.core.questionnaire import Statement
from tests.browser.test_nothing_lost import Host

TAKEN_CARE_OF = """() => new Promise(done => {
    const workers = navigator.serviceWorker;
    workers.controller ? done() : workers.addEventListener("controllerchange", () => done());
})"""


def cut(page: Page, host: Host) -> None:
    """Take the network away: the browser knows, and the server is out of reach too."""
    page.context.set_offline(True)
    host.stop()


def mend(page: Page, host: Host) -> None:
    """Bring the network back."""
    host.mend()
    page.context.set_offline(False)


def choose(page: Page, statements: Sequence[Statement], nth: int = 2) -> None:
    """Choose an answer to each of the statements, without the beat between two cards."""
    for statement in statements:
        page.locator(f'[name="q-{statement.id}"]').nth(nth).evaluate("input => input.click()")


def ask_for_result(page: Page) -> None:
    page.evaluate("document.querySelector('form').requestSubmit()")


def checked(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll(':checked')].map(each => [each.name, each.value]))"
    )
    return found
