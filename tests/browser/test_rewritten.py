"""Software that rewrites pages: a translator that replaces every text, forced colors, and little data."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit
from tests.browser.walk import finish, tap_through

TRANSLATOR = """() => {
    const left = "script, style, [translate=no], .notranslate";
    function translate(root) {
        const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
        while (texts.nextNode()) found.push(texts.currentNode);
        for (const text of found) {
            if (!text.data.trim() || text.parentElement?.closest(`${left}, font`)) continue;
            const outer = document.createElement("font"), inner = document.createElement("font");
            inner.textContent = `«${text.data.trim()}»`;
            outer.append(inner);
            text.replaceWith(outer);
        }
    }
    translate(document.body);
    new MutationObserver(changes => {
        for (const node of changes.flatMap(change => [...change.addedNodes]))
            if (node.isConnected) translate(node.parentNode);
    }).observe(document.body, { childList: true, subtree: true });
}"""
"""As page translators of browsers do: each text goes into elements of its own, also what scripts add later."""


def test_a_quiz_translated_while_it_is_filled_in_leads_to_a_result_that_can_be_translated_too(
    visit: Visit, site: Site
) -> None:
    page = visit()
    page.goto("/quiz")
    page.evaluate(TRANSLATOR.replace("«${text.data.trim()}»", "${text.data.trim()}"))
    tap_through(page, site.questionnaire)
    page.goto("/quiz#done")
    page.reload()
    page.evaluate(TRANSLATOR)
    page.locator(".answers").locator("xpath=..").locator("summary").tap()
    expect(page.locator(".answers li")).to_have_count(38)
    finish(page)
    page.evaluate(TRANSLATOR)
    expect(page.locator("tbody tr")).to_have_count(5)
    expect(page.locator("h1 font").first).to_contain_text("«")
    page.locator("summary").first.tap()
    expect(page.locator("details").first).to_have_attribute("open", "")


def test_with_forced_colors_a_chosen_answer_can_be_told_from_the_others(visit: Visit) -> None:
    page = visit(forced_colors="active", color_scheme="dark")
    page.goto("/quiz")
    option = page.locator("fieldset:visible label").first
    frame = "option => getComputedStyle(option).border + getComputedStyle(option.querySelector('input')).border"
    before = option.evaluate(frame)
    option.locator("input").evaluate("input => input.checked = true")
    assert option.evaluate(frame) != before


def test_with_less_motion_nothing_moves(visit: Visit) -> None:
    page = visit(reduced_motion="reduce")
    page.goto("/quiz")
    page.locator("fieldset:visible label").first.tap()
    expect(page.locator("#s1")).to_be_visible()
    assert moving(page) == 0


def moving(page: Page) -> int:
    """Return how many animations and transitions run."""
    return int(page.evaluate("document.getAnimations().length"))


def test_a_browser_that_saves_data_gets_the_same_page(site: Site) -> None:
    client = site.app.test_client()
    plain, saving = client.get("/"), client.get("/", headers={"Save-Data": "on"})
    assert plain.text == saving.text
