"""The quiz without JavaScript: all cards on one page, and nothing that was answered is lost."""

from playwright.sync_api import expect

from tests.browser.conftest import Site, Visit
from tests.browser.walk import ANSWERED, card, choose, fill_in


def test_the_whole_way_without_javascript(visit: Visit, site: Site) -> None:
    page = visit(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Start the check-in").click()
    page.get_by_role("link", name="Continue").click()
    fill_in(page, site.questionnaire, 5)
    left = site.questionnaire.statements[-1]
    card(page, left).locator("label.skip").click()
    page.get_by_role("button", name="Show my result", exact=True).last.click()
    page.wait_for_url("**/results")
    expect(page.locator("tbody tr")).to_have_count(5)
    page.go_back()
    assert page.locator(ANSWERED).count() == 30


def test_open_statements_are_linked_and_back_from_the_result_works_without_javascript(visit: Visit, site: Site) -> None:
    page = visit(java_script_enabled=False)
    page.goto("/quiz")
    left = site.questionnaire.statements[4]
    choose(page, [statement for statement in site.questionnaire.statements if statement is not left])
    page.get_by_role("button", name="Show my result", exact=True).last.click()
    link = page.locator(".review-links").get_by_role("link", name=left.text)
    expect(link).to_be_visible()
    assert page.locator(ANSWERED).count() == 29
    page.get_by_role("button", name="Show my result anyway").first.click()
    page.wait_for_url("**/results")
    page.go_back()
    expect(page.locator("fieldset").first).to_be_visible()


def test_enter_on_an_answer_without_javascript_keeps_the_private_part(visit: Visit, site: Site) -> None:
    page = visit(java_script_enabled=False)
    page.goto("/quiz")
    choose(page, site.questionnaire.statements)
    with page.expect_request("**/quiz") as sent:
        page.locator(ANSWERED).first.press("Enter")
    assert "private=skip" not in (sent.value.post_data or "")
    page.wait_for_url("**/results")
