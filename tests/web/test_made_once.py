"""What is made once must hold nothing of one person when the next one comes."""

import gzip
import re
from collections.abc import Callable, Hashable

import brotli
import pytest
from bs4 import BeautifulSoup
from flask import Flask
from quiz.web.drawn import MOST, SECONDS, Drawn
from quiz.web.packed import Packed

from tests.web.journal_client import World
from tests.web.page_client import PageClient

Keyed = Callable[[int], dict[str, str]]
UNSAFE = {"safety-disagree": "never", "safety-limits": "almost-always"}


def test_the_quiz_of_one_person_leaves_nothing_on_the_quiz_of_the_next(app: Flask, answers: Keyed) -> None:
    phones = [app.test_client() for _ in range(3)]
    fresh = [BeautifulSoup(phone.get("/quiz").text, "html.parser") for phone in phones]
    tokens = [page.select_one("[name=csrf_token]")["value"] for page in fresh]  # type: ignore[index]
    assert len(set(tokens)) == 3
    phones[0].post("/quiz", data={"csrf_token": tokens[0], **{f"q-{id_}": "4" for id_ in [*answers(3)][:5]}})
    assert len(BeautifulSoup(phones[0].get("/quiz").text, "html.parser").select("input[checked], .again")) == 6
    after = BeautifulSoup(phones[1].get("/quiz").text, "html.parser")
    assert not after.select("input[checked], .again")
    assert after.select_one(".is-current")["id"] == "s1"  # type: ignore[index]
    assert "\0" not in str(after)


def test_private_answers_are_never_put_into_the_quiz_page(client: PageClient, answers: Keyed) -> None:
    client.send({**answers(3), **UNSAFE})
    page = client.page("/quiz")
    assert {str(field["name"]) for field in page.select("input[checked]")} == {f"q-{id_}" for id_ in answers(3)}


def test_a_picture_drawn_once_is_given_again_and_to_nobody_with_another_result(app: Flask, answers: Keyed) -> None:
    phones = [app.test_client() for _ in range(2)]
    for phone, value in zip(phones, (2, 4), strict=True):
        assert isinstance(phone, PageClient)
        phone.send(answers(value))
    low, high = (phone.get("/results/profile.svg").data for phone in phones)
    assert b"25 (15" in low.replace("–".encode(), b"-")
    assert low != high
    assert [phone.get("/results/profile.svg").data for phone in phones] == [low, high]
    token = phones[0].get("/quiz").text.split('name="csrf_token" value="')[1].partition('"')[0]
    phones[0].post("/discreet", data={"csrf_token": token, "page": "results"})
    assert b"Theme A" in phones[0].get("/results/profile.svg").data
    assert b"Theme A" not in phones[1].get("/results/profile.svg").data


def test_private_answers_have_no_part_in_what_picture_is_kept(app: Flask, answers: Keyed) -> None:
    asked = []

    class Watched(Drawn):
        def picture(self, what: Hashable, draw: Callable[[], bytes]) -> Packed:
            asked.append(what)
            return super().picture(what, draw)

    app.extensions["drawn"] = Watched(lambda: 0)
    for private in ({}, UNSAFE, dict.fromkeys(UNSAFE, "sometimes")):
        phone = app.test_client()
        assert isinstance(phone, PageClient)
        phone.send({**answers(2), **private})
        phone.get("/results/profile.svg")
    assert asked == asked[:1] * 3


def test_whoever_has_left_gets_no_picture(client: PageClient, answers: Keyed) -> None:
    client.send(answers(2))
    assert client.get("/results/profile.svg").headers["Cache-Control"] == "no-store"
    client.get("/leave")
    assert client.get("/results/profile.svg").status_code == 404


def test_pictures_are_few_and_soon_forgotten() -> None:
    now = 0.0
    drawn: list[int] = []
    pictures = Drawn(lambda: now)

    def ask(what: int) -> bytes:
        def draw() -> bytes:
            drawn.append(what)
            return str(what).encode()

        return pictures.picture(what, draw).plain

    assert [ask(1), ask(1)] == [b"1", b"1"]
    assert drawn == [1]
    now = SECONDS
    ask(1)
    assert drawn == [1, 1]
    for number in range(2, MOST + 10):
        ask(number)
    assert len(pictures._kept) <= MOST + 1  # noqa: SLF001
    ask(1)
    assert drawn.count(1) == 3


def test_the_result_of_one_person_leaves_nothing_on_the_result_of_the_next(app: Flask, answers: Keyed) -> None:
    phones = [app.test_client() for _ in range(3)]
    for phone, value in zip(phones, (1, 5, 5), strict=True):
        assert isinstance(phone, PageClient)
        phone.send({**answers(value), **(UNSAFE if phone is phones[1] else {})})
    pages = [BeautifulSoup(phone.get("/results").text, "html.parser") for phone in phones]
    for name, forms in (("csrf_token", 3), ("code", 1)):
        fields = [[str(field["value"]) for field in page.select(f"input[name={name}]")] for page in pages]
        assert [len(values) for values in fields] == [forms] * 3
        assert [len(set(values)) for values in fields] == [1] * 3
        assert len({values[0] for values in fields}) == 3
    cards = [{card["aria-labelledby"] for card in page.select(".advice")} for page in pages]
    assert cards[0] != cards[1] != cards[2]
    assert all("\0" not in str(page) for page in pages)
    calm, troubled = ([score.text for score in page.select(".score")] for page in pages[:2])
    assert not {*calm} & {*troubled}


@pytest.mark.parametrize("address", ["/quiz", "/results"])
def test_a_page_joined_from_packed_parts_is_that_page(client: PageClient, answers: Keyed, address: str) -> None:
    client.get("/quiz")
    if address == "/results":
        client.send(answers(4))
    unpack = {"identity": bytes, "br": brotli.decompress, "gzip": gzip.decompress}
    pages = []
    for encoding, unpacked in unpack.items():
        answer = client.get(address, headers={"Accept-Encoding": encoding})
        assert answer.headers.get("Content-Encoding", "identity") == encoding
        pages.append(unpacked(answer.data))
    assert len({re.sub(rb'(?<=name="code" value=")[^"]+', b"", page) for page in pages}) == 1


def test_pages_pictures_papers_and_files_all_go_out_packed() -> None:
    world = World()
    phone = world.phone()
    phone.begin(world.keyed(4))
    kinds = ["", "/picture.svg", "/export.json", "/export.csv", "/1/report.pdf", "/1/profile.svg"]
    for address in ["/results", "/results/profile.svg", "/results/report.pdf", *(f"/journal{kind}" for kind in kinds)]:
        plain, packed = (phone.get(address, headers={"Accept-Encoding": way}) for way in ("identity", "br"))
        assert (plain.status_code, packed.headers.get("Content-Encoding")) == (200, "br"), address
        assert len(packed.data) < 0.7 * len(plain.data), address
