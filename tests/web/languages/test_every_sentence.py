"""Every sentence can be translated: on pages, in pictures and on paper."""

import re

import pytest

from tests.report.paper import Paper
from tests.web.journal_client import JournalClient, World, words
from tests.web.languages.reading import untranslated, untranslated_on
from tests.web.sample_answers import FULL, UNSAFE

NAMES = {"Steady", "Lila", "Find A Helpline", "childhelplineinternational.org", "lila.help", "findahelpline.com"}
FRENCH = {"et", *("août", "septembre", "octobre", "novembre"), *("sept", "oct", "nov")}
"""Words of lists and dates, which come from Babel."""
PUBLIC = ["/", "/before", "/about", "/ideas", "/quiz", "/results", "/nowhere", "/journal/open"]


def not_french(found: list[str]) -> set[str]:
    """Return what is neither a name nor made of words that Babel wrote."""
    return {
        text for text in found if text not in NAMES and not set(re.split(r"[ .,\d]+", text)) <= {*FRENCH, *NAMES, ""}
    }


@pytest.fixture
def phone(world: World) -> JournalClient:
    """Return a phone that is set to French."""
    made = world.phone()
    made.speak("fr-CA,fr;q=0.9,en;q=0.5")
    return made


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_that_anybody_can_read_has_no_english_sentence(phone: JournalClient, path: str) -> None:
    assert not_french(untranslated_on(phone.get(path).text)) == set()


def test_only_the_names_of_support_lines_stay_as_they_are(world: World, phone: JournalClient) -> None:
    helplines = world.app.extensions["steady"].languages["en"].helplines
    names = {line.name for country in helplines.countries for line in country.lines}
    names |= {country.directory.name for country in helplines.countries if country.directory} | NAMES
    left = {text for text in not_french(untranslated_on(phone.get("/help").text)) if text not in names}
    assert {text for text in left if not any(text in name for name in names)} == set()


def test_a_review_a_result_and_its_paper_have_no_english_sentence(world: World, phone: JournalClient) -> None:
    sheet = {**world.keyed(4, jealousy=5), **FULL, **UNSAFE, "together": "yes"}
    phone.send({id_: answer for id_, answer in sheet.items() if id_ != "burden-sorry"})
    assert not_french(untranslated_on(phone.get("/quiz").text)) == set()
    phone.send(sheet)
    result = phone.get("/results")
    assert result.status_code == 200
    assert not_french(untranslated_on(result.text)) == set()
    paper = Paper(phone.get("/results/report.pdf?answers=yes").data)
    assert not_french(untranslated(paper.words)) == set()
    assert str(paper.catalog["/Lang"]) == "fr"
    for picture in ("/results/profile.svg", "/results/profile.svg?text=large"):
        assert not_french(untranslated(re.sub(r"<[^>]*>", " ", phone.get(picture).text))) == set()


def test_a_journal_and_its_paper_have_no_english_sentence(world: World, phone: JournalClient) -> None:
    passphrase = world.journal([2, 4, 3, 5])
    phone.open_with(passphrase)
    for path in ("/journal", "/journal?a=1&b=3", "/journal/1", "/journal/4"):
        assert not_french(untranslated_on(phone.get(path).text)) == set(), path
    paper = Paper(phone.get("/journal/4/report.pdf?journal=yes&answers=yes").data)
    assert not_french(untranslated(paper.words)) == set()
    assert not_french(untranslated(re.sub(r"<[^>]*>", " ", phone.get("/journal/picture.svg").text))) == set()


def test_what_a_journal_says_on_the_way_has_no_english_sentence(world: World, phone: JournalClient) -> None:
    phone.send(world.keyed(3))
    saved = phone.press(phone.get("/results").text, "/journal/keep")
    assert not_french(untranslated_on(saved.text)) == set()
    assert words(saved), "the secret words stay as they are"
    for page in (
        phone.post("/journal/open", data={"words": "one two three"}),
        phone.import_file(b"not an export"),
        phone.post("/journal/note", data={}),
    ):
        assert not_french(untranslated_on(page.text)) == set()
