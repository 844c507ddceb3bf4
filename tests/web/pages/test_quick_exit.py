"""Leaving in a hurry: the session and what the browser kept are gone, and no other site can cause it."""

import pytest
from flask.testing import FlaskClient

from tests.web.forms import chosen
from tests.web.page_client import PageClient
from tests.web.sample_answers import Keyed


def test_leaving_wipes_the_session_and_goes_elsewhere(client: PageClient) -> None:
    client.get("/quiz")
    assert client.get_cookie("steady")
    response = client.get("/leave")
    assert response.status_code == 303
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert response.headers["Location"].startswith("https://")
    assert client.get_cookie("steady") is None


def test_on_a_plain_http_address_only_the_cookies_are_deleted(client: PageClient) -> None:
    # On a plain-http address of a network Chromium clears nothing when asked to, and keeps the cookies too.
    for header, clears in ({}, False), ({"Sec-Fetch-Site": "same-origin"}, True):
        client.get("/quiz", base_url="http://laptop.test:8000")
        assert client.get_cookie("steady", "laptop.test")
        response = client.get("/leave", base_url="http://laptop.test:8000", headers=header)
        assert ("Clear-Site-Data" in response.headers) is clears
        assert client.get_cookie("steady", "laptop.test") is None


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_other_site_can_make_a_browser_leave(client: PageClient, answers: Keyed, site: str) -> None:
    client.send(answers(4))
    response = client.get("/leave", headers={"Sec-Fetch-Site": site, "Sec-Fetch-Dest": "image"})
    assert response.status_code == 403
    assert "Clear-Site-Data" not in response.headers
    assert client.get("/results").status_code == 200


def test_leaving_by_the_link_alone_blanks_the_page_and_then_wipes_once_more(client: PageClient) -> None:
    browser = FlaskClient(client.application)  # the page has nothing that `client` asks of every other
    browser.get("/quiz")
    navigation = {"Sec-Fetch-Dest": "document"}
    blank = browser.get("/leave", headers=navigation)
    wait, _, then = blank.headers["Refresh"].partition("; url=")
    assert (blank.status_code, wait, blank.location) == (200, "0", None)
    assert browser.get_cookie("steady") is None
    gone = browser.get(then, headers=navigation)
    assert str(gone.location).startswith("https://")
    assert blank.headers["Clear-Site-Data"] == gone.headers["Clear-Site-Data"]


def test_a_phone_that_left_without_a_signal_is_cleared_by_its_next_request(client: PageClient, answers: Keyed) -> None:
    client.send(answers(4))
    client.set_cookie("left", "1")
    # A late response with a file must change no cookie, so the next page clears them.
    for file in ("/results/profile.svg", "/manifest.webmanifest"):
        assert "Set-Cookie" not in client.get(file).headers
    assert client.get("/results/profile.svg").status_code == 404
    assert client.get("/results").status_code == 404
    assert client.get_cookie("left") is None
    assert chosen(client.get("/quiz").text) == {}


def test_every_link_that_leaves_names_the_cookie_that_finishes_leaving(client: PageClient, answers: Keyed) -> None:
    client.send(answers(5))
    links = client.page("/results").select('a[data-module="leave"]')
    assert len(links) == 1
    assert {(link["data-cookie"], link["data-secure"]) for link in links} == {("left", "")}
