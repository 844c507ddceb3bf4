"""Keeping a result: once, safely, and from any phone."""

import pytest
from bs4 import BeautifulSoup

from quiz.journal.exceptions import DatabaseUnavailable
from quiz.journal.store import Journals
from tests.application import make_app
from tests.web.journal_client import World, words


def test_what_losing_the_words_means_is_stated_before_anything_is_saved(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    button = phone.page("/results").select_one('form[action="/journal/keep"]')
    assert button
    warning = button.find_previous("p")
    assert warning and "no one can open it again, not even us" in warning.get_text()


def test_nothing_is_stored_until_the_tap(world: World) -> None:
    before = world.database_files()
    phone = world.phone()
    phone.send(world.keyed(4))
    phone.get("/results")
    phone.get("/results/profile.svg")
    assert world.database_files() == before


@pytest.mark.parametrize(
    "written",
    [str.upper, lambda own: own.replace(" ", "-"), lambda own: own.replace(" ", ""), lambda own: f" {own}. \n"],
    ids=["capitals", "hyphens", "no spaces", "stray signs"],
)
def test_another_phone_opens_the_journal_however_the_words_are_written(world: World, written: object) -> None:
    passphrase = world.phone().start_journal(world.keyed(4))
    other = world.phone()
    assert callable(written)
    assert other.open_with(written(passphrase)).status_code == 303
    assert other.saved() == 1


def test_a_mistyped_word_is_named_with_its_neighbors_and_what_was_typed_stays(world: World) -> None:
    passphrase = world.phone().start_journal(world.keyed(4))
    wrong = passphrase.split()[0] + "x"
    answer = world.phone().open_with(passphrase.replace(passphrase.split()[0], wrong, 1))
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    assert f"“{passphrase.split()[0]}”" in page.select_one("#mistakes").get_text()  # type: ignore[union-attr]
    assert wrong in str(page.select_one("input[name=words]")["value"])  # type: ignore[index]


def test_an_unknown_and_a_deleted_journal_give_the_same_answer(world: World) -> None:
    phone = world.phone()
    passphrase = phone.start_journal(world.keyed(4))
    phone.press(phone.journal(), "/journal/delete")
    never = " ".join(reversed(passphrase.split()))
    pages = []
    for typed in (passphrase, never):
        answer = world.phone().open_with(typed)
        assert answer.status_code == 422
        page = BeautifulSoup(answer.text, "html.parser")
        for field in page.select("input[type=hidden], input[name=words]"):
            field.decompose()
        pages.append(str(page))
    assert pages[0] == pages[1]


def test_another_attempt_with_the_journal_open_can_be_added(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    world.now += 60
    assert phone.save_result(world.keyed(2)).headers["Location"] == "/journal"
    assert phone.saved() == 2
    assert "This result is in your journal" in phone.get("/results").text


def test_a_result_from_before_the_journal_was_opened_waits_to_be_added(world: World) -> None:
    passphrase = world.phone().start_journal(world.keyed(4))
    phone = world.phone()
    phone.send(world.keyed(2))
    phone.open_with(passphrase)
    assert phone.press(phone.journal(), "/journal/keep").status_code == 303
    assert phone.saved() == 2
    assert not phone.journal().select('form[action="/journal/keep"]')


def test_a_double_tap_saves_once_and_shows_the_same_words(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    page = phone.page("/results")
    twin = world.phone()
    twin.use_session(phone.session_cookies())
    first = words(phone.press(page, "/journal/keep"))
    # The first answer was lost on the way: the same page sends again, from a browser that got no new cookie.
    assert words(twin.press(page, "/journal/keep")) == first
    assert twin.saved() == 1


def test_looking_at_the_answers_again_makes_no_second_result_but_changing_one_does(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    phone.send(world.keyed(4))
    assert "This result is in your journal" in phone.get("/results").text
    phone.send({**world.keyed(4), "burden-sorry": "1"})
    assert phone.press(phone.page("/results"), "/journal/keep").status_code == 303
    assert phone.saved() == 2


def test_the_same_answers_a_month_later_are_a_result_of_their_own(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    world.now += 60
    phone.save_result(world.keyed(4))
    assert phone.saved() == 2


@pytest.mark.parametrize("place", ["add_results", "create"])
def test_when_the_database_does_not_answer_nothing_is_lost(
    world: World, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    phone = world.phone()
    if place == "add_results":
        phone.start_journal(world.keyed(2))
    phone.send(world.keyed(4))
    page = phone.page("/results")

    def fail(*_: object) -> None:
        raise DatabaseUnavailable

    with monkeypatch.context() as broken:
        broken.setattr(Journals, place, fail)
        refused = phone.press(page, "/journal/keep")
        assert refused.status_code == 503
        assert refused.headers["Retry-After"]
    assert phone.get("/results").status_code == 200
    assert phone.press(page, "/journal/keep").status_code in {200, 303}


def test_an_unusable_database_is_named_at_the_start_without_its_password() -> None:
    with pytest.raises(SystemExit) as refused:
        make_app({"DATABASE_URL": "postgresql://someone:hush@127.0.0.1:1/none"})
    assert "QUIZ_DATABASE_URL" in str(refused.value)
    assert "hush" not in str(refused.value)
    with pytest.raises(SystemExit, match="mysql is not supported"):
        make_app({"DATABASE_URL": "mysql://localhost/x"})
