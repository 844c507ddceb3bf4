"""The pages that browsers cache for use without a signal contain nothing personal, and are of one version."""

import json
import re
from typing import Any

from bs4 import BeautifulSoup
from flask import Flask

from tests.application import make_app
from tests.web.forms import chosen
from tests.web.page_client import PageClient, check_page
from tests.web.sample_answers import Keyed


def address(client: PageClient) -> str:
    found = re.search(r'"(/offline/.+?)"', client.get("/worker.js").text)
    assert found
    return found[1]


def cached(client: PageClient) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get(address(client)).text)
    return found


def test_the_offline_pages_are_the_same_for_every_visitor_and_set_no_cookie(
    app: Flask, client: PageClient, answers: Keyed
) -> None:
    client.send(answers(5))
    assert client.get("/results").status_code == 200
    stranger = PageClient(app)
    assert cached(client) == cached(stranger)
    assert stranger.get_cookie("steady") is None
    for path in ("/worker.js", "/manifest.webmanifest", address(client)):
        assert "Set-Cookie" not in client.get(path).headers


def test_the_cached_pages_are_whole_and_contain_no_answer(client: PageClient) -> None:
    pages = {path: BeautifulSoup(text, "html.parser") for path, text in cached(client).items()}
    assert set(pages) | {"/"} == {"/", "/before", "/quiz", "/no-signal"}
    for page in pages.values():
        check_page(page)
    quiz = pages["/quiz"]
    assert len(quiz.select("fieldset")) == 41
    assert chosen(str(quiz)) == {}
    assert [field["value"] for field in quiz.select("input[type=hidden]")] == ["", "", ""]


def test_the_cached_pages_need_no_file(client: PageClient) -> None:
    for page in cached(client).values():
        assert not re.findall(r'"/static/[^"]+"', page)


def test_another_version_is_not_found(client: PageClient) -> None:
    assert client.get("/offline/0123456789.json").status_code == 404


def test_a_changed_page_changes_the_worker() -> None:
    old, new = (make_app(settings).test_client() for settings in ({}, {"LEAVE_TO": "https://new.example/"}))
    assert old.get("/worker.js").text != new.get("/worker.js").text


def test_scripts_may_make_one_address_only(client: PageClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"].split("; ")
    assert "trusted-types steady" in policy
    assert "require-trusted-types-for 'script'" in policy


def test_among_the_apps_it_is_a_name_and_an_icon(client: PageClient) -> None:
    response = client.get("/manifest.webmanifest")
    manifest = response.get_json(force=True)
    assert response.mimetype == "application/manifest+json"
    assert [manifest[part] for part in ("name", "short_name", "start_url")] == ["Steady", "Steady", "/"]
    assert not {"description", "screenshots", "shortcuts", "categories", "related_applications"} & set(manifest)
    assert client.get(manifest["icons"][0]["src"]).mimetype == "image/svg+xml"
