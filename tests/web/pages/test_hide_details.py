"""Hidden details: themes, scores and advice hidden on the screen, for a train or a sofa."""

import pytest

from tests.report.paper import Paper
from tests.web.journal_client import MONTH, JournalClient, World

REVEALING = ("burden", "jealous", "attraction", "falling short", "being left")


@pytest.fixture
def phone(world: World) -> JournalClient:
    made = world.phone()
    made.send(world.keyed(3, jealousy=5))
    made.press(made.page("/results"), "/discreet")
    return made


def in_sight(phone: JournalClient, address: str) -> str:
    """Return what a page shows before anything is opened, with the words that stand for its pictures."""
    page = phone.page(address)
    for folded in page.select("details > :not(summary)"):
        folded.decompose()
    alts = " ".join(str(image["alt"]) for image in page.select("img"))
    main = page.select_one("main")
    assert main
    return f"{main.get_text(' ')} {alts}".lower()


def test_a_result_shows_no_theme_score_or_advice_and_no_picture(phone: JournalClient) -> None:
    shown = in_sight(phone, "/results")
    assert not any(word in shown for word in REVEALING)
    page = phone.page("/results")
    assert not page.select(".score, .advice, .own-answer, .small-step, main img")
    for file in ("/results/profile.svg", "/results/profile.svg?text=large", "/results/profile.png"):
        assert phone.get(file).status_code == 404


def test_the_quiz_can_be_sent_for_a_result_with_hidden_details(world: World) -> None:
    phone = world.phone()
    assert phone.send(world.keyed(3, jealousy=5), hide_details="yes").headers["Location"] == "/results"
    assert not any(word in in_sight(phone, "/results") for word in REVEALING)


def test_people_to_talk_to_stay_one_tap_away(phone: JournalClient) -> None:
    page = phone.page("/results")
    assert page.select_one('.support-line a[href="/help"]')
    assert page.select_one(".support")


def test_the_report_still_shows_the_names(phone: JournalClient) -> None:
    assert "Jealousy" in Paper(phone.get("/results/report.pdf").data).words


def test_one_tap_shows_the_words_again(phone: JournalClient) -> None:
    phone.press(phone.page("/results"), "/discreet")
    assert "jealousy" in in_sight(phone, "/results")


def test_the_journal_shows_dates_only(world: World) -> None:
    phone = world.phone()
    phone.open_with(world.journal([2, 4, 3], MONTH))
    assert phone.press(phone.journal(), "/discreet").headers["Location"] == "/journal"
    for address in ("/journal", "/journal/2"):
        shown = in_sight(phone, address)
        assert not any(word in shown for word in REVEALING), address
    journal = phone.journal()
    assert not journal.select("table, main img, .change")
    assert len(journal.select(".history a")) == 3
    assert phone.get("/journal/picture.svg").status_code == 404
    assert phone.get("/journal/2/profile.svg").status_code == 404
    assert "Burden" in Paper(phone.get("/journal/2/report.pdf?journal=yes").data).words


def test_the_button_of_a_saved_result_leads_back_to_it(world: World) -> None:
    phone = world.phone()
    phone.open_with(world.journal([2, 4, 3], MONTH))
    assert phone.press(phone.page("/journal/2"), "/discreet").headers["Location"] == "/journal/2"
    assert "jealousy" not in in_sight(phone, "/journal/2")


@pytest.mark.parametrize("page", ["", "nowhere", "https://example.org", "\0"])
def test_the_button_leads_nowhere_else(world: World, page: str) -> None:
    phone = world.phone()
    answer = phone.post("/discreet", data={"csrf_token": phone.token(), "page": page})
    assert answer.headers["Location"] == "/results"
