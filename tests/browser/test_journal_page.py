"""The journal page in a browser: readable at every width, with the picture beside the words where there is room."""

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Site, Visit
from tests.browser.test_every_page import check, violations
from tests.browser.test_journal import save_result


def journal_of(page: Page, site: Site, count: int) -> None:
    """Open a journal with so many results, a week apart."""
    save_result(page, site)
    page.get_by_role("button", name="I’ve saved them").click()
    export = json.loads(page.request.get("/journal/export.json").text())
    (first,) = export["results"]
    days = [f"2025-{1 + number // 28:02}-{1 + number % 28:02}T12:00:00+00:00" for number in range(count - 1)]
    export["results"] = [
        {**first, "id": f"{number:032x}", "taken": day, "note": "A note." if number % 2 else ""}
        for number, day in enumerate(days)
    ]
    page.get_by_text("Download or import").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "steady.json", "mimeType": "application/json", "buffer": json.dumps(export).encode()}
    )
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator(".history tbody tr")).to_have_count(count)


def top_and_bottom(part: Locator) -> tuple[float, float]:
    """Return where a part of the page begins and ends."""
    box = part.bounding_box()
    assert box
    return box["y"], box["y"] + box["height"]


@pytest.mark.parametrize("count", [1, 2, 60])
def test_the_journal_has_no_barrier_and_no_sideways_scrolling_however_long_it_is(
    visit: Visit, site: Site, count: int
) -> None:
    page = visit(reduced_motion="reduce")
    journal_of(page, site, count)
    check(page)
    page.set_viewport_size({"width": 320, "height": 844})
    table = page.locator(".history table").first.bounding_box()
    assert table and table["x"] >= 0 and table["x"] + table["width"] <= 320
    assert not violations(page, "rule", ["color-contrast"])


def test_on_a_desktop_the_words_and_the_whole_picture_are_visible_at_once(visit: Visit, site: Site) -> None:
    page = visit(viewport={"width": 1280, "height": 800})
    journal_of(page, site, 5)
    page.goto("/journal")
    picture = page.locator(".history-picture picture:visible")
    words, drawn = page.locator(".change > ul"), picture
    for part in (page.locator("h1"), words, drawn):
        top, bottom = top_and_bottom(part)
        assert 0 <= top < bottom <= 800
    first, second = words.bounding_box(), drawn.bounding_box()
    assert first and second and first["x"] + first["width"] < second["x"]


def test_a_larger_text_size_gets_a_picture_with_larger_letters(visit: Visit, site: Site) -> None:
    page = visit(viewport={"width": 390, "height": 844})
    journal_of(page, site, 3)
    page.goto("/journal")
    assert "text=large" not in str(page.locator(".history-picture picture:visible img").get_attribute("src"))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect(page.locator(".history-picture picture:visible img")).to_have_attribute(
        "src", "/journal/picture.svg?text=large"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
