"""The public pages."""

from collections.abc import Callable

import pytest

from tests.web.page_client import PageClient


@pytest.mark.parametrize("address", ["/", "/quiz", "/about", "/help"])
def test_a_public_page_can_be_read_by_anyone_and_found_by_a_search_engine(client: PageClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert "noindex" not in response.headers.get("X-Robots-Tag", "") + response.text


def test_the_start_page_leads_to_the_quiz(client: PageClient) -> None:
    assert client.page("/").select_one('a[href^="/quiz"]')


def test_the_start_page_sets_no_cookie(client: PageClient) -> None:
    assert "Set-Cookie" not in client.get("/").headers


def test_the_article_and_every_therapist_are_named(client: PageClient) -> None:
    text = client.page("/about").get_text(" ")
    for name in ["Eva Taylor Grant", "Bustle", "Manly", "Leikam", "Bennett", "Reigns", "Jory", "Kernes", "Kronman"]:
        assert name in text
    assert "Kirkbride" in text


def test_help_shows_every_number_as_a_link_and_as_text(client: PageClient) -> None:
    page = client.page("/help")
    assert page.select_one('a[href="tel:18007997233"]')
    for link in page.select('a[href^="tel:"]'):
        assert any(letter.isdigit() for letter in link.get_text()), link


def test_every_country_can_be_opened_without_a_script(client: PageClient) -> None:
    assert len(client.page("/help").select("details > summary")) >= 15


def test_leaving_wipes_the_session_and_goes_elsewhere(client: PageClient) -> None:
    client.get("/quiz")
    assert client.get_cookie("steady")
    response = client.get("/leave")
    assert response.status_code == 303
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert response.headers["Location"].startswith("https://")
    assert client.get_cookie("steady") is None


def test_a_machine_can_ask_whether_it_runs(client: PageClient) -> None:
    told = client.get("/healthz").json
    assert told
    assert (told["status"], told["database"]) == ("ok", "sqlite")
    assert told["journal_mode"] in {"delete", "wal"}
    assert (told["synchronous"], told["secure_delete"], told["foreign_keys"]) == (2, 1, 1)


@pytest.mark.parametrize(("address", "status"), [("/nowhere", 404), ("/quiz/draft", 405), ("/results", 404)])
def test_a_refusal_is_a_page_in_plain_words(client: PageClient, address: str, status: int) -> None:
    page = client.page(address, status)
    assert page.select_one("main p")
    assert page.select_one("main a.button")


def test_a_post_that_is_too_large_is_refused_in_plain_words(client: PageClient) -> None:
    response = client.post("/quiz", data={"q-x": "1" * 100_000})
    assert response.status_code == 413
    assert "too much" in response.text


def test_static_files_are_kept_for_good_under_an_address_that_changes_with_them(client: PageClient) -> None:
    for link in client.page("/").select("link[rel=stylesheet]"):
        assert "?v=" in str(link["href"])
        assert "immutable" in client.get(str(link["href"])).headers["Cache-Control"]


def test_pages_travel_compressed(client: PageClient) -> None:
    response = client.get("/quiz", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"


def test_a_phone_that_left_without_a_signal_is_cleared_by_its_next_request(
    client: PageClient, answers: Callable[[int], dict[str, str]]
) -> None:
    client.send(answers(4))
    client.set_cookie("left", "1")
    assert client.get("/results").status_code == 404
    assert client.get_cookie("left") is None
    assert not client.page("/quiz").select("input:checked")
