"""The report says what the page says: number by number, word by word."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask

from tests.application import make_app
from tests.report.paper import SIZES, Paper, one_line
from tests.web.page_client import PageClient

Keyed = Callable[[int], dict[str, str]]
ADDRESS = "/results/report.pdf"
UNSAFE = {"safety-disagree": "never", "safety-limits": "almost-always"}
ODD = " & <Žárlivost> Ζήλια"
FULL = {
    "texting": "most",
    "length": "3-years-or-more",
    "self": "never",
    "mood": "often",
    "sharing": "rarely",
    "social": "often",
    "trust": "past-partner",
}


def only(sheet: dict[str, str], *themes: str) -> dict[str, str]:
    """Give the answers that belong to themes."""
    return {id_: value for id_, value in sheet.items() if id_.startswith(themes)}


TAKES: dict[str, Callable[[Keyed], dict[str, str]]] = {
    "all low": lambda keyed: keyed(1),
    "all high": lambda keyed: keyed(5),
    "ordinary": lambda keyed: {**keyed(2), **only(keyed(4), "jealousy"), "texting": "most", "length": "1-to-3-years"},
    "partly answered": lambda keyed: dict(list(keyed(4).items())[3:-9]),
    "too few themes": lambda keyed: only(keyed(3), "burden", "needs"),
    "nothing answered": lambda _: {},
    "most to say": lambda keyed: {**keyed(4), **only(keyed(5), "jealousy"), **FULL},
    "worth": lambda keyed: {**keyed(3), **FULL, "mood": "never"},
}


@pytest.fixture(params=TAKES)
def taken(request: pytest.FixtureRequest, client: PageClient, answers: Keyed) -> PageClient:
    """Give a browser with a result."""
    client.send(TAKES[request.param](answers), twice=True)
    return client


@pytest.mark.parametrize("value", [3, 4, 5])
def test_paper_is_the_same_however_the_private_questions_were_answered(app: Flask, answers: Keyed, value: int) -> None:
    clear = {"safety-disagree": "almost-always", "safety-limits": "never"}
    files = []
    for private in (UNSAFE, clear):
        phone = app.test_client()
        assert isinstance(phone, PageClient)
        phone.send({**answers(value), **FULL, **private})
        files.append(phone.get(f"{ADDRESS}?paper=a4").data)
    assert len(set(files)) == 1
    assert "A file may be found by others" in Paper(files[0]).words


def today() -> date:
    """Give the server's day."""
    return datetime.now(UTC).astimezone().date()


def report(client: PageClient, paper: str = "a4") -> Paper:
    response = client.get(f"{ADDRESS}?paper={paper}")
    assert response.status_code == 200
    return Paper(response.data)


def texts(page: BeautifulSoup | Tag, *places: str) -> list[str]:
    """Give the texts of all elements at some places of a page."""
    return [one_line(found.get_text(" ")) for place in places for found in page.select(place)]


def plain(text: str) -> str:
    """Give a text without the case, the dots and the spaces that styles and tags bring."""
    return re.sub(r"\s+([:.,)])", r"\1", text.replace("· ", "")).casefold()


def test_every_sentence_of_the_page_stands_in_the_report(taken: PageClient) -> None:
    page, words = taken.page("/results"), plain(report(taken).words)
    wanted = texts(
        page, "h1", ".profile h2", "figcaption", ".hurried p", ".step h2", ".step p", "h3", ".advice > p",
        ".meaning h2", ".meaning > p:not(:has(a))", ".meaning li", ".support h2", ".support p:not(:has(a))",
        ".support li",
    )  # fmt: skip
    wanted += texts(page, "details > p:not(:has(strong))", "details > p:has(strong)", "details li")
    assert len(wanted) > 10
    for sentence in wanted:
        if sentence != "These answers moved it most:":
            assert plain(sentence) in words


def test_every_number_of_the_table_stands_in_the_report(taken: PageClient) -> None:
    page, paper = taken.page("/results"), report(taken)
    words = plain(paper.words)
    for row in page.select("tbody tr"):
        name = texts(row, "th")[0]
        score = re.fullmatch(r"about (\d+), likely (\d+ to \d+)", texts(row, ".score")[0])
        said = " ".join([*(score.groups() if score else texts(row, ".score")), *texts(row, "td > span:not(.score)")])
        assert plain(f"{name} {said}") in words
        for note in texts(row, "small"):
            assert plain(note) in words
    for image in page.select("img.on-paper"):
        assert [str(image["alt"])] == [tag.alt for tag in paper.tags() if tag.kind == "Figure"]


def test_the_report_follows_the_order_of_the_page(taken: PageClient) -> None:
    page, words = taken.page("/results"), plain(report(taken).words)
    order = [plain(text) for text in texts(page, "h1, .step h2, .support h2, #advice, h3")]
    places = [words.index(f"{heading} ") for heading in order]
    assert places == sorted(places)


@pytest.mark.parametrize("paper", SIZES)
def test_every_report_is_accessible_and_has_three_pages_at_most(taken: PageClient, paper: str) -> None:
    made = report(taken, paper)
    assert made.faults() == []
    assert made.sizes == {SIZES[paper]}
    assert len(made.pages) <= 3


