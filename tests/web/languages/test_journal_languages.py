"""Results taken in different languages: each remembers its own, and the journal says so where they are compared."""

import json

from tests.report.paper import Paper
from tests.web.journal_client import MONTH, JournalClient, World
from tests.web.languages.test_choice import switch

SAID = "You answered in different languages"


def two_results(world: World, first: str, second: str) -> JournalClient:
    """Return a phone whose open journal has a result in each of two languages, a month apart."""
    passphrase = add_result(world, first, world.keyed(4))
    add_result(world, second, world.keyed(2), passphrase)
    phone = world.phone()
    phone.speak(second)
    phone.open_with(passphrase)
    return phone


def add_result(world: World, code: str, answers: dict[str, str], passphrase: str = "") -> str:
    """Save a result in a language a month after the last one, and return the seven words of its journal."""
    world.now += MONTH
    phone = world.phone()
    phone.speak(code)
    if not passphrase:
        return phone.start_journal(answers)
    phone.open_with(passphrase)
    phone.save_result(answers)
    return passphrase


def test_the_journal_says_that_two_languages_are_compared(world: World) -> None:
    phone = two_results(world, "en", "fr")
    text = phone.get("/journal").text
    assert SAID in text
    assert "anglais et français" in text
    phone.speak("en")
    assert "English and French" in phone.get("/journal").text


def test_it_says_nothing_where_all_are_in_one_language(world: World) -> None:
    assert SAID not in two_results(world, "fr", "fr").get("/journal").text


def test_it_also_says_so_where_two_results_are_picked(world: World) -> None:
    phone = two_results(world, "fr", "en")
    phone.save_result(world.keyed(3))
    assert phone.get("/journal?a=2&b=3").text.count(SAID) == 1, "the newest is compared with the mean of both others"
    assert phone.get("/journal?a=1&b=3").text.count(SAID) == 2


def test_a_saved_result_is_read_in_todays_language_and_tells_its_own(world: World) -> None:
    phone = two_results(world, "fr", "en")
    page = phone.get("/journal/1").text
    assert "another language: French" in page
    assert "«" not in page
    assert "another language" not in phone.get("/journal/2").text
    switch(phone, "fr")
    page = phone.get("/journal/1").text
    assert "another language" not in page
    assert "«jealousy»" in page.lower()


def test_the_same_answers_in_two_languages_are_the_same_scores(world: World) -> None:
    passphrase = ""
    for code in ("en", "fr", "he"):
        passphrase = add_result(world, code, world.keyed(4), passphrase)
    phone = world.phone()
    phone.open_with(passphrase)
    assert "Nothing clearly changed" in phone.get("/journal").text
    assert "questions or answer choices have changed" not in phone.get("/journal").text


def test_a_journal_saves_the_questions_as_they_were_written_and_an_export_brings_the_language_back(
    world: World,
) -> None:
    phone = two_results(world, "en", "fr")
    exported = json.loads(phone.exported())
    (questionnaire,) = exported["questionnaires"].values()
    assert "«" not in json.dumps(questionnaire, ensure_ascii=False)
    assert [result.get("language") for result in exported["results"]] == [None, "fr"]
    other = world.phone()
    other.import_file(json.dumps(exported).encode())
    assert SAID in other.get("/journal").text


def test_an_export_with_a_language_that_is_no_code_is_refused(world: World) -> None:
    exported = json.loads(two_results(world, "en", "fr").exported())
    exported["results"][0]["language"] = "<b>French</b>"
    assert world.phone().import_file(json.dumps(exported).encode()).status_code == 422


def test_a_result_in_a_language_that_is_switched_off_by_now_can_be_read(world: World) -> None:
    exported = json.loads(two_results(world, "en", "fr").exported())
    exported["results"][0]["language"] = "tlh-Latn"
    exported["results"][1]["language"] = "ja"
    phone = world.phone()
    assert phone.import_file(json.dumps(exported).encode()).status_code in {200, 303}
    for path in ("/journal", "/journal/1", "/journal/2"):
        assert phone.get(path).status_code == 200


def test_a_pdf_is_in_any_language_that_is_switched_on(world: World) -> None:
    phone = two_results(world, "fr", "fr")
    phone.send(world.keyed(5))
    for address in ("/results/report.pdf", "/journal/2/report.pdf?journal=yes"):
        mark = "&" if "?" in address else "?"
        theirs = Paper(phone.get(f"{address}{mark}language=en").data)
        assert str(theirs.catalog["/Lang"]) == "en"
        assert "«" not in theirs.words
        own = Paper(phone.get(address).data)
        assert "«" in own.words
        assert phone.get(f"{address}{mark}language=de").status_code == 400
    assert '<html lang="fr"' in phone.get("/results").text
    options = phone.page("/results").select("#pdf-language option")
    assert [(option["value"], option.has_attr("selected")) for option in options] == [
        ("en", False),
        ("fr", True),
        ("he", False),
    ]


def test_a_pdf_in_a_translation_that_nobody_has_reviewed_says_so(world: World) -> None:
    phone = world.phone()
    phone.speak("he")
    phone.send(world.keyed(5))
    assert "No native speaker has reviewed" in Paper(phone.get("/results/report.pdf").data).words
    assert "No native speaker" not in Paper(phone.get("/results/report.pdf?language=fr").data).words
