"""Two tabs of one browser with different attempts, on a slow line: each acts on its own, and nothing is lost."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Response, request
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Site, with_result
from tests.browser.walk import ask_for_result, choose

SLOW_SECONDS = 60


@contextmanager
def slow_response(site: Site, path: str) -> Iterator[threading.Event]:
    """Hold back the response to the next request for an address, after it was made, until the event is set."""
    waiting, go = [path], threading.Event()

    def hold(response: Response) -> Response:
        if request.path in waiting:
            waiting.remove(request.path)
            go.wait(SLOW_SECONDS)
        return response

    hooks = site.app.after_request_funcs.setdefault(None, [])
    # The first one to be added runs last, when the cookies are set.
    hooks.insert(0, hold)
    try:
        yield go
    finally:
        go.set()
        hooks.remove(hold)


def second_take(page: Page, site: Site) -> None:
    """Take the check-in again in a tab and finish with other answers."""
    page.get_by_role("button", name="Take the check-in again").click()
    page.wait_for_url("**/quiz")
    choose(page, site.questionnaire.statements, 0)
    ask_for_result(page)
    page.wait_for_url("**/results")


def profile(page: Page) -> str:
    """Return the scores that a result shows, in words."""
    return str(page.locator("figure img").first.get_attribute("alt"))


def saved_answers(page: Page) -> list[set[str]]:
    """Return the distinct answers of each result in the open journal."""
    file = page.request.get("/journal/export.json")
    return [set(result["answers"].values()) for result in json.loads(file.text())["results"]]


def test_each_tab_saves_prints_and_shows_its_own_result(context: BrowserContext, site: Site) -> None:
    first = with_result(context.new_page(), site)
    earlier = profile(first)
    second = context.new_page()
    second.goto("/results")
    second_take(second, site)
    assert profile(second) != earlier
    papers = [
        tab.request.get(str(tab.get_by_role("link", name="Save as PDF").get_attribute("href")))
        for tab in (first, second)
    ]
    assert papers[0].body() != papers[1].body()
    for button in ("Hide", "Show"):
        with first.expect_navigation():
            first.get_by_role("button", name=button).click()
    assert profile(first) == earlier
    first.get_by_role("button", name="Save to my journal").first.click()
    first.wait_for_url("**/journal/keep")
    assert saved_answers(first) == [{"2", "4"}]
    second.reload()
    second.get_by_role("button", name="Save to my journal").first.click()
    second.wait_for_url("**/journal")
    assert sorted(map(sorted, saved_answers(second))) == [["1"], ["2", "4"]]


def test_a_late_response_does_not_bring_an_earlier_result_back(context: BrowserContext, site: Site) -> None:
    first = with_result(context.new_page(), site)
    earlier = profile(first)
    second = context.new_page()
    second.goto("/results")
    with slow_response(site, "/discreet") as go:
        first.get_by_role("button", name="Hide").click(no_wait_after=True)
        second_take(second, site)
        go.set()
        first.wait_for_function("document.querySelector('h1').textContent.includes('hidden')")
    second.reload()
    with second.expect_navigation():
        second.get_by_role("button", name="Show").click()
    assert profile(second) != earlier
    second.goto("/quiz")
    expect(second.locator("input:checked")).to_have_count(30)


def test_a_late_draft_of_one_attempt_leaves_the_next_one_alone(context: BrowserContext, site: Site) -> None:
    first = with_result(context.new_page(), site)
    first.get_by_role("link", name="Review my answers").click()
    first.wait_for_url("**/quiz")
    second = context.new_page()
    second.goto("/results")
    with slow_response(site, "/quiz/draft") as go:
        with first.expect_request("**/quiz/draft"):
            choose(first, site.questionnaire.statements[:1], 4)
        second.get_by_role("button", name="Take the check-in again").click()
        second.wait_for_url("**/quiz")
        choose(second, site.questionnaire.statements[:3], 0)
        go.set()
        # Drafts wait for each other, and this for both.
        second.evaluate("navigator.locks.request('draft', () => {})")
    second.reload()
    expect(second.locator("input:checked")).to_have_count(3)
    # The first tab goes on with the attempt that it shows.
    ask_for_result(first)
    first.wait_for_url("**/results")
    second.reload()
    expect(second.locator("input:checked")).to_have_count(3)


def test_starting_over_in_a_tab_that_is_behind_keeps_what_the_other_began(context: BrowserContext, site: Site) -> None:
    first = with_result(context.new_page(), site)
    second = context.new_page()
    second.goto("/results")
    second.get_by_role("button", name="Take the check-in again").click()
    second.wait_for_url("**/quiz")
    with second.expect_response("**/quiz/draft"):
        choose(second, site.questionnaire.statements[:3], 0)
    first.get_by_role("button", name="Take the check-in again").click()
    first.wait_for_url("**/quiz")
    expect(first.locator("input:checked")).to_have_count(3)


def test_a_page_whose_attempt_was_replaced_twice_says_so_and_keeps_its_answers(
    context: BrowserContext, site: Site
) -> None:
    first = context.new_page()
    first.goto("/quiz")
    with first.expect_response("**/quiz/draft"):
        choose(first, site.questionnaire.statements[:5], 2)
    second = context.new_page()
    second.goto("/quiz")
    choose(second, site.questionnaire.statements, 2)
    ask_for_result(second)
    second.wait_for_url("**/results")
    for _ in range(2):
        second_take(second, site)
    ask_for_result(first)
    expect(first.locator("[data-replaced]")).to_be_visible()
    expect(first.locator("input:checked")).to_have_count(5)
    second.reload()
    expect(second.locator("h1")).to_be_visible()
