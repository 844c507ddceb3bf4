"""The report as a file: neutral outside, dated with a day, for the paper that was asked for."""

from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from quiz.web.rendering.formats import long_day
from tests.application import make_app
from tests.report.paper import SIZES, Paper, one_line
from tests.web.journal_client import DAY, World
from tests.web.page_client import PageClient
from tests.web.sample_answers import ADDRESS, Keyed, only, report

ODD = " & <Žárlivost> Ζήλια"


def test_the_file_has_a_neutral_name_and_is_cached_by_no_one(client: PageClient, answers: Keyed) -> None:
    client.send(answers(3))
    response = client.get(ADDRESS)
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == "attachment; filename=steady.pdf"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_the_file_is_dated_with_the_day_of_the_attempt_without_a_time(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(3))
    world.now += 2 * DAY
    made = report(phone)
    assert f"Relationship check-in {long_day(date(2026, 10, 31))}" in made.pages[0]
    assert made.metadata["/CreationDate"] == "D:20261031000000Z"


@pytest.mark.parametrize(
    ("languages", "paper"), [("en-US,en;q=0.9", "letter"), ("en-CA", "letter"), ("en-GB,en-US;q=0.5", "a4"), ("", "a4")]
)
def test_the_paper_is_the_one_where_the_reader_lives(
    client: PageClient, answers: Keyed, languages: str, paper: str
) -> None:
    client.send(answers(3))
    headers = {"Accept-Language": languages}
    assert Paper(client.get(ADDRESS, headers=headers).data).sizes == {SIZES[paper]}
    page = BeautifulSoup(client.get("/results", headers=headers).text, "html.parser")
    (link,) = page.select(f'a[href^="{ADDRESS}"]')
    assert Paper(client.get(str(link["href"])).data).sizes == {SIZES[paper]}
    assert page.select(f'form[action="{ADDRESS}"] button')[0]["value"] == paper


@pytest.mark.parametrize("paper", ["a3", "A4", "", "../a4", "a4 "])
def test_another_paper_is_refused_in_plain_words(client: PageClient, answers: Keyed, paper: str) -> None:
    client.send(answers(3))
    response = client.get(ADDRESS, query_string={"paper": paper})
    assert response.status_code == 400
    assert response.mimetype == "text/html"


def test_without_a_result_there_is_a_kind_page(client: PageClient) -> None:
    assert client.page(ADDRESS, 404).select_one('main a[href="/before"]')


def test_the_page_first_says_where_the_file_will_be_and_then_offers_it(client: PageClient, answers: Keyed) -> None:
    client.send(answers(3))
    link = client.page("/results").select_one(f'a[href^="{ADDRESS}"]')
    assert link
    before = link.find_previous("p", class_="muted")
    assert before
    assert "Others may find a PDF on this device." in one_line(before.get_text())


def test_the_options_offer_both_papers_and_the_answers_left_out_unless_chosen(
    client: PageClient, answers: Keyed
) -> None:
    client.send(answers(3))
    form = client.page("/results").select_one(f'form[action="{ADDRESS}"]')
    assert form
    assert form["method"] == "get"
    assert {str(button["value"]) for button in form.select("button[name=paper]")} == set(SIZES)
    (box,) = form.select("input:not([type=hidden])")
    assert (box["type"], box["name"], box["value"], box.get("checked")) == ("checkbox", "answers", "yes", None)
    note = form.find(id=str(box["aria-describedby"]))
    assert note
    assert "mood and trust" in note.get_text()


def test_unusual_characters_in_content_are_printed_as_themselves(root: Path, tmp_path: Path, answers: Keyed) -> None:
    odd = {"questions.toml": ('= "jealousy"\nshort = "Jealousy"', f'= "jealousy{ODD}"\nshort = "Jealousy{ODD}"')}
    for name in ("questions.toml", "advice.toml"):
        (tmp_path / name).write_text((root / "data" / name).read_text().replace(*odd.get(name, ("", ""))))
    client = PageClient(make_app({"QUESTIONS": str(tmp_path / "questions.toml")}))
    client.send({**answers(1), **only(answers(5), "jealousy")})
    paper = report(client)
    assert paper.faults() == []
    assert paper.words.count(f"Jealousy{ODD}") >= 3
    assert f"Jealousy{ODD} stands out." in paper.words
