"""What only Firefox does: it refuses locks and channels with cookies, and can hold back the Shift key."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.firefox.webdriver import WebDriver

from tests.browser.conftest import Site
from tests.browser.engines.conftest import PickUp
from tests.browser.engines.steps import READY, ask_for_result, choose


@pytest.fixture(scope="session")
def engine() -> str:
    return "firefox"


@contextmanager
def setting(driver: WebDriver, name: str, value: object) -> Iterator[None]:
    """Change a setting of the browser for a while."""
    kind = "Bool" if isinstance(value, bool) else "Int"
    with driver.context("chrome"):
        driver.execute_script(f"Services.prefs.set{kind}Pref(arguments[0], arguments[1])", name, value)
    yield
    with driver.context("chrome"):
        driver.execute_script("Services.prefs.clearUserPref(arguments[0])", name)


def test_with_cookies_blocked_it_says_so_and_shift_still_leaves(pick_up: PickUp, site: Site) -> None:
    phone = pick_up()
    assert isinstance(phone.driver, WebDriver)
    with setting(phone.driver, "network.cookie.cookieBehavior", 2):
        phone.go("/quiz")
        phone.until_js(READY)
        choose(phone, site.questionnaire.statements)
        ask_for_result(phone)
        phone.sees("Your browser is blocking cookies")
        phone.press(Keys.SHIFT, Keys.SHIFT, Keys.SHIFT)
        phone.has_gone_to(site.elsewhere)


def test_where_pages_are_not_told_of_shift_the_link_is_the_third_stop_of_the_tab_key(
    pick_up: PickUp, site: Site
) -> None:
    phone = pick_up()
    assert isinstance(phone.driver, WebDriver)
    with setting(phone.driver, "privacy.resistFingerprinting", value=True):
        phone.go("/about")
        phone.press(Keys.SHIFT, Keys.SHIFT, Keys.SHIFT)
        assert phone.driver.current_url == f"{phone.address}/about"
        phone.press(Keys.TAB, Keys.TAB, Keys.TAB, Keys.ENTER)
        phone.has_gone_to(site.elsewhere)
