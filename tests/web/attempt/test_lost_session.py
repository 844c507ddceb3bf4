"""The quiz when something goes missing on the way: a token, a cookie, a secret, an answer to a tap. No answer does."""

from pathlib import Path

import pytest
from flask import Flask

from tests.application import SECRET, make_app
from tests.web.forms import chosen, hidden, linked
from tests.web.page_client import PageClient
from tests.web.sample_answers import Keyed


@pytest.mark.parametrize("token", ["", "expired", None])
def test_an_expired_page_keeps_every_answer_and_goes_through_on_the_second_tap(
    client: PageClient, answers: Keyed, token: str | None
) -> None:
    form = {f"q-{id_}": value for id_, value in answers(5).items()} | {"q-length": "1-to-3-years"}
    fields = {} if token is None else {"csrf_token": token}
    response = client.to_the_end({**form, **fields})
    # A page that answers a form would stay in the history with what was sent.
    assert (response.status_code, response.request.method) == (200, "GET")
    assert "Your answers are all here" in response.text
    assert chosen(response.text) == {**answers(5), "length": "1-to-3-years"}
    assert client.post("/quiz", data={**form, **hidden(response.text, "/quiz")}).status_code == 303


def test_a_lost_cookie_keeps_every_answer_on_the_page(client: PageClient, answers: Keyed) -> None:
    token = client.token()
    client.delete_cookie("steady")
    form = {f"q-{id_}": value for id_, value in answers(1).items()}
    response = client.to_the_end({**form, "csrf_token": token})
    assert response.request.method == "GET"
    assert chosen(response.text) == answers(1)


def test_without_cookies_every_answer_stays_on_the_page_which_says_so(client: PageClient, answers: Keyed) -> None:
    blind = PageClient(client.application, use_cookies=False)
    form = {f"q-{id_}": value for id_, value in answers(1).items()}
    response = blind.to_the_end(form)
    assert response.status_code == 422
    assert "is blocking cookies" in response.text
    assert chosen(response.text) == answers(1)


def test_a_double_tap_leads_to_the_same_result_twice(client: PageClient, answers: Keyed) -> None:
    token = client.token()
    form = {"csrf_token": token, **{f"q-{id_}": value for id_, value in answers(4).items()}}
    assert [client.post("/quiz", data=form).status_code for _ in range(2)] == [303, 303]
    assert client.get("/results").status_code == 200


def test_a_page_and_its_answers_survive_a_new_secret_when_the_old_one_is_a_fallback(app: Flask, answers: Keyed) -> None:
    before = PageClient(app)
    some = {f"q-{id_}": value for id_, value in list(answers(4).items())[:9]}
    data = {"csrf_token": before.token(), **some}
    assert before.post("/quiz/draft", data=data).status_code == 204
    cookies = before.session_cookies()
    after = make_app({"SECRET_KEY": "another secret for tests", "SECRET_KEY_FALLBACKS": [SECRET]}).test_client()
    for name, value in cookies.items():
        after.set_cookie(name, value)
    assert len(chosen(after.get("/quiz").text)) == 9
    whole = {f"q-{id_}": value for id_, value in answers(4).items()}
    assert after.post("/quiz", data={**data, **whole}).location == "/results"
    assert after.get("/results").status_code == 200


def test_a_questionnaire_edited_meanwhile_is_asked_as_it_is_now(client: PageClient, root: Path, tmp_path: Path) -> None:
    for name in ("questions.toml", "advice.toml"):
        text = (root / "data" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace('"needs-enough"', '"gone"'), encoding="utf-8")
    before = PageClient(make_app({"QUESTIONS": str(tmp_path)}))
    before.send({"gone": "3", "burden-sorry": "3"}, twice=True)
    client.use_session(before.session_cookies())
    assert chosen(client.get("/quiz").text) == {"burden-sorry": "3"}
    assert client.get("/results").status_code == 200
    assert client.send({}).location == "/quiz"
    assert "needs-enough" in linked(client.get("/quiz").text)
