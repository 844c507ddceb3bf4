"""Answers to private questions: they count, they are never shown again, and they can be withdrawn."""

from tests.web.forms import chosen, hidden
from tests.web.page_client import PageClient
from tests.web.sample_answers import Keyed

PRIVATE = {"safety-disagree": "never", "safety-limits": "often", "safety-afraid": "often"}
OUTWARD = "Kernes says to watch for a partner who tries to run your life"


def are_known(client: PageClient) -> bool:
    """Tell whether the private answers are known to the result."""
    return OUTWARD in client.get("/results").text


def test_private_answers_are_not_shown_again_and_not_forgotten(client: PageClient, answers: Keyed) -> None:
    open_sheet = dict(list(answers(3).items())[:-1])
    client.send({**open_sheet, **PRIVATE})
    assert chosen(client.get("/quiz").text) == open_sheet
    client.send(open_sheet, twice=True)
    assert are_known(client)
    assert chosen(client.get("/quiz").text) == open_sheet


def test_a_private_answer_can_be_withdrawn(client: PageClient, answers: Keyed) -> None:
    client.send({**answers(3), **PRIVATE})
    client.send({**answers(3), **dict.fromkeys(PRIVATE, "skip")})
    assert not are_known(client)


def test_private_answers_survive_an_expired_page_unseen(client: PageClient, answers: Keyed) -> None:
    form = {f"q-{id_}": value for id_, value in answers(3).items()}
    private = {f"q-{id_}": value for id_, value in PRIVATE.items()}
    page = client.to_the_end({**form, **private}).text
    assert chosen(page) == answers(3)
    assert "never" not in "".join(hidden(page).values())
    assert client.post("/quiz", data={**form, **hidden(page, "/quiz")}).status_code == 303
    assert are_known(client)


def test_a_new_attempt_forgets_private_answers(client: PageClient, answers: Keyed) -> None:
    client.send({**answers(3), **PRIVATE})
    client.post("/quiz/again", data={"csrf_token": client.token()})
    client.send(answers(3))
    assert not are_known(client)


def test_skipping_the_private_part_withdraws_earlier_private_answers(client: PageClient, answers: Keyed) -> None:
    client.send({**answers(3), **PRIVATE})
    client.send(answers(3), private="skip")
    assert not are_known(client)


def test_a_session_cookie_sent_as_private_answers_is_ignored(client: PageClient, answers: Keyed) -> None:
    client.send({**answers(3), **PRIVATE})
    cookie = client.cookie()
    fresh = PageClient(client.application)
    fresh.send(answers(3), unseen=cookie)
    assert not are_known(fresh)


def test_the_page_of_an_earlier_attempt_keeps_its_private_answers(client: PageClient, answers: Keyed) -> None:
    client.send({**answers(3), **PRIVATE})
    page = hidden(client.get("/quiz").text, "/quiz")
    client.post("/quiz/again", data={"csrf_token": client.token()})
    form = {**page, **{f"q-{id_}": value for id_, value in answers(3).items()}}
    assert client.post("/quiz", data=form).location == "/results"
    assert are_known(client)
    assert chosen(client.get("/quiz").text) == {}


def test_the_page_of_an_earlier_attempt_leads_to_its_own_result(client: PageClient, answers: Keyed) -> None:
    client.send(answers(3))
    page = hidden(client.get("/quiz").text, "/quiz")
    client.post("/quiz/again", data={"csrf_token": client.token()})
    client.send(answers(1))
    newest = client.page("/results").select_one("h1")
    form = {**page, **{f"q-{id_}": value for id_, value in answers(5).items()}}
    address = str(client.post("/quiz", data=form).location)
    assert address.startswith("/results?of=1-")
    assert client.page(address).select_one("h1") != newest
    assert client.page("/results").select_one("h1") == newest
    assert "That result isn’t here anymore" in client.get("/results?of=9-00000000").text
