"""The page of all ideas: complete, credited, and right for anyone who opens it."""

from pathlib import Path

import pytest
from bs4 import Tag

from quiz.advice.book import AdviceBook
from tests.application import make_app
from tests.content.files import QUESTIONS
from tests.shipped.test_advice_care import BASE_NEVER_SAYS
from tests.web.page_client import PageClient

PARTNER_FACING = {3, 5, 8, 10, 11, 15, 16, 18, 19}
HARMS = ("leads someone who is controlled to the partner", "accuses a controlling partner who finds the paper")


def articles(client: PageClient) -> dict[str, Tag]:
    """Return the ideas on the page by title."""
    return {article.select("h3")[0].get_text(): article for article in client.page("/ideas").select("article")}


def test_all_twenty_ideas_are_there_each_under_its_therapists_name(client: PageClient, book: AdviceBook) -> None:
    shown = articles(client)
    first = {piece.number: piece for piece in reversed(book.pieces)}
    assert list(first) == list(range(20, 0, -1))
    assert shown.keys() == {piece.title for piece in first.values()}
    for piece in first.values():
        assert f"{piece.who}, {piece.role}" in shown[piece.title].get_text()


def test_the_article_its_author_and_its_outlet_are_credited(client: PageClient) -> None:
    text = client.page("/ideas").get_text(" ", strip=True)
    for part in ("20 Things Therapists Want You To Know …", "by Eva Taylor Grant, for Bustle", "in our own words"):
        assert part in text


def test_ideas_about_a_partner_are_told_without_scripts_and_with_when_they_do_not_fit(
    client: PageClient, book: AdviceBook
) -> None:
    shown = articles(client)
    for number in PARTNER_FACING:
        pieces = [piece for piece in book.pieces if piece.number == number]
        assert all(piece.idea for piece in pieces)
        assert shown[pieces[0].title].select(".not-for")
        assert not any("“" in piece.idea for piece in pieces)


def test_no_step_and_no_extra_text_is_on_the_page(client: PageClient, book: AdviceBook) -> None:
    text = client.get("/ideas").text
    for piece in book.pieces:
        steps = [step for part in piece.parts for step in part.steps]
        for hidden in (*steps, *(piece.extra.paragraphs if piece.extra else ())):
            assert hidden.text not in text


@pytest.mark.parametrize("harm", HARMS)
def test_no_idea(client: PageClient, harm: str) -> None:
    assert not [title for title, one in articles(client).items() if BASE_NEVER_SAYS[harm].search(one.get_text(" "))]


def test_people_to_talk_to_are_named_before_the_first_idea(client: PageClient) -> None:
    page = client.page("/ideas")
    link, first = page.select_one('main a[href="/help"]'), page.select_one("article")
    assert link
    assert first in link.find_all_next("article")


def test_every_page_links_to_the_ideas(client: PageClient) -> None:
    for address in ("/", "/about", "/ideas", "/journal/open"):
        assert client.page(address).select_one('footer a[href="/ideas"]')


def test_a_questionnaire_without_advice_has_no_such_page_and_no_link_to_it(tmp_path: Path) -> None:
    (tmp_path / "questions.toml").write_text(QUESTIONS.replace('advice = "advice.toml"\n', ""), encoding="utf-8")
    bare = PageClient(make_app({"QUESTIONS": str(tmp_path)}))
    assert bare.get("/ideas").status_code == 404
    for address in ("/", "/about"):
        assert "/ideas" not in bare.get(address).text
