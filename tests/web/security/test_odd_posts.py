"""What is not a form, a list of words or a file is refused, and soon."""

import io
import time

import pytest

from tests.web.journal_client import World


@pytest.mark.parametrize("typed", ["", "   ", "one two three", "é" * 300, "\0", "-" * 50])
def test_anything_else_in_the_field_is_refused_kindly(world: World, typed: str) -> None:
    answer = world.phone().open_with(typed)
    assert answer.status_code == 422
    assert "your seven words" in answer.text.lower()


@pytest.mark.parametrize("body", [b"5", b"[1, 2]", b'"s"', b"{}", b'{"words": 5}', b'{"code": 5}', b"{"])
def test_a_body_that_is_not_a_form_is_refused(world: World, body: bytes) -> None:
    for action in ("keep", "open", "close", "remove", "words", "words/use", "words/file", "import"):
        answer = world.phone().post(f"/journal/{action}", data=body, content_type="application/json")
        assert answer.status_code in {303, 422}, action


@pytest.mark.parametrize("field", ["words", "code", "result", "csrf_token"])
def test_a_file_where_words_belong_is_refused(world: World, field: str) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    token = phone.token()
    for action in ("open", "remove", "words", "words/file", "import"):
        data = {"csrf_token": token, field: (io.BytesIO(b"x"), "x.txt")}
        assert phone.post(f"/journal/{action}", data=data).status_code in {303, 422}, action
    assert len(phone.journal().select("tbody tr")) == 1


def test_a_field_where_a_file_belongs_is_refused(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    assert phone.post("/journal/import", data={"csrf_token": phone.token(), "file": "x"}).status_code == 422


def test_a_long_list_of_unknown_words_is_answered_soon(world: World) -> None:
    began = time.process_time()
    world.phone().open_with(" ".join(f"qxz{number}abandonmen" for number in range(2000)))
    assert time.process_time() - began < 5
