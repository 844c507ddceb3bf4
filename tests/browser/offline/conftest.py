"""A phone that has seen the page before the quiz."""

import pytest
from playwright.sync_api import BrowserContext, Page

CONTROLLED = """() => new Promise(done => {
    const workers = navigator.serviceWorker;
    workers.controller ? done() : workers.addEventListener("controllerchange", () => done());
})"""
"""Waits until the service worker answers for the page."""


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return a page of a browser that has seen the page before the quiz."""
    made = context.new_page()
    made.goto("/before")
    made.evaluate(CONTROLLED)
    return made
