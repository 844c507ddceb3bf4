"""The sealed cookie: only what the server sealed, only while it is fresh."""

import base64

import pytest
from itsdangerous import BadSignature
from quiz.web.sealer import Sealer

from quiz.web.security.encrypted_session import MAX_SESSION_AGE as LONGEST
from tests.journal.forgeries import forgeries
from tests.web.journal_client import World

DAY = 86_400


def sealer_with(*secrets: str, purpose: str = "tests", now: float = 0) -> Sealer:
    return Sealer(secrets, purpose, lambda: now)


def test_what_was_sealed_opens_again() -> None:
    value = {"draft": {"needs-enough": "3"}, "seconds": None}
    sealer = sealer_with("a secret of some length")
    assert sealer.loads(sealer.dumps(value), DAY) == value


def test_a_second_seal_of_the_same_value_looks_different() -> None:
    sealer = sealer_with("a secret of some length")
    assert sealer.dumps({"draft": {}}) != sealer.dumps({"draft": {}})


@pytest.mark.parametrize("place", [0, 9, 20, 40, -1])
def test_a_changed_letter_anywhere_is_refused(place: int) -> None:
    sealer = sealer_with("a secret of some length")
    sealed = list(sealer.dumps({"draft": {"needs-enough": "3"}}))
    sealed[place] = "B" if sealed[place] != "B" else "C"
    if place == -1:
        sealed = sealed[:-1]
    with pytest.raises(BadSignature):
        sealer.loads("".join(sealed), DAY)


@pytest.mark.parametrize("junk", ["", "x", "é", "A" * 5000])
def test_junk_is_refused(junk: str) -> None:
    with pytest.raises(BadSignature):
        sealer_with("a secret of some length").loads(junk, DAY)


def test_another_secret_does_not_open_it_and_a_fallback_does() -> None:
    sealed = sealer_with("the old secret of us").dumps({"draft": {}})
    with pytest.raises(BadSignature):
        sealer_with("the new secret of us").loads(sealed, DAY)
    assert sealer_with("the new secret of us", "the old secret of us").loads(sealed, DAY) == {"draft": {}}


def test_an_old_seal_is_refused() -> None:
    sealed = sealer_with("a secret of some length").dumps({})
    assert sealer_with("a secret of some length", now=DAY).loads(sealed, DAY) == {}
    with pytest.raises(BadSignature):
        sealer_with("a secret of some length", now=DAY + 1).loads(sealed, DAY)


def test_what_was_sealed_for_one_purpose_opens_for_no_other() -> None:
    sealed = sealer_with("a secret of some length", purpose="one").dumps({})
    with pytest.raises(BadSignature):
        sealer_with("a secret of some length", purpose="other").loads(sealed, DAY)


def test_no_changed_cut_lengthened_or_replayed_cookie_is_ever_opened() -> None:
    value = {"draft": {f"statement-{number}": "3" for number in range(30)}}
    token = sealer_with("a secret of some length").dumps(value)
    other = sealer_with("another secret of it").dumps(value)
    for forged in forgeries(base64.urlsafe_b64decode(token), base64.urlsafe_b64decode(other)):
        with pytest.raises(BadSignature):
            sealer_with("a secret of some length").loads(base64.urlsafe_b64encode(forged).decode(), DAY)


def test_a_session_ends_after_a_week_however_much_it_is_used_and_no_answer_on_the_page_is_lost() -> None:
    world = World()
    phone, answers = world.phone(), world.keyed(4)
    phone.send(answers)
    for _ in range(LONGEST.days):
        world.now += DAY
        assert phone.get("/results").status_code == 200
        assert phone.post("/discreet", data={"csrf_token": phone.token()}).status_code == 303
    page = phone.page("/quiz")
    copied = phone.get_cookie("steady")
    assert copied
    world.now += 1
    ended = phone.get("/results")
    assert ended.status_code == 404
    assert "a week has passed" in ended.text
    thief = world.phone()
    thief.set_cookie("steady", copied.value)
    assert thief.get("/results").status_code == 404
    assert phone.press(page, "/quiz", **{f"q-{id_}": value for id_, value in answers.items()}).location == "/quiz"
    assert "Nothing was lost" in phone.page("/quiz").get_text()
    world.now += DAY
    phone.send(answers)
    assert phone.get("/results").status_code == 200
