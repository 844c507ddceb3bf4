"""Over HTTPS, as on a public site: cookies are `__Host-` and Secure, and the same way works."""

import threading
from collections.abc import Iterator

import pytest
from werkzeug.serving import make_server

from tests.application import make_app
from tests.browser.conftest import Site
from tests.browser.engines.conftest import PickUp
from tests.browser.engines.phone import Phone
from tests.browser.engines.steps import READY, ask_for_result, choose, has_result, save_result


@pytest.fixture
def secure_phone(pick_up: PickUp, site: Site) -> Iterator[Phone]:
    """Return a fresh phone at the site with a certificate that nobody signed."""
    app = make_app({"HTTPS": True, "LEAVE_TO": site.elsewhere})
    server = make_server("127.0.0.1", 0, app, threaded=True, ssl_context="adhoc")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    phone = pick_up()
    phone.address = f"https://{phone.address.removeprefix('http://').partition(':')[0]}:{server.port}"
    yield phone
    phone.driver.get("about:blank")
    server.shutdown()
    server.server_close()


def cookies(phone: Phone) -> set[str]:
    return {cookie["name"] for cookie in phone.driver.get_cookies()}


def test_a_remembered_journal_opens_without_a_session_and_leaving_leaves_no_cookie(
    secure_phone: Phone, site: Site
) -> None:
    phone = secure_phone
    phone.go("/quiz")
    phone.until_js(READY)
    choose(phone, site.questionnaire.statements)
    ask_for_result(phone)
    has_result(phone)
    save_result(phone)
    phone.one("[name=remember]").click()
    phone.tap("I’ve saved them")
    phone.is_at("/journal")
    assert all(cookie["name"].startswith("__Host-") and cookie["secure"] for cookie in phone.driver.get_cookies())
    phone.go("/robots.txt")
    for name in cookies(phone) - {"__Host-steady-journal", "__Host-stayed"}:
        phone.driver.delete_cookie(name)
    phone.go("/journal")
    phone.is_at("/journal")
    phone.tap("Leave quickly")
    phone.has_gone_to(site.elsewhere)
    phone.go("/robots.txt")
    assert cookies(phone) == set()
    phone.go("/journal")
    phone.is_at("/journal/open")
