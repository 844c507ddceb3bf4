"""Every response carries every header, refusals and errors too, whatever was asked for."""

import re
from typing import Any, NoReturn

import pytest
from flask.testing import FlaskClient
from werkzeug import exceptions
from werkzeug.test import TestResponse

from quiz.journal.exceptions import DatabaseUnavailable
from quiz.web.security.fetch_metadata import GUARDED_LINK
from quiz.web.security.headers import INDEXED_ENDPOINTS
from tests.application import make_app, routes
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


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_every_route_with_every_fault(browser: FlaskClient, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_values: object) -> NoReturn:
        raise FAULTS[code]

    tried = 0
    for endpoint, method, address in routes(browser.application):
        monkeypatch.setitem(browser.application.view_functions, endpoint, fail)
        response = asked(browser, address, method)
        assert (response.status_code, carries_all(response)) == (code, True), (endpoint, method)
        tried += 1
    assert tried >= 35


def test_every_route_as_it_is(browser: FlaskClient) -> None:
    for endpoint, method, address in routes(browser.application):
        assert carries_all(asked(browser, address, method)), endpoint


def test_every_route_refused_before_it_is_reached(browser: FlaskClient) -> None:
    for endpoint, method, address in routes(browser.application):
        refusals = {
            400: browser.open(address, method=method, base_url="https://other.example"),
            405: asked(browser, address, "PATCH"),
        }
        if method == "POST":
            refusals[403] = asked(browser, address, method, headers={"Sec-Fetch-Site": "cross-site"})
        if endpoint == "pages.healthz":
            # Answered under any name, for probes.
            del refusals[400]
        for code, response in refusals.items():
            assert (response.status_code, carries_all(response)) == (code, True), (endpoint, code)
            assert "<main" in response.text or code == 405, (endpoint, code)
    unknown = asked(browser, "/nowhere")
    assert (unknown.status_code, carries_all(unknown)) == (404, True)


def test_a_page_has_everything_that_mozillas_observatory_scores(browser: FlaskClient) -> None:
    page = asked(browser.application.test_client(), "/journal/open")
    cookies = page.headers.getlist("Set-Cookie")
    assert cookies and all("Secure; HttpOnly; Path=/; SameSite=Lax" in each for each in cookies)
    assert {"default-src 'none'", "frame-ancestors 'none'"} <= {*page.headers["Content-Security-Policy"].split("; ")}
    assert page.headers["Strict-Transport-Security"] == HSTS
    assert "<script src=" not in page.text


def test_a_response_without_a_page_has_a_short_policy_that_allows_nothing(browser: FlaskClient) -> None:
    policies = {address: asked(browser, address).headers["Content-Security-Policy"] for address in ("/", "/journal")}
    assert "script-src" in policies["/"]
    assert set(policies["/journal"].split("; ")) >= {"default-src 'none'", "frame-ancestors 'none'"}
    assert "-src" not in policies["/journal"].replace("default-src 'none'", "")
    assert len(policies["/journal"]) < 100


@pytest.mark.parametrize("address", ["/", "/about", "/help", "/ideas", "/worker.js"])
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


def test_the_service_worker_may_fetch_what_it_caches(browser: FlaskClient) -> None:
    assert asked(browser, "/worker.js").headers["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'"


def test_the_pages_that_it_caches_have_the_policy_of_pages(browser: FlaskClient) -> None:
    bundle = asked(browser, re.findall(r'BUNDLE = "(.*?)"', asked(browser, "/worker.js").text)[0])
    assert bundle.mimetype == "application/json"
    policies = [response.headers["Content-Security-Policy"] for response in (bundle, asked(browser, "/about"))]
    assert policies[0] == policies[1]


def test_every_endpoint_with_a_rule_of_its_own_exists(browser: FlaskClient) -> None:
    # Renamed, it would lose the rule, and nothing would say so.
    assert {*INDEXED_ENDPOINTS, GUARDED_LINK} <= browser.application.view_functions.keys()


def test_every_cookie_that_leaving_drops_is_dropped_with_the_attributes_it_was_set_with(browser: FlaskClient) -> None:
    client = browser.application.test_client()
    names = {"left", "stayed", "steady-journal", "steady-language", "steady-zone"}
    for name in names:
        client.set_cookie(f"__Host-{name}", "1", domain="steady.example", secure=True)
    dropped = asked(client, "/leave").headers.getlist("Set-Cookie")
    assert {each.partition("=")[0] for each in dropped} == {f"__Host-{name}" for name in names}
    assert all("Secure; Path=/; SameSite=Lax" in each for each in dropped)


@pytest.mark.parametrize("host", ["a..b", "other.example", "x" * 300])
def test_another_sites_form_for_another_host_gets_the_page_with_every_header(browser: FlaskClient, host: str) -> None:
    headers = {"Host": host, "Sec-Fetch-Site": "cross-site"}
    response = browser.post("/quiz", headers=headers, base_url="https://steady.example")
    assert response.status_code == 400
    assert "This address isn’t set up for Steady" in response.text
    assert carries_all(response)
