"""Photographs the real pages on a phone for the README: `make pictures`."""

import os
import threading
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from quiz.core.questionnaire import Questionnaire
from tests.web.journal_client import World

FOLDER = Path(__file__).parent / "pictures"
PHONE = {"width": 390, "height": 844}
HIGHER = {"burden": 2, "needs": 3, "attraction": 2, "abandonment": 5, "jealousy": 4}
"""The keyed value of the highest answers in the pictures, 1-5, by theme."""


def main() -> None:
    """Take the check-in and open a journal in both color schemes, and save a screenshot of each page."""
    world = World()
    server = make_server("127.0.0.1", 0, world.app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    passphrase = _journal(world)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("TEST_BROWSER") or None, args=["--no-sandbox", "--disable-gpu"]
        )
        for scheme in ("light", "dark"):
            address = f"http://127.0.0.1:{server.port}"
            _walk(_phone(browser, scheme), address, world.questionnaire, scheme)
            page = _phone(browser, scheme)
            page.goto(f"{address}/journal/open")
            page.get_by_label("Your seven words").fill(passphrase)
            page.get_by_role("button", name="Open my journal").tap()
            page.locator("picture img").evaluate("image => image.decode()")
            _screenshot(page, f"journal-{scheme}")
        browser.close()
    server.shutdown()


MONTHS = ((4, 3, 3, 5, 5), (3, 3, 3, 5, 4), (3, 2, 3, 4, 4), (3, 3, 2, 4, 2))
"""The keyed value of every answer in each result of the journal, oldest first, by theme."""


def _journal(world: World) -> str:
    """Create a journal with a result for each month, and return its passphrase."""
    names = [theme.id for theme in world.questionnaire.themes]
    return world.journal_of([world.keyed(3, **dict(zip(names, month, strict=True))) for month in MONTHS])


def _phone(browser: Browser, scheme: str) -> Page:
    """Open a page on a phone that has never been here."""
    context = browser.new_context(
        viewport=PHONE,  # type: ignore[arg-type]
        device_scale_factor=1.5,
        color_scheme=scheme,  # type: ignore[arg-type]
        has_touch=True,
        reduced_motion="reduce",
    )
    return context.new_page()


def _walk(page: Page, address: str, questionnaire: Questionnaire, scheme: str) -> None:
    page.goto(address)
    _screenshot(page, f"start-{scheme}")
    page.get_by_role("link", name="Start the check-in").tap()
    page.get_by_role("link", name="Continue").tap()
    page.get_by_text("Yes", exact=True).tap()
    for number, statement in enumerate(questionnaire.statements, 1):
        value = HIGHER[statement.theme] - number % 2
        card = page.locator(f'fieldset:has([name="q-{statement.id}"])')
        card.wait_for()
        if number == 7:  # noqa: PLR2004 any card will do, and the seventh is well under way
            _screenshot(page, f"quiz-{scheme}")
        card.locator("label").nth((6 - value if statement.reversed else value) - 1).tap()
    page.locator("#questions").wait_for()
    page.evaluate("document.querySelector('form').requestSubmit()")
    page.wait_for_url("**/results")
    page.locator(".picture-normal img").evaluate("image => image.decode()")
    _screenshot(page, f"result-{scheme}")
    page.locator("#advice").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#advice').scrollIntoView()")
    _screenshot(page, f"advice-{scheme}")


def _screenshot(page: Page, name: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
