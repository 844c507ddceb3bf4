"""Pages on a wide screen: two columns, in either direction of writing, without overlaps and without slivers."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site, Visit, take_session
from tests.browser.test_result import two_leading

DESKTOP = {"width": 1280, "height": 800}
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""


def boxes(page: Page, selector: str) -> list[Box]:
    """Return where the elements are."""
    found = [element.bounding_box() for element in page.locator(selector).all()]
    return [(box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]) for box in found if box]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_wide_result_has_two_columns_in_which_nothing_overlaps(visit: Visit, site: Site, direction: str) -> None:
    page = visit()
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    take_session(page, site, two_leading(site))
    page.goto("/results")
    page.evaluate("direction => { document.documentElement.dir = direction }", direction)
    top = boxes(page, ".result-top > *")
    assert len(top) >= 4
    for number, one in enumerate(top):
        for other in top[number + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    picture, themes = top[0], top[1]
    assert (picture[0] < themes[0]) == (direction == "ltr")
    assert abs(picture[1] - themes[1]) < 1
    assert page.evaluate("document.documentElement.scrollWidth") == DESKTOP["width"]


def test_explanations_on_a_wide_page_are_wide_enough_to_read(visit: Visit) -> None:
    page = visit()
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    for address, at_least in (("/about", 350), ("/", 200)):
        page.goto(address)
        found = boxes(page, "dd")
        assert found
        assert min(right - left for left, _, right, _ in found) >= at_least
