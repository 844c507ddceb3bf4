"""Exporting a journal, importing it again, and leaving nothing behind."""

import csv
import json

import pytest

from tests.web.journal_client import MONTH, JournalClient, World, words


def filled(world: World) -> JournalClient:
    phone = world.phone()
    passphrase = phone.start_journal({**world.keyed(4), "length": "1-to-3-years", "safety-limits": "often"})
    world.now += MONTH
    phone.open_with(passphrase)
    some = dict(list(world.keyed(2).items())[:-3])
    phone.press(phone.journal(), "/quiz/again")
    phone.send({**some, "burden-sorry": "skip"}, twice=True)
    phone.press(phone.page("/results"), "/journal/keep")
    return phone


def seen(phone: JournalClient) -> str:
    phone.get("/journal")
    page = phone.confirm_passphrase()
    for field in page.select("input, .actions"):
        field.decompose()
    return str(page.select_one("main"))


@pytest.mark.parametrize("same_host", [True, False])
def test_an_export_imported_into_a_new_journal_shows_the_same_page(world: World, *, same_host: bool) -> None:
    phone = filled(world)
    file = phone.exported()
    host = world if same_host else World()
    host.now = world.now
    other = host.phone()
    assert words(other.import_file(file))
    assert seen(other) == seen(phone)
    assert other.exported() == file
    assert other.get("/journal/picture.svg").data == phone.get("/journal/picture.svg").data


def test_importing_the_same_file_twice_adds_nothing_twice(world: World) -> None:
    phone = filled(world)
    before = phone.exported()
    assert phone.import_file(before, "/journal").status_code == 303
    assert phone.exported() == before


def test_the_export_says_what_it_is_and_has_no_private_answer(world: World) -> None:
    export = json.loads(filled(world).exported())
    assert (export["format"], export["version"]) == ("steady-journal", 2)
    first, second = export["results"]
    assert first["taken"].endswith("+00:00")
    assert first["answers"]["length"] == "1-to-3-years"
    assert second["answers"]["burden-sorry"] == "skip"
    assert "safety" not in json.dumps(export)
    assert set(export["questionnaires"]) == {first["questionnaire"]}


def test_the_table_for_a_spreadsheet_has_scores_and_answers(world: World) -> None:
    rows = list(csv.DictReader(filled(world).get("/journal/export.csv").text.splitlines()))
    assert [row["burden"] for row in rows] == ["75", "25"]
    assert rows[0]["burden_answered"] == "6"
    assert rows[1]["burden_answered"] == "5"
    assert rows[0]["burden-sorry"] == "4"
    assert "safety-limits" not in rows[0]


@pytest.mark.parametrize(
    "file",
    [b"", b"hello", b"[" * 5000, b'{"format": "steady-journal", "version": 3}'],
    ids=["empty", "words", "deep", "a later version"],
)
def test_a_file_that_is_not_an_export_is_refused_kindly_and_nothing_is_saved(world: World, file: bytes) -> None:
    before = world.database_files()
    answer = world.phone().import_file(file)
    assert answer.status_code == 422
    assert "couldn’t read that file" in answer.text
    assert world.database_files() == before


def test_a_refusal_does_not_repeat_a_long_part_of_the_file(world: World) -> None:
    document = json.loads(filled(world).exported())
    document["questionnaires"]["n" * 100_000] = {"title": "odd"}
    refused = world.phone().import_file(json.dumps(document).encode())
    assert refused.status_code == 422
    assert "n" * 1000 not in refused.text


def test_a_file_of_more_than_4_mb_is_refused_in_plain_words(world: World) -> None:
    phone = world.phone()
    head = f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{phone.token()}\r\n'
    head += '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    limit = 4 * 1024 * 1024
    for size, status in ((limit - 1000, 422), (limit + 1000, 413)):
        body = head.encode() + b" " * size + b"\r\n--b--\r\n"
        answer = phone.post("/journal/import", data=body, content_type="multipart/form-data; boundary=b")
        assert answer.status_code == status


def test_two_people_who_differ_only_in_private_answers_leave_the_same_behind() -> None:
    exports, sizes = [], []
    unsafe = {"safety-disagree": "never", "safety-limits": "often", "safety-afraid": "almost-always"}
    for private in ({}, unsafe, {"safety-afraid": "often"}, dict.fromkeys(unsafe, "skip")):
        own = World()
        phone = own.phone()
        phone.start_journal({**own.keyed(4), **private})
        export = json.loads(phone.exported())
        export["results"][0].pop("id")
        exports.append(export)
        sizes.append(own.execute("SELECT length(sealed) FROM result"))
    assert all(export == exports[0] for export in exports)
    assert all(size == sizes[0] for size in sizes)
