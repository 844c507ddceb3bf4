"""Taking the quiz without JavaScript: nothing that was answered is ever lost."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from quiz.questionnaire import Questionnaire
from quiz.shorthand import Shorthand
from quiz.web.sealed_session import SealedSessions
from tests.application import SECRET, make_app
from tests.web.page_client import PageClient

Keyed = Callable[[int], dict[str, str]]


def chosen(page: BeautifulSoup) -> dict[str, str]:
    """Give what is chosen on a quiz page, by id."""
    return {str(radio["name"])[2:]: str(radio["value"]) for radio in page.select("input[type=radio][checked]")}


def linked(page: BeautifulSoup) -> set[str]:
    """Give the ids of the statements that the page asks to look at again."""
    targets = [page.select_one(str(link["href"])) for link in page.select(".places a")]
    return {str(field["name"])[2:] for target in targets if target for field in target.select("input")}


def read(text: str) -> BeautifulSoup:
    """Read a page."""
    return BeautifulSoup(text, "html.parser")


def test_every_statement_offers_every_point_of_the_scale_and_a_way_to_skip(
    client: PageClient, questionnaire: Questionnaire
) -> None:
    page = client.page("/quiz")
    for statement in questionnaire.statements:
        values = [radio["value"] for radio in page.select(f'input[name="q-{statement.id}"]')]
        assert values == ["1", "2", "3", "4", "5", "skip"]


def test_a_full_sheet_leads_to_its_result(client: PageClient, answers: Keyed) -> None:
    response = client.send(answers(3))
    assert (response.status_code, response.headers["Location"]) == (303, "/results")
    assert client.page("/results").select_one("table")


def test_open_statements_are_asked_about_once_with_links_and_then_let_through(
    client: PageClient, answers: Keyed
) -> None:
    some = dict(list(answers(4).items())[:-2])
    left = list(answers(4))[-2:]
    assert client.send(some).headers["Location"] == "/quiz"
    page = client.page("/quiz")
    assert linked(page) == set(left)
    assert chosen(page) == some
    assert client.send(some).headers["Location"] == "/results"


def test_a_skipped_statement_is_not_asked_about_again(client: PageClient, answers: Keyed) -> None:
    skipped = {**answers(3), "attraction-spark": "skip"}
    assert client.send(skipped).status_code == 303
    assert chosen(client.page("/quiz")) == skipped


def test_an_empty_sheet_gets_a_kind_answer_and_no_score(client: PageClient) -> None:
    assert client.send({}).headers["Location"] == "/quiz"
    assert client.send({}).headers["Location"] == "/results"
    page = client.page("/results")
    assert "too few" in page.get_text()
    assert page.select(".support")


@pytest.mark.parametrize("wrong", ["0", "6", "-1", "3.0", "often", "💙", "3" * 400, "\x00"])
def test_an_answer_that_was_not_offered_is_named_and_the_others_stay(
    client: PageClient, answers: Keyed, wrong: str
) -> None:
    response = client.send({**answers(2), "needs-enough": wrong}, twice=True)
    assert response.headers["Location"] == "/quiz"
    page = client.page("/quiz")
    assert linked(page) == {"needs-enough"}
    assert len(page.select(".places a")) == 1
    assert chosen(page) == {id_: value for id_, value in answers(2).items() if id_ != "needs-enough"}


def test_two_answers_to_one_statement_are_asked_about(client: PageClient, answers: Keyed) -> None:
    sheet = {f"q-{id_}": [value] for id_, value in answers(2).items()} | {"q-needs-enough": ["1", "5"]}
    response = client.post("/quiz", data={"csrf_token": client.token(), **sheet})
    assert response.headers["Location"] == "/quiz"
    assert linked(client.page("/quiz")) == {"needs-enough"}


@pytest.mark.parametrize("token", ["", "expired", None])
def test_an_expired_page_keeps_every_answer_and_goes_through_on_the_second_tap(
    client: PageClient, answers: Keyed, token: str | None
) -> None:
    sheet = {f"q-{id_}": value for id_, value in answers(5).items()} | {"q-length": "1-to-3-years"}
    fields = {} if token is None else {"csrf_token": token}
    response = client.to_the_end({**sheet, **fields})
    # A page that answers a form would stay in the history with what was sent.
    assert (response.status_code, response.request.method) == (200, "GET")
    page = read(response.text)
    assert "Nothing was lost" in page.get_text()
    assert chosen(page) == {**answers(5), "length": "1-to-3-years"}
    fresh = page.select_one("input[name=csrf_token]")
    assert fresh
    assert client.post("/quiz", data={**sheet, "csrf_token": str(fresh["value"])}).status_code == 303


def test_a_lost_cookie_keeps_every_answer_on_the_page(client: PageClient, answers: Keyed) -> None:
    token = client.token()
    client.delete_cookie("steady")
    sheet = {f"q-{id_}": value for id_, value in answers(1).items()}
    response = client.to_the_end({**sheet, "csrf_token": token})
    assert response.request.method == "GET"
    assert chosen(read(response.text)) == answers(1)


def test_without_cookies_every_answer_stays_on_the_page_which_says_so(client: PageClient, answers: Keyed) -> None:
    blind = client.application.test_client(use_cookies=False)
    assert isinstance(blind, PageClient)
    sheet = {f"q-{id_}": value for id_, value in answers(1).items()}
    response = blind.to_the_end(sheet)
    assert response.status_code == 422
    assert "did not keep our cookie" in response.text
    assert chosen(read(response.text)) == answers(1)


def test_back_and_reload_show_the_answers_again(client: PageClient, answers: Keyed) -> None:
    client.send(answers(4))
    assert chosen(client.page("/quiz")) == answers(4)


def test_a_double_tap_gives_the_same_result_twice(client: PageClient, answers: Keyed) -> None:
    token = client.token()
    sheet = {"csrf_token": token, **{f"q-{id_}": value for id_, value in answers(4).items()}}
    assert [client.post("/quiz", data=sheet).status_code for _ in range(2)] == [303, 303]
    assert client.get("/results").status_code == 200


def test_a_draft_is_there_when_the_page_is_opened_again(client: PageClient, answers: Keyed) -> None:
    some = dict(list(answers(2).items())[:7])
    sheet = {"csrf_token": client.token(), **{f"q-{id_}": value for id_, value in some.items()}}
    assert client.post("/quiz/draft", data=sheet).status_code == 204
    assert chosen(client.page("/quiz")) == some
    assert client.get("/results").status_code == 404


def test_two_tabs_keep_the_answers_of_both(client: PageClient, answers: Keyed) -> None:
    sheet = list(answers(3).items())
    token = client.token()
    for part in (sheet[:12], sheet[12:13]):
        fields = {f"q-{id_}": value for id_, value in part}
        assert client.post("/quiz/draft", data={"csrf_token": token, **fields}).status_code == 204
    assert chosen(client.page("/quiz")) == dict(sheet[:13])
    assert client.send(dict(sheet[13:])).status_code == 303


def test_a_draft_from_another_site_is_not_kept(client: PageClient) -> None:
    client.get("/quiz")
    assert client.post("/quiz/draft", data={"q-needs-enough": "5"}).status_code == 409
    assert chosen(client.page("/quiz")) == {}


def test_a_fresh_take_begins_empty_and_the_last_result_stays_until_it_is_done(
    client: PageClient, answers: Keyed
) -> None:
    client.send(answers(5))
    before = client.get("/results").text
    assert client.post("/quiz/again", data={"csrf_token": client.token()}).status_code == 303
    assert chosen(client.page("/quiz")) == {}
    assert client.get("/results").status_code == 200
    client.send(answers(1))
    assert client.get("/results").text != before


def test_a_page_opened_before_the_secret_changed_goes_through(app: Flask, answers: Keyed) -> None:
    before = app.test_client()
    assert isinstance(before, PageClient)
    data = {"csrf_token": before.token(), **{f"q-{id_}": value for id_, value in answers(4).items()}}
    rotated = make_app({"SECRET_KEY": "another secret for tests", "SECRET_KEY_FALLBACKS": [SECRET]})
    after, cookie = rotated.test_client(), before.get_cookie("steady")
    assert cookie
    after.set_cookie("steady", cookie.value)
    assert after.post("/quiz", data=data).location == "/results"


def test_answers_survive_a_new_secret_when_the_old_one_is_kept_as_a_fallback(app: Flask, answers: Keyed) -> None:
    old = app.test_client()
    assert isinstance(old, PageClient)
    old.send(answers(4))
    cookie = old.get_cookie("steady")
    assert cookie
    rotated = make_app({"SECRET_KEY": "another secret for tests", "SECRET_KEY_FALLBACKS": [SECRET]})
    rotated.test_client_class = PageClient
    new = rotated.test_client()
    assert isinstance(new, PageClient)
    new.set_cookie("steady", cookie.value)
    assert chosen(new.page("/quiz")) == answers(4)
    assert new.get("/results").status_code == 200


def test_a_questionnaire_edited_meanwhile_is_asked_as_it_is_now(client: PageClient) -> None:
    earlier = Shorthand(["gone", "burden-sorry"])
    draft, result = earlier.write({"gone": "3", "burden-sorry": "3"}), earlier.write({"gone": "3"})
    session = {"again": ["gone", "needs-enough"], "draft": draft, "result": result, "since": time.time()}
    client.set_cookie("steady", SealedSessions([SECRET], time.time).sealer("session cookie").dumps(session))
    page = client.page("/quiz")
    assert chosen(page) == {"burden-sorry": "3"}
    assert "needs-enough" in linked(page)
    assert client.get("/results").status_code == 200


def test_the_cookie_says_nothing_and_cannot_be_changed(client: PageClient, answers: Keyed) -> None:
    client.send({**answers(4), "safety-limits": "often"})
    cookie = client.get_cookie("steady")
    assert cookie
    assert len(cookie.value) < 3000
    assert "needs" not in cookie.decoded_value
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert cookie.expires is None
    client.set_cookie("steady", cookie.value[:-4] + "AAAA")
    assert client.get("/results").status_code == 404


FILE = b'--x\r\nContent-Disposition: form-data; name="unseen"; filename="a"\r\n\r\nx\r\n--x--\r\n'


def test_a_draft_whose_session_is_gone_gets_a_token_to_try_again_with(client: PageClient) -> None:
    token = client.token()
    client.delete_cookie("steady")
    refused = client.post("/quiz/draft", data={"csrf_token": token, "q-needs-enough": "5"})
    assert refused.status_code == 409
    again = client.post("/quiz/draft", data={"csrf_token": refused.text, "q-needs-enough": "5"})
    assert again.status_code == 204
    assert chosen(client.page("/quiz")) == {"needs-enough": "5"}


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
