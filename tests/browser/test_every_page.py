"""Every page: no accessibility barrier, no sideways scrolling, few bytes."""

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from werkzeug.test import run_wsgi_app

from tests.browser.conftest import PHONE, Site, Visit, with_result
from tests.browser.walk import choose
from tests.report.paper import Paper

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

AXE = Axe().axe_script
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = [320, 390, 1280]
FIRST_VIEW = 20_000
"""Bytes on the wire, headers too."""
BY_THE_SERVER = 130
"""Bytes of the first line, and of what the server adds to the headers: its name, the time and so on."""


def lose_scripts(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Send pages whose scripts do not run, as in a browser without modules."""
    answered = site.app.wsgi_app

    def plain(environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
        body, status, headers = run_wsgi_app(answered, {**environ, "HTTP_ACCEPT_ENCODING": ""}, buffered=True)
        start_response(status, list(headers))
        return [b"".join(body).replace(b'<script type="module">', b'<script type="unread">')]

    monkeypatch.setattr(site.app, "wsgi_app", plain)


def violations(page: Page, kind: str, values: list[str]) -> str:
    """Return what axe finds wrong by the rules of that kind; an empty text when it finds nothing."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = {"runOnly": {"type": kind, "values": values}, "resultTypes": ["violations"]}
    found = AxeResults(page.evaluate("options => axe.run(options)", options))
    return str(found.generate_report()) if found.violations_count else ""


# A region that appears together with its message is not read aloud, nor is text that stands in a status itself.
SILENT = """[...document.querySelectorAll("[aria-live], [role=status]")].filter(region => !region.checkVisibility()
    || region.role === "status" && [...region.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(region => region.outerHTML)"""


def check(page: Page) -> None:
    """Assert WCAG 2.2 AA as far as axe can tell, in both layouts and both color schemes, with everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert page.evaluate(SILENT) == [], page.url
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} scrolls sideways at {width}"
        # Between phones nothing but the width of lines changes.
        assert width == PHONE["width"] or not violations(page, "tag", WCAG), f"{page.url} at {width}"
    page.emulate_media(color_scheme="dark")
    assert not violations(page, "rule", ["color-contrast"]), f"{page.url} in dark colors"
    page.emulate_media(color_scheme="light")


def test_no_page_has_a_barrier(visit: Visit, site: Site) -> None:
    page = visit(reduced_motion="reduce")
    for address in ["/", "/before", "/quiz", "/about", "/help", "/ideas", "/results", "/nowhere"]:
        page.goto(address)
        check(page)
    check(with_result(page, site))


def test_the_whole_form_and_its_questions_back_have_no_barrier(
    visit: Visit, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit()
    lose_scripts(site, monkeypatch)
    page.goto("/quiz")
    expect(page.locator("fieldset:visible")).to_have_count(41)
    check(page)
    page.get_by_role("button", name="Show my result", exact=True).last.click()
    expect(page.locator(".review-links a")).to_have_count(30)
    expect(page.locator("fieldset:visible")).to_have_count(41)
    check(page)


def test_options_are_easy_to_hit(visit: Visit) -> None:
    page = visit(viewport={"width": 320, "height": 568})
    page.goto("/quiz")
    for box in [label.bounding_box() for label in page.locator("fieldset:visible label").all()]:
        assert box
        assert box["height"] >= 56
        assert box["width"] >= 270


@pytest.mark.parametrize("address", ["/", "/quiz"])
def test_the_first_view_is_light(visit: Visit, site: Site, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    sent: list[int] = []
    answered = site.app.wsgi_app

    # Counted where it is sent: Playwright does not know the size of a service worker's script.
    def counted(environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
        body, status, headers = run_wsgi_app(answered, environ, buffered=True)
        start_response(status, list(headers))
        content = b"".join(body)
        sent.append(BY_THE_SERVER + sum(len(f"{name}: {value}\r\n") for name, value in headers) + len(content))
        return [content]

    monkeypatch.setattr(site.app, "wsgi_app", counted)
    page = visit()
    page.goto(address, wait_until="networkidle")
    # Only the page before the quiz registers a worker, for people who go on.
    assert page.evaluate("navigator.serviceWorker.getRegistration().then(found => found === undefined)")
    page.request.get("/manifest.webmanifest")
    assert sum(sent) <= FIRST_VIEW, sent


def test_wider_text_spacing_cuts_nothing_off(visit: Visit, site: Site) -> None:
    page = visit(viewport={"width": 320, "height": 800}, bypass_csp=True)
    with_result(page, site)
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_result_prints_on_paper_without_buttons_and_with_its_reasons(visit: Visit, site: Site) -> None:
    page = visit()
    with_result(page, site)
    pages = Paper(page.pdf(format="A4")).pages
    assert "The dot is your average answer" in pages[0]
    words = " ".join(pages)
    for part in ("give or take 10", "Why you’re seeing this", "How to read these scores", "lila.help"):
        assert part in words
    buttons = ("Leave quickly", "Save as PDF", "Take the check-in again", "Find people to talk to", "Review my answers")
    for button in buttons:
        assert button not in words
    assert len(pages) <= 4


def test_whole_form_keeps_answers_when_scripts_do_not_run(
    visit: Visit, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit()
    lose_scripts(site, monkeypatch)
    page.goto("/quiz")
    expect(page.locator("fieldset:visible")).to_have_count(41)
    choose(page, site.questionnaire.statements)
    page.get_by_role("button", name="Show my result", exact=True).last.click()
    page.wait_for_url("**/results")
    expect(page.locator("tbody tr")).to_have_count(5)
    page.go_back()
    expect(page.locator("input:checked")).to_have_count(30)


def test_the_example_on_the_start_page_is_drawn(visit: Visit) -> None:
    page = visit()
    page.goto("/")
    assert page.locator(".example img").first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
