"""The wording follows the first answer: at once, without JavaScript, and only one wording at a time."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit
from tests.browser.walk import start_with

PROMPTS = {
    "Yes": "In the last 4 weeks, how often was this true for you?",
    "No": "In your last 4 weeks together, how often was this true for you?",
    "Skip this one": "In the last 4 weeks (or your last 4 weeks together), how often was this true for you?",
}
LENGTHS = {
    "Yes": "How long have you been together?",
    "No": "How long were you together?",
    "Skip this one": "How long have you been (or were you) together?",
}
AFRAID = {
    "Yes": "How often are you afraid of how your partner may react?",
    "No": "How often are you (or were you) afraid of how that partner may react?",
    "Skip this one": "How often are you afraid of how your partner may react?",
}


def named(page: Page, question: str) -> str:
    """Return what a screen reader calls a question's group of answers."""
    snapshot = page.locator(f'fieldset:has([name="q-{question}"])').aria_snapshot()
    return snapshot.partition('group "')[2].partition('"')[0]


@pytest.mark.parametrize("answer", PROMPTS)
def test_the_next_card_already_has_the_wording_that_fits(visit: Visit, answer: str) -> None:
    page = visit()
    page.goto("/quiz")
    start_with(page, answer)
    expect(page.get_by_role("heading", level=2)).to_have_text(PROMPTS[answer], use_inner_text=True)
    expect(page.get_by_role("group")).to_have_accessible_description(PROMPTS[answer])
    assert page.locator("#s1 .item-number").inner_text() == "2 of 41"


def test_without_javascript_the_whole_form_follows_the_answer_and_a_reload_keeps_it(visit: Visit, site: Site) -> None:
    page = visit(java_script_enabled=False)
    page.goto("/quiz")
    expect(page.locator("fieldset").first).to_have_id("c1")
    expect(page.get_by_role("button", name="Back")).to_have_count(0)
    for answer in ("Skip this one", "Yes", "No"):
        page.locator("#c1").get_by_text(answer, exact=True).click()
        expect(page.locator("#prompt")).to_have_text(PROMPTS[answer], use_inner_text=True)
        assert named(page, "length").endswith(LENGTHS[answer])
        assert named(page, "safety-afraid").endswith(AFRAID[answer])
    page.get_by_role("button", name="Show my result", exact=True).last.click()
    expect(page.locator(".review-links a")).to_have_count(len(site.questionnaire.statements))
    expect(page.locator("#prompt")).to_have_text(PROMPTS["No"], use_inner_text=True)
    assert named(page, "length").endswith(LENGTHS["No"])


def test_a_browser_without_has_shows_the_neutral_wording_and_after_a_reload_the_right_one(
    visit: Visit, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = site.app.view_functions["attempt.ask"]
    monkeypatch.setitem(
        site.app.view_functions,
        "attempt.ask",
        lambda: str(answered()).replace("selector(:has(*))", "(not (color: red))"),
    )
    page = visit(java_script_enabled=False, bypass_csp=True)
    page.goto("/quiz")
    page.locator("#c1").get_by_text("No", exact=True).click()
    expect(page.locator("#prompt")).to_have_text(PROMPTS["Skip this one"], use_inner_text=True)
    page.get_by_role("button", name="Show my result", exact=True).last.click()
    expect(page.locator("#prompt")).to_have_text(PROMPTS["No"], use_inner_text=True)
    assert named(page, "length").endswith(LENGTHS["No"])


def test_the_long_form_prints_one_wording(visit: Visit) -> None:
    page = visit()
    page.goto("/quiz")
    start_with(page, "No")
    page.emulate_media(media="print")
    assert LENGTHS["No"] in page.locator("form").inner_text()
    assert not any(LENGTHS[other] in page.locator("form").inner_text() for other in ("Yes", "Skip this one"))
