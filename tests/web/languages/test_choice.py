"""The language that a page is in: the one chosen with the switch, or the browser's, or the host's usual one."""

import pytest
from bs4 import BeautifulSoup

from tests.application import make_app
from tests.web.journal_client import JournalClient, World
from tests.web.page_client import PageClient

HOST = "http://localhost"
HTTPS = {"Sec-Fetch-Site": "same-origin"}


def language(phone: PageClient, path: str = "/") -> tuple[str, str]:
    """Return the language and the direction of a page."""
    page = BeautifulSoup(phone.get(path).text, "html.parser")
    assert page.html
    return str(page.html["lang"]), str(page.html["dir"])


def switch(phone: PageClient, code: str, before: str = "/") -> str:
    """Press a button of the switch on a page, and return the address of the next page."""
    response = phone.post("/language", data={"language": code}, headers={**HTTPS, "Referer": HOST + before})
    assert response.status_code == 303
    return response.location


@pytest.mark.parametrize(
    ("preferred", "expected"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("ja,he;q=0.5,fr;q=0.4", "he"),
        ("ja", "en"),
        ("de, *;q=0.1", "en"),
        ("en-GB,fr", "en"),
        ("fr;q=0", "en"),
        ("x" * 300, "en"),
        (";;;q=,", "en"),
    ],
)
def test_a_page_is_in_the_language_that_the_browser_prefers_among_those_switched_on(
    world: World, preferred: str, expected: str
) -> None:
    phone = world.phone()
    phone.speak(preferred)
    for path in ("/", "/quiz", "/nowhere", "/journal/open"):
        assert language(phone, path)[0] == expected


def test_the_first_language_is_the_usual_one(site_folder: object) -> None:
    app = make_app({"SITE": str(site_folder), "LANGUAGES": ["he", "en"]})
    assert language(PageClient(app)) == ("he", "rtl")


def test_the_switch_leads_back_to_its_page_in_the_other_language_and_is_in_no_address(world: World) -> None:
    phone = world.phone()
    phone.speak("en")
    assert switch(phone, "fr", "/about") == "/about"
    assert language(phone, "/about") == ("fr", "ltr")
    assert switch(phone, "he", "/journal?a=1&b=2") == "/journal?a=1&b=2"
    assert language(phone) == ("he", "rtl")
    assert "fr" not in phone.get("/").request.url
    (button,) = [one for one in phone.page("/").select(".languages button") if one["value"] == "en"]
    assert button.get_text() == "English"
    assert button["lang"] == "en"


@pytest.mark.parametrize(
    "referrer", ["", "https://elsewhere.example/about", f"{HOST}/journal/keep", f"{HOST}/nowhere", "//", "http://["]
)
def test_the_switch_leads_to_the_start_page_if_it_was_on_no_page_of_ours_that_can_be_asked_for(
    world: World, referrer: str
) -> None:
    phone = world.phone()
    response = phone.post("/language", data={"language": "fr"}, headers={**HTTPS, "Referer": referrer})
    assert response.location == "/"


def test_another_site_cannot_switch_and_a_language_that_is_off_changes_nothing(world: World) -> None:
    phone = world.phone()
    cross = phone.post("/language", data={"language": "fr"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert cross.status_code == 403
    for code in ("de", "", "fr\r\nSet-Cookie: a=b", "../fr"):
        response = phone.post("/language", data={"language": code}, headers=HTTPS)
        assert response.status_code == 303
        assert "Set-Cookie" not in response.headers
    assert language(phone)[0] == "en"


def test_the_choice_is_a_cookie_of_this_session_that_says_only_the_language_and_goes_with_leave_quickly(
    world: World,
) -> None:
    phone = world.phone()
    switch(phone, "fr")
    cookie = phone.get_cookie("steady-language")
    assert cookie
    assert (cookie.value, cookie.max_age, cookie.expires, cookie.http_only) == ("fr", None, None, True)
    assert cookie.same_site == "Lax"
    phone.get("/leave")
    assert phone.get_cookie("steady-language") is None
    assert language(phone)[0] == "en"


def test_a_cookie_that_somebody_changed_is_ignored(world: World) -> None:
    phone = world.phone()
    phone.set_cookie("steady-language", "de")
    assert language(phone)[0] == "en"


def test_pages_that_visitors_share_are_never_in_another_ones_language(world: World) -> None:
    speakers = {code: world.phone() for code in ("en", "fr", "he")}
    for code, phone in speakers.items():
        phone.speak(code)
    for path in ("/", "/about", "/help", "/ideas"):
        tags = set()
        for code, phone in [*speakers.items(), *reversed(speakers.items())]:
            response = phone.get(path)
            assert language(phone, path)[0] == code
            assert {"Accept-Language", "Cookie"} <= set(response.vary)
            tags.add(response.headers["ETag"])
            assert phone.get(path, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
        assert len(tags) == 3


def test_the_pages_that_a_browser_keeps_for_use_offline_are_in_its_language(world: World) -> None:
    phone = world.phone()
    workers = set()
    for code in ("en", "fr", "he"):
        switch(phone, code)
        worker = phone.get("/worker.js").text
        workers.add(worker)
        address = worker.split('BUNDLE = "')[1].split('"')[0]
        pages = phone.get(address).json
        assert pages
        assert all(f'<html lang="{code}"' in page for page in pages.values())
        # Its switch needs a signal, and answers might be lost without one.
        assert "languages" not in BeautifulSoup(pages["/quiz"], "html.parser").get_text()
        assert not BeautifulSoup(pages["/quiz"], "html.parser").select(".languages")
    assert len(workers) == 3


def test_with_one_language_there_is_no_switch_and_nothing_varies_by_it(client: PageClient) -> None:
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "fr"
    for path in ("/", "/quiz", "/about"):
        page = client.page(path)
        assert not page.select(".languages, .unreviewed")
        assert page.html
        assert page.html["lang"] == "en"
    assert "Accept-Language" not in client.get("/about").vary


@pytest.mark.parametrize("path", ["/", "/before", "/quiz", "/results", "/help", "/about", "/journal/open", "/nowhere"])
def test_every_page_in_a_language_that_nobody_has_reviewed_says_so(world: World, path: str) -> None:
    phone = world.phone()
    for code, is_said in (("he", True), ("fr", False), ("en", False)):
        phone.speak(code)
        found = BeautifulSoup(phone.get(path).text, "html.parser").select(".unreviewed")
        assert bool(found) == is_said
    assert isinstance(phone, JournalClient)


def test_below_a_path_the_switch_finds_its_page_and_its_cookie_stays_there(site_folder: object) -> None:
    app = make_app({"SITE": str(site_folder), "LANGUAGES": "en,fr", "PATH": "/steady"})
    sent = {"language": "fr"}, {**HTTPS, "Referer": f"{HOST}/steady/about"}
    response = app.test_client().post("/steady/language", base_url=HOST, data=sent[0], headers=sent[1])
    assert response.location == "/steady/about"
    assert "Path=/steady" in response.headers["Set-Cookie"]
