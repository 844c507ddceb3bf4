"""Instruments that are not about a relationship: what their pages, pictures and papers say."""

import re
from pathlib import Path

import pytest

from tests.report.paper import Paper
from tests.web.instruments import CHANGE, INSTRUMENTS, LOW_MOOD, TWO_PARTS, WELL_BEING, finished, sheet, words_of, world
from tests.web.journal_client import World, line, two_attempts


@pytest.mark.parametrize("step", [0, 1, 5])
def test_low_well_being_is_never_called_quiet_or_a_worry(step: int) -> None:
    said = words_of(finished(WELL_BEING, sheet(WELL_BEING, step)))
    assert "Here’s what you told us about well-being." in said
    for wrong in ("worr", "Worr", "came up", "your partner", "relationship", "holding steady", "low end"):
        assert wrong not in said


@pytest.mark.parametrize(
    ("first", "second", "headline", "change"),
    [
        (0, 5, "Well-being is better than before.", "Well-being: 0, then 25. Better."),
        (5, 0, "Well-being is lower than before.", "Well-being: 25, then 0. Lower."),
    ],
)
def test_more_of_a_strength_is_better_and_less_of_it_lower(first: int, second: int, headline: str, change: str) -> None:
    phone = two_attempts(world(WELL_BEING), sheet(WELL_BEING, first), sheet(WELL_BEING, second))
    assert phone.headline() == headline
    assert phone.changes() == [change]
    said = words_of(phone, "/journal")
    for wrong in ("grew", "eased", "Lower means", "for each worry"):
        assert wrong not in said


def test_a_sum_is_shown_as_it_is_with_the_one_band_that_it_is_in() -> None:
    answers = sheet(LOW_MOOD, 1)
    said = words_of(finished(LOW_MOOD, answers))
    assert "Low mood 9 of 27, give or take 2 mild" in said
    assert "on a scale from" not in said
    assert "Your profile: a scale from 0 to 27. Low mood: 9 of 27, give or take 2." in said
    said = words_of(finished(LOW_MOOD, {**answers, "mood-1": "2"}))
    assert "10 of 27, give or take 2 moderate" in said


def test_a_low_sum_is_quiet_only_in_the_lowest_band() -> None:
    four = {**sheet(LOW_MOOD, 0), "mood-1": "2", "mood-2": "2"}
    assert "Low mood didn’t come up much" in words_of(finished(LOW_MOOD, four))
    assert "Here’s what you told us about low mood." in words_of(finished(LOW_MOOD, {**four, "mood-3": "1"}))


def test_a_mean_is_shown_on_its_own_scale() -> None:
    said = words_of(finished(CHANGE, {**sheet(CHANGE, 3), "new-things": "7"}))
    assert "Openness to change came out highest." in said
    assert "4.8 on a scale from 1 to 7, give or take 0.5" in said
    assert "The dot is your average answer, from 1 to 7." in said


def test_an_instrument_without_texts_says_nothing_about_a_relationship() -> None:
    phone = finished(LOW_MOOD, sheet(LOW_MOOD, 2))
    for address in ("/", "/about", "/quiz", "/results"):
        said = words_of(world(LOW_MOOD).phone() if address != "/results" else phone, address)
        assert "Low mood check" in said
        for wrong in ("your partner", "relationship", "the two of you", "just for you"):
            assert wrong not in said, address


def test_the_paper_names_the_instrument_and_has_its_scores_in_its_own_unit() -> None:
    paper = Paper(finished(LOW_MOOD, sheet(LOW_MOOD, 2)).get("/results/report.pdf").data).words
    assert paper.startswith("Low mood check")
    assert "18 of 27 moderately severe" in paper
    for own in ("It looks back at two weeks", "Low mood check: Made up for Steady’s own tests", "License: CC0"):
        assert own in paper
    for wrong in ("Relationship", "your partner", "0–100", "steady again"):
        assert wrong not in paper


def test_the_credit_is_whole_sentences_whether_or_not_the_author_wrote_the_full_stops(tmp_path: Path) -> None:
    text = (INSTRUMENTS / "low_mood.toml").read_text(encoding="utf-8")
    text = re.sub("^source = .*", 'source = "Doe & Roe, 2020"', text, flags=re.MULTILINE)
    path = tmp_path / "questions.toml"
    path.write_text(re.sub("^license = .*", 'license = "Free to use."', text, flags=re.MULTILINE), encoding="utf-8")
    server = World({"QUESTIONS": str(path)})
    phone = server.phone()
    phone.send(sheet(LOW_MOOD, 2))
    credit = "Low mood check: Doe & Roe, 2020. License: Free to use."
    paper = Paper(phone.get("/results/report.pdf").data).words
    for said in (words_of(phone), words_of(phone, "/about"), paper):
        assert credit in said
        assert f"{credit}." not in said


def test_a_sum_in_the_lowest_band_says_nothing_about_single_answers() -> None:
    said = words_of(finished(LOW_MOOD, {**sheet(LOW_MOOD, 0), "mood-1": "3"}))
    assert "Your score is near the low end of the scale." in said
    assert "Your answers stayed" not in said


