"""Filling in the quiz and sending it without JavaScript: what is asked, let through and asked about again."""

from typing import Any

import pytest

from quiz.core.questionnaire import Questionnaire
from tests.web.forms import answer, chosen, linked
from tests.web.page_client import PageClient
from tests.web.sample_answers import Keyed

FILE = b'--x\r\nContent-Disposition: form-data; name="unseen"; filename="a"\r\n\r\nx\r\n--x--\r\n'


def test_every_statement_offers_every_point_of_the_scale_and_a_way_to_skip(
    client: PageClient, questionnaire: Questionnaire
) -> None:
    page = client.page("/quiz")
    for statement in questionnaire.statements:
        values = [answer(str(radio["value"])) for radio in page.select(f'input[name="q-{statement.id}"]')]
        # The last one is what is sent without scripts when nothing is chosen.
        assert values == ["1", "2", "3", "4", "5", "skip", ""]


def test_open_statements_are_asked_about_once_with_links_and_then_let_through(
    client: PageClient, answers: Keyed
) -> None:
    some = dict(list(answers(4).items())[:-2])
    left = list(answers(4))[-2:]
    assert client.send(some).headers["Location"] == "/quiz"
    page = client.get("/quiz").text
    assert linked(page) == set(left)
    assert chosen(page) == some
    assert client.send(some).headers["Location"] == "/results"


def test_a_skipped_statement_is_not_asked_about_again(client: PageClient, answers: Keyed) -> None:
    skipped = {**answers(3), "attraction-signs": "skip"}
    assert client.send(skipped).status_code == 303
    assert chosen(client.get("/quiz").text) == skipped


def test_a_quiz_without_answers_gets_a_kind_reply_and_no_score(client: PageClient) -> None:
    assert client.send({}).headers["Location"] == "/quiz"
    assert client.send({}).headers["Location"] == "/results"
    page = client.page("/results")
    assert "aren’t enough answers" in page.get_text()
    assert page.select(".support")


@pytest.mark.parametrize("wrong", ["0", "6", "-1", "3.0", "often", "💙", "3" * 400, "\x00"])
def test_an_answer_that_was_not_offered_is_named_and_the_others_stay(
    client: PageClient, answers: Keyed, wrong: str
) -> None:
    response = client.send({**answers(2), "needs-enough": wrong}, twice=True)
    assert response.headers["Location"] == "/quiz"
    page = client.get("/quiz").text
    assert linked(page) == {"needs-enough"}
    assert chosen(page) == {id_: value for id_, value in answers(2).items() if id_ != "needs-enough"}


def test_two_answers_to_one_statement_are_asked_about(client: PageClient, answers: Keyed) -> None:
    form = {f"q-{id_}": [value] for id_, value in answers(2).items()} | {"q-needs-enough": ["1", "5"]}
    response = client.post("/quiz", data={"csrf_token": client.token(), **form})
    assert response.headers["Location"] == "/quiz"
    assert linked(client.get("/quiz").text) == {"needs-enough"}


def test_a_new_attempt_begins_empty_and_the_last_result_stays_until_it_is_done(
    client: PageClient, answers: Keyed
) -> None:
    client.send(answers(5))
    before = client.get("/results").text
    assert client.post("/quiz/again", data={"csrf_token": client.token()}).status_code == 303
    assert chosen(client.get("/quiz").text) == {}
    assert client.get("/results").status_code == 200
    client.send(answers(1))
    assert client.get("/results").text != before


def test_the_cookie_says_nothing_and_cannot_be_changed(client: PageClient, answers: Keyed) -> None:
    client.send({**answers(4), "safety-limits": "often"})
    names = client.session_cookies()
    assert len(names) == 3
    for name in names:
        cookie = client.get_cookie(name)
        assert cookie
        assert len(cookie.value) < 600
        assert "needs" not in cookie.decoded_value
        assert cookie.http_only
        assert cookie.same_site == "Lax"
        assert cookie.expires is None
    for name, value in names.items():
        client.use_session({**names, name: value[:-4] + "BBBB"})
        assert client.get("/results").status_code == (200 if "draft" in name else 404)


@pytest.mark.parametrize("address", ["/quiz", "/quiz/draft", "/quiz/again"])
@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"json": [1]},
        {"json": {"unseen": 5, "csrf_token": 5}},
        {"data": FILE, "content_type": "multipart/form-data; boundary=x"},
        {"data": b"\xff\xfe--", "content_type": "multipart/form-data; boundary=x"},
        {"data": {"unseen": "é", "private": "skip"}},
    ],
)
def test_no_post_breaks_the_quiz(client: PageClient, address: str, sent: dict[str, Any]) -> None:
    assert client.post(address, **sent).status_code in {303, 307, 409}


def test_whoever_leaves_all_blank_finds_the_way_on_before_the_list_of_what_is_open(client: PageClient) -> None:
    client.send({})
    review = client.page("/quiz").select_one("[data-review]")
    assert review
    found = [element.name for element in review.find_all(["button", "li"])]
    assert found[0] == "button"
    assert found.count("button") == 1
    assert found.count("li") > 20
