"""Each page acts on the attempt it is about: no tab overwrites another's result, and no answers of two get mixed."""

import re

from tests.web.attempt.test_private_answers import OUTWARD, PRIVATE
from tests.web.forms import chosen, hidden
from tests.web.journal_client import DAY, JournalClient, World

Form = dict[str, str]


def page(phone: JournalClient, address: str = "/quiz") -> Form:
    """Return the hidden fields of a quiz page: what its tab sends besides answers."""
    return hidden(phone.get(address).text, "/quiz")


def fields(answers: dict[str, str]) -> Form:
    """Return answers by id as fields of the form."""
    return {f"q-{id_}": value for id_, value in answers.items()}


def send_draft(phone: JournalClient, form: Form, answers: dict[str, str]) -> int:
    """Send a draft as the page's script does, with a new token if the session is gone; return the last status."""
    response = phone.post("/quiz/draft", data={**form, **fields(answers)})
    if response.status_code == 409:
        response = phone.post("/quiz/draft", data={**form, **fields(answers), "csrf_token": response.text})
    return response.status_code


def start_over(phone: JournalClient) -> None:
    """Start over from the result."""
    phone.press(phone.get("/results").text, "/quiz/again")


def newest_result(phone: JournalClient) -> str:
    """Return the id of the attempt that the newest result is of."""
    return hidden(phone.get("/results").text, "/journal/keep")["of"]


def test_a_tab_that_is_behind_never_overwrites_the_newest_result(world: World) -> None:
    phone = world.phone()
    behind = page(phone)
    phone.post("/quiz/again", data=behind)
    for value in (2, 3):
        phone.send(world.keyed(value))
        start_over(phone)
    newest = newest_result(phone)
    refused = phone.post("/quiz", data={**behind, **fields(world.keyed(1))})
    assert refused.status_code == 409
    assert chosen(refused.text) == world.keyed(1)
    assert send_draft(phone, behind, world.keyed(1)) == 410
    assert newest_result(phone) == newest


def test_a_page_from_a_session_that_ended_gets_an_attempt_of_its_own(world: World) -> None:
    phone, answers = world.phone(), list(world.keyed(4).items())
    old = page(phone)
    world.now += 4 * DAY
    new = page(phone)
    assert send_draft(phone, new, {**dict(answers[:9]), **PRIVATE}) == 204
    assert send_draft(phone, old, dict(answers[20:])) == 204
    assert send_draft(phone, old, dict(answers[18:20])) == 204
    assert chosen(phone.get("/quiz").text) == dict(answers[18:])
    assert chosen(phone.get(f"/quiz?of={new['attempt']}").text) == dict(answers[:9])
    # Each result counts the private answers of its own page only.
    shown = {}
    for name, form in (("old", old), ("new", new)):
        phone.to_the_end({**form, "csrf_token": phone.token(), **fields(world.keyed(3))})
        shown[name] = phone.get(f"/results?of={form['attempt']}").text
    assert OUTWARD in shown["new"]
    assert OUTWARD not in shown["old"]


def test_a_page_from_a_session_that_ended_overwrites_no_unsaved_result(world: World) -> None:
    phone = world.phone()
    old = page(phone)
    phone.delete_cookie("steady")
    phone.send(world.keyed(2))
    result = newest_result(phone)
    for number in range(2):
        refused = phone.post("/quiz", data={**old, "csrf_token": phone.token(), **fields(world.keyed(4))})
        assert refused.status_code == (409 if number else 303)
        assert phone.get(f"/results?of={result}").status_code == 200
        start_over(phone)
        result = newest_result(phone)
        old["attempt"] = f"1-0000000{number}"


def test_two_tabs_opened_at_once_both_keep_their_answers(world: World) -> None:
    phone, answers = world.phone(), list(world.keyed(4).items())
    first = page(phone)
    # The second tab was asked for before the first one had its cookies.
    for name in phone.session_cookies():
        phone.delete_cookie(name)
    second = page(phone)
    assert send_draft(phone, first, dict(answers[:12])) == 204
    assert send_draft(phone, second, dict(answers[12:])) == 204
    shown = [chosen(phone.get(f"/quiz?of={form['attempt']}").text) for form in (first, second)]
    assert shown == [dict(answers[:12]), dict(answers[12:])]


def test_answers_of_a_result_can_be_reviewed_after_starting_over(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    start_over(phone)
    link = re.search(r'href="(/quiz\?of=[^"#]+)', phone.get("/results").text)
    assert link
    assert chosen(phone.get(link[1]).text) == world.keyed(4)
    before = newest_result(phone)
    changed = {**world.keyed(4), "burden-sorry": "1"}
    phone.post("/quiz", data={**page(phone, link[1]), **fields(changed)})
    assert newest_result(phone) == before
    assert chosen(phone.get(link[1]).text) == changed
    assert chosen(phone.get("/quiz").text) == {}


def test_reviewing_a_result_shows_its_answers_after_starting_over_twice_without_answering(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(3))
    start_over(phone)
    start_over(phone)
    review = phone.page("/results").select_one("a[href*='#prompt']")
    assert review
    assert chosen(phone.get(str(review["href"])).text) == world.keyed(3)


def test_a_page_sent_again_after_starting_over_sets_the_same_cookies_whatever_its_private_answers(world: World) -> None:
    found = set()
    for change in (PRIVATE, dict.fromkeys(PRIVATE, "skip")):
        phone = world.phone()
        form = {**page(phone), **fields({**world.keyed(3), **PRIVATE})}
        phone.post("/quiz", data=form)
        start_over(phone)
        again = phone.post("/quiz", data={**form, **fields(change)})
        found.add(tuple(line.partition("=")[0] for line in again.headers.getlist("Set-Cookie")))
    assert len(found) == 1
