"""The public pages."""

import base64
import hashlib
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from tests.web.journal_client import DAY, World
from tests.web.page_client import PageClient


@pytest.mark.parametrize("address", ["/", "/quiz", "/about", "/help", "/ideas"])
def test_a_public_page_can_be_read_by_anyone_and_found_by_a_search_engine(client: PageClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert "noindex" not in response.headers.get("X-Robots-Tag", "") + response.text


def test_the_start_page_leads_to_the_quiz(client: PageClient) -> None:
    assert client.page("/").select_one('a[href="/before"].primary')
    page = client.page("/before")
    assert "Please continue only if you’re alone and feel safe." in page.get_text()
    assert page.select_one('a[href="/quiz"].primary')


def test_what_to_know_first_is_two_points_and_the_rest_unfolds(client: PageClient) -> None:
    page = client.page("/before")
    assert len([point for point in page.select("main li") if not point.find_parent("details")]) == 2
    folded = page.select_one("details:not([open])")
    assert folded
    for part in ("spying app sees everything", "Clearing your whole history can look suspicious", "never save those"):
        assert part in folded.get_text()


def test_the_start_page_shows_an_example_that_our_own_chart_draws(client: PageClient) -> None:
    page = client.page("/")
    image, dark = page.select_one("main img"), page.select_one("main source")
    assert image and dark
    assert "Fear of being left: 71 of 100." in str(image["alt"])
    drawn = [unquote(str(url)) for url in (image["src"], dark["srcset"])]
    assert all(url.startswith("data:image/svg+xml,<svg") and "71" in url for url in drawn)
    assert drawn[0] != drawn[1]
    assert not {" ", ","} & set(str(dark["srcset"]).partition(",")[2])
    assert "made-up answers" in page.select_one("figcaption").get_text()  # type: ignore[union-attr]


def ways(client: PageClient) -> list[tuple[str, str]]:
    """Return the buttons of the start page, of which only the first is emphasized."""
    buttons = client.page("/").select("main a.button")
    assert ["primary" in link["class"] for link in buttons] == [True, *[False] * (len(buttons) - 1)]
    return [(link.get_text(strip=True), str(link["href"])) for link in buttons]


def test_the_start_page_offers_the_way_on_to_someone_who_has_been_here(world: World) -> None:
    phone = world.phone()
    assert ways(phone) == [("Start the check-in", "/before")]
    phone.get("/quiz")
    assert ways(phone) == [("Start the check-in", "/before")]
    first = world.questionnaire.statements[0].id
    phone.post("/quiz/draft", data={"csrf_token": phone.token(), f"q-{first}": "2"})
    assert ways(phone) == [("Continue", "/quiz")]
    phone.send(world.keyed(4))
    assert ways(phone) == [("See your result", "/results")]
    phone.save_result(world.keyed(4))
    assert ways(phone) == [("See your result", "/results"), ("Open my journal", "/journal")]
    answer = phone.get("/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "clear-on-leave" in answer.text


def test_the_start_page_of_a_new_session_opens_the_journal_that_this_browser_remembers(world: World) -> None:
    phone = world.phone()
    phone.open_with(world.journal([2, 4], DAY))
    assert ways(phone) == [("Open my journal", "/journal"), ("Start the check-in", "/before")]


def test_a_browser_may_cache_no_page_that_depends_on_its_reader(world: World) -> None:
    phone = world.phone()
    assert phone.get("/before").headers["Cache-Control"] == "no-store"
    assert phone.save_result(world.keyed(4)).headers["Cache-Control"] == "no-store"
    for page in ("/quiz", "/results", "/journal", "/journal/1", "/journal/open", "/nowhere"):
        assert phone.get(page).headers["Cache-Control"] == "no-store", page
    for file in (
        "/results/profile.svg",
        "/results/profile.png",
        "/results/report.pdf",
        "/journal/picture.svg",
        "/journal/export.json",
    ):
        assert phone.get(file).headers["Cache-Control"] == "no-store", file


def test_what_to_know_first_is_skipped_after_the_quiz_was_started(client: PageClient) -> None:
    client.get("/quiz")
    assert client.get("/before").headers["Location"] == "/quiz"


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


@pytest.mark.parametrize(("languages", "first"), [("en-GB,en;q=0.8", "gb"), ("zh-Hans-IN", "in"), ("fr-CA", "ca")])
def test_help_opens_the_country_that_the_browsers_language_names(
    client: PageClient, languages: str, first: str
) -> None:
    countries = {country.id: country.name for country in client.application.extensions["steady"].helplines.countries}
    for _ in range(2):  # once rendered, and once from the shared copies
        answer = client.get("/help", headers={"Accept-Language": languages})
        page = BeautifulSoup(answer.text, "html.parser")
        names = [summary.get_text() for summary in page.select("#lines ~ details > summary")]
        assert names[0] == countries[first]
        assert sorted(names) == sorted(countries.values())
        assert [opened.summary.get_text() for opened in page.select("details[open]") if opened.summary] == names[:1]
        assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize("languages", ["en", "de", "xx-QQ", "", "'<script>"])
def test_help_opens_no_country_when_the_language_names_none(client: PageClient, languages: str) -> None:
    page = BeautifulSoup(client.get("/help", headers={"Accept-Language": languages}).text, "html.parser")
    assert not page.select("details[open]")
    assert page.select_one("#lines ~ details > summary").get_text() == "Australia"  # type: ignore[union-attr]


def test_every_country_can_be_opened_without_a_script(client: PageClient) -> None:
    assert len(client.page("/help").select("details > summary")) >= 15


def test_a_machine_can_ask_whether_it_runs(client: PageClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}


@pytest.mark.parametrize(("address", "status"), [("/nowhere", 404), ("/quiz/draft", 405), ("/results", 404)])
def test_a_refusal_is_a_page_in_plain_words(client: PageClient, address: str, status: int) -> None:
    page = client.page(address, status)
    assert page.select_one("main p")
    assert page.select_one("main a.button")


def test_a_host_that_cannot_be_one_is_refused_in_plain_words(client: PageClient) -> None:
    answer = client.get("/", headers={"Host": "a" * 64})
    assert answer.status_code == 400
    assert "<main" in answer.text


def test_a_post_that_is_too_large_is_refused_in_plain_words(client: PageClient) -> None:
    response = client.post("/quiz", data={"q-x": "1" * 100_000})
    assert response.status_code == 413
    assert "too large" in response.text


def test_static_files_are_cached_for_good_under_an_address_that_changes_with_them(client: PageClient) -> None:
    form = client.page("/journal/open").select_one("[data-word-list-url]")
    assert form
    addresses = [
        str(form["data-word-list-url"]),
        client.get("/manifest.webmanifest").get_json(force=True)["icons"][0]["src"],
    ]
    for address in addresses:
        assert "?v=" in address
        assert "immutable" in client.get(address).headers["Cache-Control"]
        assert client.get(address.partition("?")[0]).headers["Cache-Control"] == "no-cache"


def test_only_the_style_sheets_and_scripts_of_this_site_are_let_in(client: PageClient) -> None:
    for address in ["/", "/quiz", "/journal/open"]:
        response = client.get(address)
        page = BeautifulSoup(response.text, "html.parser")
        assert page.select("style")
        for part in page.select("style, script:not([src])"):
            digest = base64.b64encode(hashlib.sha256(part.decode_contents().encode()).digest()).decode()
            assert f"'sha256-{digest}'" in response.headers["Content-Security-Policy"]


def test_a_support_line_not_checked_for_a_year_is_replaced_by_the_directory(world: World) -> None:
    phone = world.phone()
    assert "1-800-799" in phone.get("/help").text
    world.now += 400 * DAY
    page = phone.page("/help")
    american = next(part for part in page.select("details") if "United States" in part.get_text())
    assert "1-800-799" not in american.get_text()
    assert "out of date" in american.get_text()
    assert american.select_one('a[href="https://lila.help"]')
    assert "911" in american.get_text()
