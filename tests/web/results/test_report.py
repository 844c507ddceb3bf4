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
from tests.web.sample_answers import ADDRESS, CLEAR, FULL, SAMPLES, UNSAFE, Keyed, report


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


def test_every_sentence_of_the_page_stands_in_the_report(printed: Printed) -> None:
    page, words = printed.page, plain(printed.papers["a4"].words)
    # The situation card may be another one on paper, where reasons name themes only.
    *themes, _, closer = page.select(".advice")
    wanted = texts(
        page, "h1", ".profile h2", "figcaption", ".careless p", ".small-step h2", ".small-step p",
        ".meaning h2", ".meaning > p:not(:has(a))", ".meaning li", ".support h2", ".support p:not(:has(a))",
        ".support li",
    )  # fmt: skip
    for card in (*themes, closer):
        wanted += texts(card, "h3", ".advice > p", "details li")
    assert len(wanted) > 10
    for sentence in wanted:
        if sentence != "These answers moved it most:":
            assert plain(sentence) in words


def test_every_number_of_the_table_stands_in_the_report(printed: Printed) -> None:
    page, paper = printed.page, printed.papers["a4"]
    words = plain(paper.words)
    for row in page.select("tbody tr"):
        name = texts(row, "th")[0]
        score = re.search(r"(\d+)(?:, give or take (\d+))?", texts(row, ".score")[0])
        start = [name, score[1], *([f"±{score[2]}"] if score[2] else [])] if score else [name, *texts(row, ".score")]
        assert plain(" ".join(start)) in words
        for note in texts(row, "small"):
            assert plain(note) in words
    for image in page.select("img.print-only"):
        assert [str(image["alt"])] == [tag.alt for tag in paper.tags() if tag.kind == "Figure"]


def test_the_report_follows_the_order_of_the_page(printed: Printed) -> None:
    page, words = printed.page, plain(printed.papers["a4"].words)
    order = [plain(text) for text in texts(page, "h1, .small-step h2, .support h2, #advice, h3")]
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
        assert "What these numbers are, and are not" in first
        assert "Questions to bring along" in second
        assert "Room to write" in second


@pytest.mark.parametrize("value", [1, 5])
def test_support_stands_on_every_report_in_the_same_words(client: PageClient, answers: Keyed, value: int) -> None:
    def support(given: dict[str, str]) -> str:
        client.send(given)
        found = re.search(r"Someone to talk to .* in private\.", report(client).words)
        assert found
        return found[0]

    usual = support(answers(value))
    assert "lila.help" in usual
    assert "findahelpline.com" in usual
    assert "112 across Europe" in usual
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
