"""The oldest browsers that the README promises: what Safari 15.4 and Chrome 99 lack is taken away, in every engine."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.keys import Keys
from werkzeug.test import run_wsgi_app

from tests.browser.conftest import Site
from tests.browser.engines.conftest import PickUp
from tests.browser.engines.phone import Phone
from tests.browser.engines.steps import (
    READY,
    ask_for_result,
    choose,
    goes_back_to_nothing,
    has_focus,
    has_result,
    leave,
    open_result,
    save_result,
)

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

LACKING = """
delete HTMLFormElement.prototype.requestSubmit;
for (const name of ["at", "with", "toSorted", "findLast"]) delete Array.prototype[name];
delete Element.prototype.checkVisibility;
delete AbortSignal.timeout;
delete globalThis.trustedTypes;
delete globalThis.structuredClone;
const Whole = FormData;
globalThis.FormData = class extends Whole { constructor(form) { super(form); } };
"""
"""What Safari 15.4 or Chrome 99 have not. A second argument of FormData is passed over."""
OLDER = "delete globalThis.BroadcastChannel; delete Navigator.prototype.locks; delete SubmitEvent.prototype.submitter;"
"""Safari has these from 15.4."""
UNKNOWN_CSS = {"(scripting:": "(unknown:", ":has(": ":unknown(", "color-mix(": "unknown(", "@container": "@unknown"}
SEEN = "card => card.checkVisibility({ visibilityProperty: true }) && card.offsetHeight > 100"
FIRST_SCREEN = 700
"""Pixels above which the last answer ends on a phone of 844."""


def rewrite(site: Site, monkeypatch: pytest.MonkeyPatch, change: Callable[[str], str], *lost_headers: str) -> None:
    """Change every page on its way to the browser, without the policy that allows only the page's own scripts."""
    answered = site.app.wsgi_app

    def changed(environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
        old = "HTTP_SEC_FETCH" if lost_headers else "none"
        asked = {name: value for name, value in environ.items() if not name.startswith(old)}
        body, status, headers = run_wsgi_app(answered, {**asked, "HTTP_ACCEPT_ENCODING": ""}, buffered=True)
        content = b"".join(body)
        if headers.get("Content-Type", "").startswith("text/html"):
            content = change(content.decode()).encode()
            headers["Content-Length"] = str(len(content))
        for name in ("Content-Security-Policy", *lost_headers):
            headers.remove(name)
        start_response(status, list(headers))
        return [content]

    monkeypatch.setattr(site.app, "wsgi_app", changed)


def age(site: Site, monkeypatch: pytest.MonkeyPatch, lacking: str) -> None:
    """Make browsers lack APIs, and the CSS of the last years."""

    def change(page: str) -> str:
        for known, unknown in UNKNOWN_CSS.items():
            page = page.replace(known, unknown)
        return page.replace("<head>", f"<head><script>{lacking}</script>", 1)

    rewrite(site, monkeypatch, change, "Clear-Site-Data")


@pytest.mark.parametrize("lacking", [LACKING, LACKING + OLDER], ids=["floor", "below"])
def test_what_old_browsers_lack_stops_neither_the_quiz_nor_leaving_nor_a_journal(
    pick_up: PickUp, site: Site, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    age(site, monkeypatch, lacking)
    phone = pick_up()
    phone.go("/quiz")
    phone.until_js(READY)
    phone.tap("Skip this one")
    has_focus(phone, "s1")
    assert phone.one("#s1 label:last-of-type").rect["y"] < FIRST_SCREEN
    choose(phone, site.questionnaire.statements)
    ask_for_result(phone)
    has_result(phone)
    words = save_result(phone).split()
    leave(phone, site)
    phone.go("/journal/open")
    right, words[2] = words[2], f"{words[2][:2]}q{words[2][2:]}"
    phone.one("#words").send_keys(" ".join(words))
    phone.tap(right)
    phone.tap("Open")
    phone.is_at("/journal")
    for _ in range(3):
        phone.press(Keys.SHIFT)
    phone.has_gone_to(site.elsewhere)


def test_skipping_the_private_part_counts_with_a_statement_open_too(
    phone: Phone, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    age(site, monkeypatch, LACKING + OLDER)
    phone.go("/quiz")
    phone.until_js(READY)
    choose(phone, site.questionnaire.statements[1:])
    phone.js("document.querySelector('[data-private] input').click()")
    with phone.new_page():
        phone.js("document.querySelector('[name=private]').click()")
    assert phone.all(".review-links a")
    assert phone.js("document.querySelectorAll('[data-private] input[value]:not([value=skip]):checked').length") == 0


def test_without_modules_the_long_form_comes_into_view_and_can_be_sent(
    phone: Phone, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(site, monkeypatch, lambda page: re.sub(r'<script type="module">.*?</script>', "", page, flags=re.DOTALL))
    phone.go("/")
    phone.go("/quiz")
    phone.until_js(f"[...document.querySelectorAll('fieldset')].filter({SEEN}).length === 41")
    choose(phone, site.questionnaire.statements)
    ask_for_result(phone)
    has_result(phone)
    leave(phone, site)
    goes_back_to_nothing(phone, site)


def test_the_logo_is_small_without_any_stylesheet(phone: Phone, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(site, monkeypatch, lambda page: page.replace("@layer", "@unknown"))
    open_result(phone, site)
    assert max(phone.one(".brand svg").size.values()) <= 28


def test_no_engine_fetches_the_icon_for_home_screens(phone: Phone, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answered = site.app.wsgi_app

    def noted(environ: "WSGIEnvironment", start_response: "StartResponse") -> object:
        asked.append(environ["PATH_INFO"])
        return answered(environ, start_response)

    monkeypatch.setattr(site.app, "wsgi_app", noted)
    phone.go("/")
    phone.tap("Start the check-in")
    phone.is_at("/before")
    assert not [path for path in asked if "touch-icon" in path]
    with site.app.test_client().get("/apple-touch-icon.png") as icon:
        assert icon.mimetype == "image/png"
