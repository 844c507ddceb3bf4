"""A phone that has seen the start page, and a server that can be cut off."""

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.no_signal.way import TAKEN_CARE_OF


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return a page of a browser that has seen the start page."""
    made = context.new_page()
    made.goto("/")
    made.evaluate(TAKEN_CARE_OF)
    return made
