"""Drafts: what a page sends by itself after each tap."""

from tests.web.forms import chosen
from tests.web.page_client import PageClient
from tests.web.sample_answers import Keyed


def test_a_draft_is_there_when_the_page_is_opened_again(client: PageClient, answers: Keyed) -> None:
    some = dict(list(answers(2).items())[:7])
    form = {"csrf_token": client.token(), **{f"q-{id_}": value for id_, value in some.items()}}
    assert client.post("/quiz/draft", data=form).status_code == 204
    assert chosen(client.get("/quiz").text) == some
    assert client.get("/results").status_code == 404


def test_two_tabs_save_the_answers_of_both(client: PageClient, answers: Keyed) -> None:
    given = list(answers(3).items())
    token = client.token()
    for part in (given[:12], given[12:13]):
        fields = {f"q-{id_}": value for id_, value in part}
        assert client.post("/quiz/draft", data={"csrf_token": token, **fields}).status_code == 204
    assert chosen(client.get("/quiz").text) == dict(given[:13])
    assert client.send(dict(given[13:])).status_code == 303


def test_a_draft_from_another_site_is_not_saved(client: PageClient) -> None:
    client.get("/quiz")
    assert client.post("/quiz/draft", data={"q-needs-enough": "5"}).status_code == 409
    assert chosen(client.get("/quiz").text) == {}


def test_a_draft_whose_session_is_gone_gets_a_token_to_try_again_with(client: PageClient) -> None:
    token = client.token()
    client.delete_cookie("steady")
    refused = client.post("/quiz/draft", data={"csrf_token": token, "q-needs-enough": "5"})
    assert refused.status_code == 409
    again = client.post("/quiz/draft", data={"csrf_token": refused.text, "q-needs-enough": "5"})
    assert again.status_code == 204
    assert chosen(client.get("/quiz").text) == {"needs-enough": "5"}
