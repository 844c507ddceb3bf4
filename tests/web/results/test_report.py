"""The report says what the page says: number by number, word by word."""

import re
from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask

from quiz.core.questionnaire import Questionnaire
from tests.report.paper import SIZES, Paper, one_line
from tests.web.journal_client import World
from tests.web.page_client import PageClient
from tests.web.sample_answers import ADDRESS, CLEAR, FULL, SAMPLES, UNSAFE, Keyed, only, report


@dataclass(frozen=True)
class Printed:
    """A result on the screen and on paper of every size."""

    page: BeautifulSoup
    papers: dict[str, Paper]


@pytest.fixture(scope="module", params=SAMPLES)
def printed(request: pytest.FixtureRequest, app: Flask, server: World) -> Printed:
    """Return a result."""
    client = PageClient(app)
    client.send(SAMPLES[request.param](server.keyed), twice=True)
    return Printed(client.page("/results"), {size: report(client, size) for size in SIZES})


@pytest.mark.parametrize("value", [3, 5])
def test_paper_is_the_same_however_the_private_questions_were_answered(app: Flask, answers: Keyed, value: int) -> None:
    files = []
    for private in (UNSAFE, CLEAR, {"safety-afraid": "skip"}, {}):
        phone = PageClient(app)
        phone.send({**answers(value), **FULL, **private}, twice=not private)
        files.append(phone.get(f"{ADDRESS}?paper=a4").data)
    assert len(set(files)) == 1
    words = Paper(files[0]).words
    assert "Based on advice from" in words
    assert "For professionals: please ask about safety in private." in words


def texts(page: BeautifulSoup | Tag, *places: str) -> list[str]:
    """Return the texts of all elements at some places of a page."""
    return [one_line(found.get_text(" ")) for place in places for found in page.select(place)]


def plain(text: str) -> str:
    """Return a text without the case, the dots and the spaces that styles and tags bring."""
    return re.sub(r"\s+([:.,)])", r"\1", text.replace("· ", "")).casefold()


def test_lead_picture_step_support_and_advice_of_the_page_stand_in_the_report(printed: Printed) -> None:
    page, words = printed.page, plain(printed.papers["a4"].words)
    # The situation card may be another one on paper, where reasons name themes only.
    *themes, _, closer = page.select(".advice")
    wanted = texts(
        page, "h1", "figcaption", ".small-step h2", ".small-step p", ".support p:not(:has(a))", ".support li"
    )
    for card in (*themes, closer):
        wanted += texts(card, "h3", ".advice > p")
    assert len(wanted) > 10
    for sentence in wanted:
        assert plain(sentence) in words


def test_every_number_of_the_table_stands_in_the_report(printed: Printed) -> None:
    page, paper = printed.page, printed.papers["a4"]
    words = plain(paper.words)
    for row in page.select("tbody tr"):
        name = plain(texts(row, "th")[0])
        score = re.search(r"(\d+)(?:, give or take (\d+))?", texts(row, ".score")[0])
        number = rf"{score[1]} ±\d+" if score else r"\d of \d answered, too few for a score"
        assert re.search(rf"{name} [^±]*?\b{number}", words), name


def test_theme_definitions_and_limits_stand_on_the_first_page(
    questionnaire: Questionnaire, client: PageClient, answers: Keyed
) -> None:
    client.send(answers(4))
    first = report(client).pages[0]
    for theme in questionnaire.themes:
        assert theme.about in first
    assert "30 statements" in first
    assert questionnaire.scale.prompt in first
    assert "isn’t a tested questionnaire" in first
    assert "less than about 51 points could be chance" in first
    assert "For professionals: please ask about safety in private." in first


def test_missing_answers_are_counted_on_the_first_page(client: PageClient, answers: Keyed) -> None:
    sheet = dict(list(answers(4).items())[:-3])
    client.send({**sheet, next(iter(sheet)): "skip"}, twice=True)
    assert "26 of 30 statements" in report(client).pages[0]


def test_no_report_says_that_somebody_was_quick(world: World) -> None:
    phone = world.phone()
    phone.get("/quiz")
    phone.send(world.keyed(3))
    assert "quick" in phone.page("/results").select_one(".careless").get_text()  # type: ignore[union-attr]
    words = report(phone).words
    assert "quickly" not in words
    assert "in a row" in words


def test_the_first_page_names_what_came_up_most_with_the_answers_and_what_came_up_least(
    client: PageClient, answers: Keyed
) -> None:
    client.send({**answers(3), **only(answers(5), "jealousy"), **only(answers(1), "needs")})
    first = report(client).pages[0]
    assert "Jealousy stands out." in first
    assert "“I felt hurt when my partner praised someone else.” Almost always" in first
    assert "Fear of falling short came up least for you." in first


def test_the_report_follows_the_order_of_the_page(printed: Printed) -> None:
    page, words = printed.page, plain(printed.papers["a4"].words)
    order = [plain(text) for text in texts(page, "h1, .small-step h2, .advice h3")]
    places = [words.index(f"{heading} ") for heading in order]
    assert places == sorted(places)


def test_every_report_is_accessible_and_has_three_pages_at_most(printed: Printed) -> None:
    for size, paper in printed.papers.items():
        assert paper.faults() == []
        assert paper.sizes == {SIZES[size]}
        assert len(paper.pages) <= 3


def test_an_ordinary_report_has_two_pages_and_room_to_write(client: PageClient, answers: Keyed) -> None:
    client.send(SAMPLES["ordinary"](answers))
    for paper in SIZES:
        first, second = report(client, paper).pages
        assert "Questions to bring along" in first
        assert "Someone to talk to" in second
        assert "Room to write" in second


@pytest.mark.parametrize("value", [1, 5])
def test_support_stands_on_every_report_in_the_same_words(client: PageClient, answers: Keyed, value: int) -> None:
    def support(given: dict[str, str]) -> str:
        client.send(given)
        found = re.search(r"Someone to talk to .*? by topic", report(client).words)
        assert found
        return found[0]

    usual = support(answers(value))
    assert "lila.help" in usual
    assert "findahelpline.com" in usual
    assert "911 (US and Canada), 999 (UK), 112 (Europe), 000 (Australia)" in usual
    assert support({**answers(value), **UNSAFE}) == usual


def test_no_safety_answer_and_no_statement_about_safety_is_in_a_report(
    questionnaire: Questionnaire, client: PageClient, answers: Keyed
) -> None:
    client.send({**answers(4), **UNSAFE})
    words = plain(report(client).words)
    private = [question for question in questionnaire.questions if question.private]
    assert private
    for question in private:
        assert plain(question.text) not in words
    assert "safe to disagree" not in words
    assert "limit who" not in words
