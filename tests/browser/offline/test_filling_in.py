"""Without a network the quiz opens, is filled in and waits; no answer is lost."""

from playwright.sync_api import Page, expect

from quiz.core.questionnaire import Questionnaire
from tests.browser.conftest import Site
from tests.browser.test_nothing_lost import answer
from tests.browser.walk import ask_for_result, checked, choose, disconnect, reconnect, send, tap_through

NO_SIGNAL = "You’re offline. Keep this page open"


def test_after_a_look_at_the_page_before_it_the_quiz_works_offline(
    page: Page, site: Site, questionnaire: Questionnaire
) -> None:
    disconnect(page, site)
    page.goto("/")
    page.get_by_role("link", name="Start the check-in").tap()
    page.get_by_role("link", name="Continue").tap()
    page.wait_for_url("**/quiz")
    tap_through(page, questionnaire, 5)
    chosen = checked(page)
    send(page)
    expect(page.get_by_text(NO_SIGNAL)).to_be_visible()
    assert len(chosen) == 31
    reconnect(page, site)
    page.wait_for_url("**/results")
    expect(page.locator("tbody tr")).to_have_count(5)
    page.goto("/quiz")
    restored = checked(page)
    assert {name: restored[name] for name in chosen} == chosen
    assert {value.rstrip(".") for value in set(restored.values()) - set(chosen.values())} <= {"skip"}


def test_a_network_that_only_seems_to_be_there_makes_the_result_wait_too(
    page: Page, site: Site, questionnaire: Questionnaire
) -> None:
    page.goto("/quiz")
    choose(page, questionnaire.statements)
    site.stop()
    ask_for_result(page)
    expect(page.get_by_text(NO_SIGNAL)).to_be_visible()
    assert page.evaluate("navigator.onLine")
    site.resume()
    page.wait_for_url("**/results")


def test_a_statement_left_open_is_asked_about_once_the_network_is_back(page: Page, site: Site) -> None:
    disconnect(page, site)
    page.goto("/quiz")
    choose(page, site.questionnaire.statements[:1])
    ask_for_result(page)
    expect(page.get_by_text(NO_SIGNAL)).to_be_visible()
    reconnect(page, site)
    expect(page.locator(".review-links a")).to_have_count(29)
    expect(page.locator("input:checked")).to_have_count(1)


def test_a_change_cancels_the_waiting_submission(page: Page, site: Site, questionnaire: Questionnaire) -> None:
    disconnect(page, site)
    page.goto("/quiz")
    choose(page, questionnaire.statements)
    ask_for_result(page)
    expect(page.get_by_text(NO_SIGNAL)).to_be_visible()
    choose(page, questionnaire.statements[:1], 0)
    expect(page.get_by_text(NO_SIGNAL)).to_be_hidden()
    with page.expect_response(lambda got: got.url.endswith("/quiz/draft") and got.status == 204):
        reconnect(page, site)
    page.wait_for_timeout(1000)
    assert page.url.endswith("/quiz")
    ask_for_result(page)
    page.wait_for_url("**/results")


def test_answers_from_before_come_back_with_the_network(page: Page, site: Site) -> None:
    page.goto("/quiz")
    answer(page, 6)
    disconnect(page, site)
    page.reload()
    expect(page.get_by_text("Your earlier answers are safe")).to_be_visible()
    assert checked(page) == {}
    reconnect(page, site)
    expect(page.locator("input:checked")).to_have_count(6, timeout=20_000)
    expect(page.get_by_text("Your earlier answers are safe")).to_have_count(0)


def test_answers_from_before_and_those_given_without_a_network_are_put_together(
    page: Page, site: Site, questionnaire: Questionnaire
) -> None:
    page.goto("/quiz")
    answer(page, 6)
    disconnect(page, site)
    page.goto("/quiz")
    choose(page, questionnaire.statements[9:10])
    with page.expect_response(lambda got: got.url.endswith("/quiz/draft") and got.status == 204):
        reconnect(page, site)
    expect(page.get_by_text("Your earlier answers are safe")).to_have_count(0)
    page.reload()
    expect(page.locator("input:checked")).to_have_count(7)


def test_two_tabs_filled_in_without_a_network_lose_nothing(
    page: Page, site: Site, questionnaire: Questionnaire
) -> None:
    disconnect(page, site)
    tabs = [page, page.context.new_page()]
    for number, tab in enumerate(tabs):
        tab.goto("/quiz")
        choose(tab, questionnaire.statements[number::2], number)
    reconnect(page, site)
    for tab in tabs:
        expect(tab.locator("[data-offline-copy]")).to_have_count(0, timeout=20_000)
    page.wait_for_timeout(500)
    page.reload()
    expect(page.locator("input:checked")).to_have_count(30)
