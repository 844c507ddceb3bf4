"""One answer that calls for help, whatever the score: the help comes first on every page and on paper."""

from tests.report.paper import Paper
from tests.web.instruments import LOW_MOOD, finished, sheet, words_of, world
from tests.web.journal_client import two_attempts

HELP = "Please tell someone today. You deserve help"
HARM = "thought of harming myself"


def test_one_answer_brings_help_to_the_top_and_nothing_is_called_quiet() -> None:
    phone = finished(LOW_MOOD, {**sheet(LOW_MOOD, 0), "mood-9": "1"})
    said = words_of(phone)
    assert said.index(HELP) < said.index("Here’s what you told us about low mood.")
    assert said.count("Someone to talk to") == 1
    assert "holding steady" not in said
    assert HELP not in words_of(finished(LOW_MOOD, sheet(LOW_MOOD, 0)))


def test_help_stays_at_the_top_of_a_hidden_result_without_saying_why() -> None:
    phone = finished(LOW_MOOD, {**sheet(LOW_MOOD, 0), "mood-9": "1"})
    phone.press(phone.get("/results").text, "/discreet")
    said = words_of(phone)
    assert said.index("call a crisis line") < said.index("The details are hidden")
    assert HELP not in said
    assert "harm" not in said


def test_paper_has_help_first_but_neither_the_answer_nor_a_word_about_it() -> None:
    file = finished(LOW_MOOD, {**sheet(LOW_MOOD, 0), "mood-9": "3"}).get("/results/report.pdf").data
    paper = Paper(file).words
    assert paper.index("Someone to talk to") < paper.index("Questions to bring along")
    assert HELP not in paper
    assert HARM not in paper


def test_help_comes_first_in_a_saved_result_and_in_its_journal() -> None:
    phone = two_attempts(world(LOW_MOOD), sheet(LOW_MOOD, 0), {**sheet(LOW_MOOD, 0), "mood-9": "1"})
    for address in ("/journal", "/journal/2"):
        assert HELP in words_of(phone, address)
    assert HELP not in words_of(phone, "/journal/1")
    assert phone.headline() == "Nothing clearly changed this time."