def test_an_ordinary_report_has_two_pages_and_room_to_write(client: PageClient, answers: Keyed) -> None:
    client.send(TAKES["ordinary"](answers))
    for paper in SIZES:
        first, second = report(client, paper).pages
        assert "What these numbers are, and are not" in first
        assert "Questions to bring along" in second
        assert "Room to write" in second


@pytest.mark.parametrize("value", [1, 2, 3, 4, 5])
def test_support_stands_on_every_report_in_the_same_words(client: PageClient, answers: Keyed, value: int) -> None:
    def support(sheet: dict[str, str]) -> str:
        client.send(sheet)
        found = re.search(r"Someone to talk to .* by country\.", report(client).words)
        assert found
        return found[0]

    usual = support(answers(value))
    assert "lila.help" in usual
    assert "findahelpline.com" in usual
    assert "112 across Europe" in usual
    assert support({**answers(value), **UNSAFE}) == usual


def test_no_safety_answer_and_no_statement_about_safety_is_in_a_report(
    app: Flask, client: PageClient, answers: Keyed
) -> None:
    client.send({**answers(4), **UNSAFE})
    words = plain(report(client).words)
    private = [question for question in app.extensions["instrument"].questionnaire.questions if question.private]
    assert private
    for question in private:
        assert plain(question.text) not in words
    assert "safe to disagree" not in words
    assert "limit who" not in words


def test_the_file_is_neutral_outside_and_kept_by_no_one(client: PageClient, answers: Keyed) -> None:
    client.send(answers(3))
    response = client.get(ADDRESS)
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == "attachment; filename=steady.pdf"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_the_file_is_dated_with_the_day_of_the_take_and_no_closer(client: PageClient, answers: Keyed) -> None:
    client.send(answers(3))
    assert report(client).told["/CreationDate"] == f"D:{today():%Y%m%d}000000Z"
    with client.session_transaction() as session:
        session["taken"] = datetime(2026, 2, 9, 12, tzinfo=UTC).timestamp()
    made = report(client)
    assert "Steady 9 February 2026" in made.pages[0]
    assert made.told["/CreationDate"] == "D:20260209000000Z"


def test_a_result_from_before_times_were_noted_is_dated_today(client: PageClient, answers: Keyed) -> None:
    client.send(answers(3))
    with client.session_transaction() as session:
        del session["taken"]
    assert f"{today().year}" in report(client).pages[0]


def test_the_same_result_gives_the_same_bytes(client: PageClient, answers: Keyed) -> None:
    client.send(answers(3))
    assert client.get(ADDRESS).data == client.get(ADDRESS).data


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
    assert next(link["href"] for link in page.select(f'a[href^="{ADDRESS}"]')) == f"{ADDRESS}?paper={paper}"


@pytest.mark.parametrize("paper", ["a3", "A4", "", "../a4", "a4 "])
def test_another_paper_is_refused_in_plain_words(client: PageClient, answers: Keyed, paper: str) -> None:
    client.send(answers(3))
    response = client.get(ADDRESS, query_string={"paper": paper})
    assert response.status_code == 400
    assert response.mimetype == "text/html"


def test_without_a_result_there_is_a_kind_page(client: PageClient) -> None:
    assert client.page(ADDRESS, 404).select_one('main a[href="/before"]')


def test_the_page_offers_both_papers_and_first_says_where_the_file_will_be(client: PageClient, answers: Keyed) -> None:
    client.send(answers(3))
    links = client.page("/results").select(f'.acts a[href^="{ADDRESS}"]')
    assert {str(link["href"]) for link in links} == {f"{ADDRESS}?paper={paper}" for paper in SIZES}
    before = links[0].find_previous("p")
    assert before
    assert "stays on this device" in one_line(before.get_text())


def test_odd_letters_in_content_are_printed_as_themselves(root: Path, tmp_path: Path, answers: Keyed) -> None:
    odd = {"questions.toml": ('= "jealousy"\nshort = "Jealousy"', f'= "jealousy{ODD}"\nshort = "Jealousy{ODD}"')}
    for name in ("questions.toml", "advice.toml"):
        (tmp_path / name).write_text((root / "data" / name).read_text().replace(*odd.get(name, ("", ""))))
    made = make_app({"QUESTIONS": str(tmp_path / "questions.toml")})
    made.test_client_class = PageClient
    client = made.test_client()
    assert isinstance(client, PageClient)
    client.send({**answers(1), **only(answers(5), "jealousy")})
    paper = report(client)
    assert paper.faults() == []
    assert f"Jealousy{ODD} 100 90 to 100" in paper.words
    assert f"Jealousy{ODD} 100 (90–100)" in paper.words
    assert f"most in your answers is jealousy{ODD}." in paper.words


def test_the_compiler_and_matplotlib_are_started_by_the_first_who_needs_them(root: Path) -> None:
    script = (
        "import sys; from tests.application import make_app; make_app();"
        "print(sorted({'typst', 'matplotlib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
