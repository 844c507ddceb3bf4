"""Costly pages of the journal can be used often, not endlessly."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from quiz.journal.exceptions import DatabaseUnavailable
from quiz.journal.store import Journals
from tests.web.journal_client import World


@pytest.fixture
def world() -> World:
    return World()


def test_after_thirty_wrong_passphrases_the_refusal_says_when_to_come_back_and_loses_no_answer(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    form = {"csrf_token": phone.token(), "words": "abacus abdomen"}
    responses = [phone.post("/journal/open", data=form) for _ in range(31)]
    assert [response.status_code for response in responses] == [422] * 30 + [429]
    assert responses[-1].headers["Retry-After"] == "60"
    assert "Please wait a moment" in responses[-1].text
    assert phone.get("/results").status_code == 200


def test_a_passphrase_that_opens_a_journal_is_not_counted(world: World) -> None:
    phone, passphrase = world.phone(), world.journal([3])
    form = {"csrf_token": phone.token(), "words": passphrase}
    assert {phone.post("/journal/open", data=form).status_code for _ in range(31)} == {303}


def test_a_crowd_with_right_words_behind_one_address_opens_its_journals_at_once(world: World) -> None:
    passphrase, together = world.journal([3]), threading.Barrier(40)
    phones = [world.phone() for _ in range(40)]
    forms = [{"csrf_token": phone.token(), "words": passphrase} for phone in phones]

    def open_journal(number: int) -> int:
        together.wait()
        return phones[number].post("/journal/open", data=forms[number]).status_code

    with ThreadPoolExecutor(40) as pool:
        assert set(pool.map(open_journal, range(40))) <= {303, 503}
    assert phones[0].post("/journal/open", data=forms[0]).status_code == 303


def test_while_the_database_is_away_no_words_count_as_wrong(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    phone, passphrase = world.phone(), world.journal([3])
    form = {"csrf_token": phone.token(), "words": passphrase}
    with monkeypatch.context() as patch:
        patch.setattr(Journals, "open", away)
        assert {phone.post("/journal/open", data=form).status_code for _ in range(31)} == {503}
    assert phone.post("/journal/open", data=form).status_code == 303


def away(*_args: object) -> None:
    """Fail as a database does that is away."""
    raise DatabaseUnavailable("away")


def test_thirty_new_passphrases_a_minute_are_made(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    page = phone.new_passphrase()[0]
    statuses = [phone.press(page, "/journal/words/use").status_code for _ in range(31)]
    assert 429 not in statuses[:30]
    assert statuses[30] == 429


def test_ten_files_a_minute_are_imported(world: World) -> None:
    phone = world.phone()
    page = phone.page("/journal/open")
    statuses = [phone.press(page, "/journal/import").status_code for _ in range(11)]
    assert 429 not in statuses[:10]
    assert statuses[10] == 429