def test_the_lowest_scores_are_never_called_high() -> None:
    said = words_of(finished(CHANGE, sheet(CHANGE, 0)))
    assert "came out about equally." in said
    assert "high." not in said


def test_a_theme_about_which_there_is_nothing_to_say_has_no_empty_card(tmp_path: Path) -> None:
    text = (INSTRUMENTS / "low_mood.toml").read_text(encoding="utf-8")
    path = tmp_path / "questions.toml"
    path.write_text(re.sub("^about = .*", "", text, flags=re.MULTILINE), encoding="utf-8")
    phone = World({"QUESTIONS": str(path)}).phone()
    phone.send({**sheet(LOW_MOOD, 1), "mood-9": "0"})
    assert "What this means for you" not in words_of(phone)
    phone.send({**sheet(LOW_MOOD, 2), "mood-9": "0"})
    assert "What this means for you Low mood “" in words_of(phone)
    assert not phone.page("/results").select(".themes p:empty")


@pytest.mark.parametrize("name", [WELL_BEING, CHANGE])
def test_nobody_is_told_of_a_worry_after_an_early_retake_of_something_else(name: str) -> None:
    phone = two_attempts(world(name), sheet(name, 2), sheet(name, 3))
    said = words_of(phone, "/journal")
    assert "It’s been less than 4 weeks." in said
    assert "worry" not in said


def test_the_one_score_of_an_instrument_is_not_called_a_worry() -> None:
    phone = two_attempts(world(LOW_MOOD), sheet(LOW_MOOD, 2), sheet(LOW_MOOD, 0))
    paper = Paper(phone.get("/results/report.pdf").data).words
    for said in (words_of(phone), words_of(phone, "/journal"), paper):
        assert "worry" not in said.lower()
    assert "For low mood, higher means it came up more." in paper


@pytest.mark.parametrize(("language", "marked"), [("ar", True), ("en-GB", False)])
def test_words_in_another_language_are_marked_as_such(tmp_path: Path, language: str, *, marked: bool) -> None:
    text = (INSTRUMENTS / "low_mood.toml").read_text(encoding="utf-8")
    path = tmp_path / "questions.toml"
    path.write_text(text.replace('unit = "sum"', f'unit = "sum"\nlanguage = "{language}"', 1), encoding="utf-8")
    phone = World({"QUESTIONS": str(path)}).phone()
    quiz = phone.page("/quiz")
    phone.send({**sheet(LOW_MOOD, 2), "mood-9": "0"})
    shown = [*quiz.select(".statement, h2.prompt[id^=prompt], .option > span:not(noscript *)")]
    shown += phone.page("/results").select(".own-answer")
    assert len(shown) > 40
    for words in shown:
        assert (words.get("lang"), words.get("dir")) == (("ar", "auto") if marked else (None, None))


def test_each_section_has_its_own_question_and_answers() -> None:
    page = world(TWO_PARTS).phone().page("/quiz")
    prompts = [line(heading.get_text()) for heading in page.select("h2.prompt")]
    assert prompts == ["In the last month, how often was this so?", "Is this so for you?"]
    choices = [[line(one.get_text()) for one in card.select(".option span")] for card in page.select("fieldset")]
    assert choices[0][:5] == ["Never", "Seldom", "Sometimes", "Often", "Very often"]
    assert choices[4][:3] == ["No", "Yes", "I’m not sure"]


def test_a_worry_and_a_strength_on_scales_of_their_own_are_not_ranked() -> None:
    phone = finished(TWO_PARTS, {**sheet(TWO_PARTS, 0), "rush": "4", "pile": "4", "call": "1"})
    said = words_of(phone)
    assert "Here’s what you told us." in said
    assert "Stress 8 of 16, give or take 1 high" in said
    assert "Support from others 1 of 3, give or take 1" in said
    assert "For stress, higher means it came up more. For support from others, higher means it’s going better" in said
    paper = Paper(phone.get("/results/report.pdf?answers=yes").data).words
    assert "I have someone to call at night. Yes" in paper


def test_an_answer_that_its_section_does_not_offer_is_refused() -> None:
    phone = world(TWO_PARTS).phone()
    phone.send({**sheet(TWO_PARTS, 0), "call": "3"})
    assert "We couldn’t read this answer" in phone.get("/quiz").text


def test_a_worry_that_eased_and_a_strength_that_rose_are_told_in_one_headline() -> None:
    before = {**sheet(TWO_PARTS, 0), "rush": "4", "pile": "4", "upset": "4", "control": "0"}
    after = {**sheet(TWO_PARTS, 0), "call": "1", "alone": "0", "help": "1"}
    phone = two_attempts(world(TWO_PARTS), before, after)
    assert phone.headline() == "Stress went down, and support from others went up."
    assert phone.changes() == ["Stress: 16, then 0. Eased.", "Support from others: 0, then 3. Better."]


def test_a_total_has_a_row_but_never_stands_out() -> None:
    said = words_of(finished(CHANGE, {**sheet(CHANGE, 0), "new-things": "7", "surprise": "7", "old-ways": "1"}))
    assert "Openness to change came out highest." in said
    assert "Handling change 3.3 on a scale from 1 to 7" in said
