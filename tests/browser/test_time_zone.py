"""Dates on phones far from the server, whose clock is UTC or the machine's own."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from quiz.web.rendering.formats import long_day
from tests.browser.conftest import Site, Visit, with_result
from tests.browser.test_journal import save_result
from tests.web.page_client import SESSION_COOKIES

EVENING = datetime(2026, 11, 27, 20, tzinfo=UTC)
"""The next day in Kiritimati, fourteen hours ahead, and still noon in Los Angeles."""


def own_day(page: Page) -> str:
    """Return the long date of the one result in the open journal."""
    page.goto("/journal/1")
    return " ".join(page.locator("main").inner_text().split())


def test_a_phone_sees_its_own_dates_from_the_first_page_on(visit: Visit, site: Site) -> None:
    site.now = EVENING.timestamp()
    for zone, day in (("Pacific/Kiritimati", 28), ("America/Los_Angeles", 27)):
        page = visit(timezone_id=zone)
        save_result(page, site)
        date = datetime(2026, 11, day, tzinfo=UTC).date()
        assert long_day(date) in own_day(page)
        page.goto("/results")
        again = date + timedelta(weeks=4)
        expect(page.get_by_text(f"Around December {again.day} is a good time to check in again.")).to_be_visible()
        page.goto("/journal")
        expect(page.get_by_text("this site’s clock")).to_have_count(0)


def test_a_remembered_journal_has_the_phones_dates_at_the_first_visit_of_a_new_day(visit: Visit, site: Site) -> None:
    site.now = EVENING.timestamp()
    page = visit(timezone_id="Pacific/Kiritimati")
    save_result(page, site)
    page.get_by_label("Remember my journal on this device").check()
    page.get_by_role("button", name="I’ve saved them").click()
    page.wait_for_url("**/journal")
    for cookie in (*SESSION_COOKIES, "steady-zone"):
        page.context.clear_cookies(name=cookie)
    page.goto("/journal")
    expect(page.get_by_text("Nov 28, 2026").first).to_be_visible()
    expect(page.get_by_text("this site’s clock")).to_have_count(0)


def test_without_javascript_the_journal_says_whose_dates_it_has(visit: Visit, site: Site) -> None:
    page = visit(java_script_enabled=False, timezone_id="Pacific/Kiritimati")
    save_result(page, site)
    page.goto("/journal")
    expect(page.get_by_text("Dates follow this site’s clock,")).to_be_visible()
    assert {cookie["name"] for cookie in page.context.cookies()} <= set(SESSION_COOKIES)


def test_a_zone_that_the_server_does_not_know_reloads_nothing_forever(visit: Visit, site: Site) -> None:
    page = visit()
    page.add_init_script("Intl.DateTimeFormat.prototype.resolvedOptions = () => ({ timeZone: 'Mars/Olympus' })")
    save_result(page, site)
    page.wait_for_load_state()
    page.context.clear_cookies(name="steady-zone")
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url) if sent.is_navigation_request() else None)
    page.goto("/journal")
    expect(page.get_by_text("Dates follow this site’s clock,")).to_be_visible()
    page.wait_for_timeout(1500)
    assert asked == [f"{site.address}/journal"] * 2


def test_leaving_takes_the_zone_along(visit: Visit, site: Site) -> None:
    page = visit(timezone_id="Pacific/Kiritimati")
    with_result(page, site)
    assert "steady-zone" in {cookie["name"] for cookie in page.context.cookies()}
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url(site.elsewhere)
    page.wait_for_timeout(300)
    assert not page.context.cookies(site.address)
