"""The site below a path of its host, and health checks under any name."""

import re
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from quiz.web.settings import InvalidSettings
from tests.application import make_app

PAGES = "/", "/before", "/quiz", "/about", "/help", "/ideas", "/journal", "/journal/open", "/results"
HOST = "http://localhost"


@pytest.fixture(scope="module")
def app() -> Flask:
    """Return a site below a path."""
    return make_app({"PATH": "/steady/"})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return a fresh browser of that site."""
    return app.test_client()


def addresses(page: str) -> set[str]:
    """Return everything that a page links to, sends to or loads on its own host."""
    soup = BeautifulSoup(page, "html.parser")
    names = "href", "action", "src", "data-worker-url", "data-draft-url", "data-start-url", "data-history-url"
    found = (str(tag[name]) for name in names for tag in soup.select(f"[{name}]"))
    return {address for address in found if urlsplit(address).path and not urlsplit(address).scheme}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_below_the_path(client: FlaskClient, page: str) -> None:
    shown = client.get(f"/steady{page}", base_url=HOST, follow_redirects=True)
    assert (found := addresses(shown.text))
    assert {address for address in found if not address.startswith("/steady/")} == set()


@pytest.mark.parametrize("page", [*PAGES, "/nowhere", "/steadyx", "/static/js/offline.js", "/steady/steady/"])
def test_a_request_without_the_path_gets_a_page_that_leads_to_the_site(client: FlaskClient, page: str) -> None:
    missing = client.get(page, base_url=HOST)
    assert missing.status_code == 404
    assert missing.headers["Cache-Control"] == "no-store"
    assert 'class="button primary" href="/steady/"' in missing.text


def test_the_path_without_its_slash_redirects(client: FlaskClient) -> None:
    assert client.get("/steady", base_url=HOST).location in {"/steady/", f"{HOST}/steady/"}


def test_a_server_that_splits_off_the_path_itself_may_do_so(client: FlaskClient) -> None:
    split = {"SCRIPT_NAME": "/steady", "PATH_INFO": "/about"}
    assert client.get("/", base_url=HOST, environ_overrides=split).status_code == 200


def test_redirects_and_cookies_stay_below_the_path(client: FlaskClient) -> None:
    page = client.get("/steady/quiz", base_url=HOST)
    assert "Path=/steady;" in page.headers["Set-Cookie"]
    fields = dict(re.findall(r'name="(csrf_token|attempt)"[^>]*value="([^"]*)"', page.text))
    again = client.post("/steady/quiz", base_url=HOST, data=fields)
    assert (again.status_code, again.location) == (303, "/steady/quiz")
    # What scripts set, too.
    assert set(re.findall(r'data-path="([^"]+)"', page.text)) == {"/steady"}
    client.set_cookie("left", "1", path="/steady")
    client.set_cookie("steady-zone", "Europe/Berlin", path="/steady")
    dropped = client.get("/steady/leave", base_url=HOST).headers.getlist("Set-Cookie")
    assert len(dropped) >= 3
    assert all("Path=/steady" in cookie for cookie in dropped)


def test_on_https_no_cookie_is_of_the_whole_host_and_other_names_may_do_without_https() -> None:
    shown = make_app({"PATH": "/steady", "HTTPS": True}).test_client().get("/steady/quiz", base_url="https://localhost")
    assert shown.headers["Set-Cookie"].startswith("__Secure-steady=")
    assert shown.headers["Strict-Transport-Security"] == "max-age=63072000"


def test_the_worker_the_offline_pages_and_the_manifest_stay_below_the_path(client: FlaskClient) -> None:
    worker = client.get("/steady/worker.js", base_url=HOST).text
    assert worker.startswith('const ROOT = "/steady/", BUNDLE = "/steady/offline/')
    bundle = client.get(worker.split('"')[3], base_url=HOST)
    assert set(bundle.json or {}) == {"/steady/", "/steady/before", "/steady/quiz", "/steady/no-signal"}
    for page in (bundle.json or {}).values():
        assert {address for address in addresses(page) if not address.startswith("/steady/")} == set()
    manifest = client.get("/steady/manifest.webmanifest", base_url=HOST).json or {}
    assert {manifest["id"], manifest["start_url"], manifest["scope"]} == {"/steady/"}
    assert "Disallow: /steady/results\n" in client.get("/steady/robots.txt", base_url=HOST).text


@pytest.mark.parametrize("path", ["steady", "/a b", "/../x", "//x", "/a//b", "https://steady.example/x", "/ü", "/.a"])
def test_a_path_that_no_browser_would_ask_for_is_refused(path: str) -> None:
    with pytest.raises(InvalidSettings, match="QUIZ_PATH: write the path below which the site is found"):
        make_app({"PATH": path})


@pytest.mark.parametrize("address", ["/healthz", "/steady/healthz"])
def test_a_probe_that_knows_no_name_learns_that_the_site_runs_and_nothing_else(address: str) -> None:
    site = make_app({"HOSTS": [".steady.example"], "PATH": "/steady", "HTTPS": True}).test_client()
    for host in ("http://10.0.0.7:8000", "http://other.example", "https://steady.example"):
        health = site.get(address, base_url=host)
        assert (health.status_code, health.json) == (200, {"status": "ok"})
        assert "Set-Cookie" not in health.headers
    assert site.get("/steady/about", base_url="http://10.0.0.7:8000").status_code == 400
