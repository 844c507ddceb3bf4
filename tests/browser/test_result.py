"""The result as it is seen: what stands on which screen, and which picture is loaded."""

from playwright.sync_api import expect

from tests.browser.conftest import Site, Visit, take_session
from tests.web.page_client import PageClient

LEADING = ("abandonment", "burden")


def two_leading(site: Site) -> PageClient:
    """Return the client of somebody whose result has two leading themes."""
    site.app.test_client_class = PageClient
    client = site.app.test_client()
    assert isinstance(client, PageClient)
    steps = {s.id: 5 if s.theme in LEADING else 2 for s in site.questionnaire.statements}
    client.send({s.id: str(6 - steps[s.id] if s.reversed else steps[s.id]) for s in site.questionnaire.statements})
    return client


def test_saving_and_the_pdf_start_on_the_first_two_and_a_half_screens(visit: Visit, site: Site) -> None:
    page = visit()
    take_session(page, site, two_leading(site))
    page.goto("/results")
    for button in (page.get_by_role("button", name="Save to my journal"), page.get_by_role("link", name="Save as PDF")):
        box = button.bounding_box()
        assert box and box["y"] < 2.5 * 844


def test_a_large_text_size_brings_a_picture_with_larger_letters(visit: Visit, site: Site) -> None:
    page = visit()
    take_session(page, site, two_leading(site))
    page.goto("/results")
    normal, large = page.locator(".picture-normal img"), page.locator(".picture-large img")
    expect(normal).to_be_visible()
    expect(large).to_be_hidden()
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    expect(large).to_be_visible()
    expect(normal).to_be_hidden()
    assert large.evaluate("image => image.decode().then(() => image.naturalWidth)") < normal.evaluate(
        "image => image.naturalWidth"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
