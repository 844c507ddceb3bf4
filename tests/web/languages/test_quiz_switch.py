"""Another language in the middle of the quiz: no answer is lost, and none is shown that shouldn't be."""

from tests.web.forms import chosen, hidden
from tests.web.journal_client import JournalClient, World
from tests.web.page_client import TOKEN
from tests.web.sample_answers import UNSAFE

ANSWERS = {"together": "yes", "burden-sorry": "4", "jealousy-praise": "skip", "mood": "often"}


def switch(phone: JournalClient, code: str, answers: dict[str, str], **fields: str) -> str:
    """Press a button of the switch on the quiz page with answers chosen, and return the next page."""
    form = hidden(phone.get("/quiz").text, "/quiz")
    data = {**form, **{f"q-{id_}": value for id_, value in answers.items()}, "language": code, **fields}
    response = phone.post("/quiz/language", data=data)
    assert response.status_code == 303
    assert "=" not in response.location, "no answer is in an address"
    return phone.get(response.location).text


def test_the_answers_so_far_stay_chosen_in_the_other_language(world: World) -> None:
    phone = world.phone()
    page = switch(phone, "fr", ANSWERS)
    assert '<html lang="fr"' in page
    assert chosen(page) == ANSWERS
    assert chosen(switch(phone, "en", {})) == ANSWERS


def test_private_answers_are_kept_and_never_shown(world: World) -> None:
    phone = world.phone()
    page = switch(phone, "he", {**world.keyed(5), **UNSAFE})
    assert not UNSAFE.keys() & chosen(page).keys()
    token = TOKEN.search(page)
    assert token
    phone.post("/quiz", data={"csrf_token": token[1]})
    unsafe = phone.get("/results").text
    other = world.phone()
    other.speak("he")
    other.send(world.keyed(5))
    assert ("safe" in unsafe.lower()) >= ("safe" in other.get("/results").text.lower())
    assert len(unsafe) != len(other.get("/results").text), "the advice is that for somebody who may not be safe"


def test_answers_survive_a_switch_after_the_session_is_gone(world: World) -> None:
    phone = world.phone()
    form = hidden(phone.get("/quiz").text, "/quiz")
    for name in list(phone.session_cookies()):
        phone.delete_cookie(name)
    data = {**form, **{f"q-{id_}": value for id_, value in ANSWERS.items()}, "language": "fr"}
    response = phone.post("/quiz/language", data=data)
    assert response.status_code == 307, "asks for the form once more, now with cookies"
    response = phone.post(response.location, data=data)
    assert response.status_code == 303
    page = phone.get(response.location).text
    assert '<html lang="fr"' in page
    assert chosen(page) == ANSWERS


def test_the_switch_sends_the_answers_along_without_scripts(world: World) -> None:
    page = world.phone().page("/quiz")
    buttons = page.select(".languages button")
    assert [button["value"] for button in buttons] == ["fr", "he"]
    for button in buttons:
        assert button["form"] == "quiz"
        assert button["formaction"] == "/quiz/language"
    assert page.select_one("form#quiz[method=post]")


def test_a_switch_weighs_the_same_whatever_private_answer_it_sends(world: World) -> None:
    sizes = set()
    for answers in ({}, UNSAFE, {"safety-afraid": "never"}):
        phone = world.phone()
        form = hidden(phone.get("/quiz").text, "/quiz")
        data = {**form, **{f"q-{id_}": value for id_, value in answers.items()}, "language": "fr"}
        response = phone.post("/quiz/language", data=data)
        sizes.add((len(str(response.headers)), len(response.data)))
    assert len(sizes) == 1
