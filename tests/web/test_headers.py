"""Every response carries every header, refusals and errors too, whatever was asked for."""

from typing import Any, NoReturn

import pytest
from flask.testing import FlaskClient
from werkzeug import exceptions
from werkzeug.test import TestResponse

from quiz.journal.exceptions import DatabaseUnavailable
from tests.application import make_app
from tests.web.page_client import HEADERS

OPENER = ("Cross-Origin-Opener-Policy", "same-origin")
HSTS = "max-age=63072000; includeSubDomains"
FAULTS: dict[int, Exception] = {
    400: exceptions.BadRequest(),
    403: exceptions.Forbidden(),
    404: exceptions.NotFound(),
    405: exceptions.MethodNotAllowed(),
    413: exceptions.RequestEntityTooLarge(),
    422: exceptions.UnprocessableEntity(),
    429: exceptions.TooManyRequests(),
    500: RuntimeError("a fault nobody thought of"),
    503: DatabaseUnavailable("OperationalError"),
}


@pytest.fixture(scope="module")
def browser() -> FlaskClient:
    app = make_app({"HTTPS": True, "HOSTS": ["steady.example"]})
    app.testing = False
    return app.test_client()


def asked(browser: FlaskClient, address: str, method: str = "GET", **kwargs: Any) -> TestResponse:
    return browser.open(address, method=method, base_url="https://steady.example", buffered=True, **kwargs)


def carries_all(response: TestResponse) -> bool:
    headers = response.headers
    return (
        all(headers.getlist(name) == [value] for name, value in [*HEADERS.items(), OPENER])
        and headers["Content-Security-Policy"].startswith("default-src 'none'; ")
        and "unsafe" not in headers["Content-Security-Policy"]
        and headers.getlist("Strict-Transport-Security") == [HSTS]
        and len(headers.getlist("Cache-Control")) == 1
    )


def routes(browser: FlaskClient) -> list[tuple[str, str, str]]:
    """Return endpoint, method and address of everything that can be asked for."""
    adapter = browser.application.url_map.bind("steady.example")
    values = {"filename": "icon.svg", "number": 1, "version": "0"}
    return [
        (
            rule.endpoint,
            method,
            adapter.build(
                rule.endpoint,
                {name: values[name] for name in rule.arguments},
            ),
        )
        for rule in browser.application.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_every_route_with_every_fault(browser: FlaskClient, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_values: object) -> NoReturn:
        raise FAULTS[code]

    tried = 0
    for endpoint, method, address in routes(browser):
        monkeypatch.setitem(browser.application.view_functions, endpoint, fail)
        response = asked(browser, address, method)
        assert (response.status_code, carries_all(response)) == (code, True), (endpoint, method)
        tried += 1
    assert tried >= 35


def test_every_route_as_it_is(browser: FlaskClient) -> None:
    for endpoint, method, address in routes(browser):
        assert carries_all(asked(browser, address, method)), endpoint


def test_every_route_refused_before_it_is_reached(browser: FlaskClient) -> None:
    for endpoint, method, address in routes(browser):
        refusals = {
            400: browser.open(address, method=method, base_url="https://other.example"),
            405: asked(browser, address, "PATCH"),
        }
        if method == "POST":
            refusals[403] = asked(browser, address, method, headers={"Sec-Fetch-Site": "cross-site"})
        for code, response in refusals.items():
            assert (response.status_code, carries_all(response)) == (code, True), (endpoint, code)
            assert "<main" in response.text or code == 405, (endpoint, code)
    unknown = asked(browser, "/nowhere")
    assert (unknown.status_code, carries_all(unknown)) == (404, True)


def test_observatory_gives_what_headers_and_pages_can_earn(browser: FlaskClient) -> None:
    """Count by the table in Mozilla's "Tests & Scoring" (mdn/yari, copy/observatory/tests_and_scoring.md).

    It starts at 100 and gives 135 at most; the 5 that are missing here are for a host name in the browsers' own HSTS
    list, which only its owner can ask for, and 5 more for the integrity of scripts at an address of their own: here
    they stand in the pages, and the policy lets them in by their sums. No row that takes points away applies.
    """
    page = asked(browser.application.test_client(), "/journal/open")
    cookies = page.headers.getlist("Set-Cookie")
    policy = dict(part.strip().partition(" ")[::2] for part in page.headers["Content-Security-Policy"].split(";"))
    bonuses = {
        "cookies": 5 * (bool(cookies) and all("Secure; HttpOnly; Path=/; SameSite=Lax" in each for each in cookies)),
        "policy": 10 * (policy["default-src"] == "'none'" and "unsafe" not in str(policy)),
        "referrers": 5 * (page.headers["Referrer-Policy"] == "same-origin"),
        "frames": 5 * (policy["frame-ancestors"] == "'none'"),
    }
    assert 100 + sum(bonuses.values()) == 125, bonuses
    assert (page.headers["X-Content-Type-Options"], page.headers["Strict-Transport-Security"]) == ("nosniff", HSTS)
    assert page.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "<script src=" not in page.text


def test_a_response_without_a_page_has_a_short_policy_that_allows_nothing(browser: FlaskClient) -> None:
    policies = {address: asked(browser, address).headers["Content-Security-Policy"] for address in ("/", "/journal")}
    assert "script-src" in policies["/"]
    assert set(policies["/journal"].split("; ")) >= {"default-src 'none'", "frame-ancestors 'none'"}
    assert "-src" not in policies["/journal"].replace("default-src 'none'", "")
    assert len(policies["/journal"]) < 100


@pytest.mark.parametrize("address", ["/", "/about", "/help", "/worker.js"])
def test_a_page_that_is_not_sent_again_keeps_the_policy_it_came_with(browser: FlaskClient, address: str) -> None:
    browser = browser.application.test_client()
    first = asked(browser, address)
    unchanged = asked(browser, address, headers={"If-None-Match": first.headers["ETag"]})
    assert unchanged.status_code == 304
    assert "Content-Security-Policy" not in unchanged.headers
    assert all(unchanged.headers.getlist(name) == [value] for name, value in [*HEADERS.items(), OPENER])
    assert unchanged.headers["ETag"] == first.headers["ETag"]
    assert unchanged.headers["Cache-Control"] == first.headers["Cache-Control"]


def test_a_page_that_no_page_opened_needs_no_window_of_its_own(browser: FlaskClient) -> None:
    policies = {
        site: asked(browser, "/quiz", headers={"Sec-Fetch-Site": site}).headers.getlist("Cross-Origin-Opener-Policy")
        for site in ("none", "same-origin", "same-site", "cross-site", "", "None, none")
    }
    assert policies.pop("none") == []
    assert set(map(tuple, policies.values())) == {("same-origin",)}
