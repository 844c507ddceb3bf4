"""What is costly may be asked for often, not endlessly, and nobody's network is written down."""

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from limits.storage import MemoryStorage

from quiz.web.limits import LIMITS
from tests.web.journal_client import JournalClient, World

OFTEN = 30
HOME, OTHER = "203.0.113.7", "203.0.113.8"


@pytest.fixture
def world() -> World:
    return World()


def wrong(phone: JournalClient, number: int, address: str = HOME) -> Iterator[int]:
    for _ in range(number):
        form = {"csrf_token": phone.token(), "words": "abacus abdomen"}
        yield phone.post("/journal/open", data=form, environ_base={"REMOTE_ADDR": address}).status_code


def test_words_may_be_tried_thirty_times_a_minute_from_one_network(world: World) -> None:
    phone = world.phone()
    assert set(wrong(phone, OFTEN)) == {422}
    assert set(wrong(phone, 2)) == {429}
    assert set(wrong(phone, 2, OTHER)) == {422}


def test_the_refusal_says_when_to_come_back_and_loses_no_answer(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    list(wrong(phone, OFTEN))
    form = {"csrf_token": phone.token(), "words": "abacus"}
    refused = phone.post("/journal/open", data=form, environ_base={"REMOTE_ADDR": HOME})
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    assert "Please wait a little" in refused.text
    assert phone.get("/results").status_code == 200


def test_words_that_open_a_journal_are_not_counted(world: World) -> None:
    code = world.journal([3])
    for _ in range(OFTEN + 5):
        assert world.phone().open_with(code).status_code == 303


def test_new_words_are_worked_out_as_seldom_as_words_are_tried(world: World) -> None:
    phone = world.phone()
    phone.begin(world.keyed(4))
    statuses = [phone.press(phone.new_words()[0], "/journal/words/use").status_code for _ in range(OFTEN + 1)]
    assert statuses == [303] * OFTEN + [429]


def test_an_ipv6_customer_is_one_network(world: World) -> None:
    phone = world.phone()
    for number in range(OFTEN):
        assert list(wrong(phone, 1, f"2001:db8::{number:x}")) == [422]
    assert list(wrong(phone, 1, "2001:db8::ffff")) == [429]
    assert list(wrong(phone, 1, "2001:db8:0:1::1")) == [422]


@pytest.mark.parametrize("address", [HOME, "2001:db8::1", ""])
def test_the_counter_holds_no_address(world: World, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    keys: list[str] = []
    acquire = MemoryStorage.incr

    def noted(self: MemoryStorage, key: str, *args: int, **kwargs: int) -> int:
        keys.append(key)
        return acquire(self, key, *args, **kwargs)

    monkeypatch.setattr(MemoryStorage, "incr", noted)
    assert list(wrong(world.phone(), 1, address)) == [422]
    assert keys
    assert all(not address or address not in key for key in keys)


def test_without_an_answer_from_redis_people_go_on_and_are_still_counted() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        port = silent.getsockname()[1]
    world = World({"LIMITS_URL": f"redis://127.0.0.1:{port}/0"})
    phone = world.phone()
    assert set(wrong(phone, OFTEN)) == {422}
    assert set(wrong(phone, 1)) == {429}


@pytest.mark.parametrize("asked", ["db=many", "socket_timeout=long", "max_connections=some"])
def test_an_address_that_redis_cannot_read_is_named_at_the_start_with_all_else(asked: str, tmp_path: Path) -> None:
    wrong = {"QUESTIONS": str(tmp_path), "LIMITS_URL": f"redis://:hush@x.example:6379/0?{asked}"}
    with pytest.raises(SystemExit) as refusal:
        World(wrong)
    told = str(refusal.value)
    assert "QUIZ_LIMITS_URL: write memory://, or an address such as redis://" in told
    assert "The file cannot be read" in told
    assert "hush" not in told


def test_every_limit_names_a_page_that_exists(world: World) -> None:
    assert set(LIMITS) <= set(world.app.view_functions)
