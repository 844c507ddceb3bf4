"""A site in its host's own name, as phones show it."""

from pathlib import Path

import pytest

from tests.browser.conftest import Site, Visit
from tests.browser.test_every_page import violations

EXAMPLE = Path(__file__).parents[2] / "docs" / "example-site"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_logo_and_the_imprint_are_seen_on_the_smallest_phone(visit: Visit, site: Site, scheme: str) -> None:
    site.restart(SITE=str(EXAMPLE), LEAVE_TO=site.elsewhere)
    page = visit(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page.goto("/")
    logo = page.locator("header img").bounding_box()
    assert logo and min(logo["width"], logo["height"]) > 30
    assert not violations(page, "rule", ["color-contrast"])
    page.get_by_role("link", name="Impressum").tap()
    page.get_by_role("heading", name="Represented by").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert not violations(page, "rule", ["color-contrast"])
