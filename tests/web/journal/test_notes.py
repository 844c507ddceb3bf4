"""A private note on a saved result: no word is lost that was to be kept, and none is kept that was deleted."""

import json
from html import unescape

import pytest

from tests.journal.secrecy import reveals_nothing
from tests.report.paper import Paper
from tests.web.journal.notes import NOTE, field, with_note, write
from tests.web.journal_client import World, line, two_attempts


def test_a_note_is_added_edited_and_deleted_on_its_result(world: World) -> None:
    phone = two_attempts(world, world.keyed(4), world.keyed(2))
    assert field(phone.page("/journal/2")) == ""
    saved = write(phone, NOTE, 2)
    assert (saved.status_code, saved.headers["Location"]) == (303, "/journal/2#remarks")
    page = phone.page("/journal/2")
    assert field(page) == NOTE
    assert "Your note is saved." in page.get_text()
    assert "Your note is saved." not in phone.page("/journal/2").get_text()
    assert field(phone.page("/journal/1")) == ""
    write(phone, "\n\nShorter.\n \n", 2)
    page = phone.page("/journal/2")
    assert field(page) == "\n\nShorter."
    [_, deleting] = page.select('form[action="/journal/note"]')
    assert phone.press(str(deleting), "/journal/note").status_code == 303
    page = phone.page("/journal/2")
    assert field(page) == ""
    assert "Your note is deleted." in page.get_text()
    assert "Delete this note" not in page.get_text()


def test_the_field_says_what_it_is_how_much_fits_and_who_can_read_it(world: World) -> None:
    page = with_note(world).page("/journal/1")
    [label] = page.select('label[for="note"]')
    assert label.get_text(strip=True) == "A note to yourself"
    [area] = page.select("textarea#note")
    [hint] = page.select(f"#{area['aria-describedby']}")
    assert "Up to 500 characters." in hint.get_text()
    assert "Anyone with your seven words can read it" in line(hint.get_text())
    assert not area.get("maxlength")


@pytest.mark.parametrize("result", ["", "x", "0" * 32, "é" * 32, "../1"])
def test_a_note_about_no_result_changes_nothing(world: World, result: str) -> None:
    phone = with_note(world)
    answer = phone.press(phone.page("/journal/1"), "/journal/note", note="Elsewhere.", result=result)
    assert answer.status_code == 404
    assert field(phone.page("/journal/1")) == NOTE


def test_another_site_can_neither_write_nor_read_a_note(world: World) -> None:
    phone = with_note(world)
    result = phone.page("/journal/1").select_one('input[name="result"]')["value"]  # type: ignore[index]
    answer = phone.post("/journal/note", data={"result": result, "note": "Forged.", "csrf_token": "0" * 40})
    assert answer.status_code == 303
    assert "Forged." not in answer.text
    assert field(phone.page("/journal/1")) == NOTE


def test_while_details_are_hidden_the_note_is_not_sent_and_the_page_does_not_tell_whether_there_is_one(
    world: World,
) -> None:
    pages = []
    for note in (NOTE, ""):
        phone = with_note(world, note)
        phone.press(phone.page("/journal/1"), "/journal/step")
        phone.press(phone.page("/journal/1"), "/discreet")
        page = phone.page("/journal/1")
        assert "Notes, steps, and answers are hidden" in line(page.get_text())
        assert not page.select("textarea, .own-answers, .chosen-step")
        assert "bridge" not in str(page)
        for hidden in page.select("input"):
            hidden.decompose()
        pages.append(str(page))
    assert pages[0] == pages[1]


def test_a_note_is_on_paper_only_if_its_own_box_was_checked(world: World) -> None:
    phone = with_note(world)
    page = phone.page("/journal/1")
    [box] = page.select('input[type="checkbox"][name="note"]')
    assert not box.has_attr("checked")
    with_it = Paper(phone.get("/journal/1/report.pdf?paper=letter&note=yes").data)
    assert "My note We talked on the bridge. She listened <3 & I “cried”" in with_it.words
    assert with_it.faults() == []
    without = phone.get("/journal/1/report.pdf?paper=letter&answers=yes&journal=yes").data
    assert "bridge" not in Paper(without).words
    assert "My note" not in Paper(without).words
    write(phone, "")
    assert phone.get("/journal/1/report.pdf?paper=letter&answers=yes&journal=yes").data == without
    assert not phone.page("/journal/1").select('input[name="note"][type="checkbox"]')
    assert "My note" not in Paper(phone.get("/journal/1/report.pdf?note=yes").data).words


def test_a_printed_page_has_no_note(world: World) -> None:
    page = with_note(world).page("/journal/1")
    [area] = page.select("textarea")
    assert area.find_parent(class_="screen-only")


def test_a_note_goes_wherever_its_result_goes_and_is_gone_when_that_is_deleted() -> None:
    world = World()
    phone = with_note(world)
    export = phone.exported()
    assert json.loads(export)["results"][0]["note"] == NOTE
    assert "We talked on the bridge. She listened <3" in phone.get("/journal/export.csv").text
    # A new journal elsewhere, and the file once more into the journal where the note was edited.
    elsewhere = world.phone()
    elsewhere.import_file(export)
    assert field(elsewhere.page("/journal/1")) == NOTE
    write(phone, "An edited note about the bridge.")
    assert phone.import_file(export, "/journal").status_code == 303
    assert field(phone.page("/journal/1")) == "An edited note about the bridge."
    write(phone, "")
    phone.import_file(export, "/journal")
    assert field(phone.page("/journal/1")) == NOTE
    # New words.
    shown, _ = phone.new_passphrase()
    phone.press(shown, "/journal/words/use")
    assert field(phone.page("/journal/1")) == NOTE
    # Deleted, one result here and the whole journal there: nothing of it is in any file of the database.
    ciphertexts = [bytes(row[0]) for row in world.execute("SELECT sealed FROM result")]
    assert len(ciphertexts) == 2
    phone.press(phone.page("/journal/1"), "/journal/remove")
    elsewhere.press(elsewhere.journal(), "/journal/delete")
    disk = b"".join(world.database_files().values())
    pieces = [row[n : n + 16] for row in ciphertexts for n in range(0, len(row) - 16, 16)]
    assert len(pieces) > 200
    assert not [piece for piece in pieces if piece in disk]
    assert not [word for word in ("bridge", "listened", "edited", *NOTE.split("\n")) if word.encode() in disk]


def test_no_log_or_address_has_anything_of_a_note(world: World, caplog: pytest.LogCaptureFixture) -> None:
    phone = with_note(world)
    answers = [write(phone, NOTE + "x" * 600), phone.get("/journal"), phone.get("/journal/1")]
    assert all("bridge" not in str(answer.headers) for answer in answers)
    assert reveals_nothing(caplog.text, "bridge", "listened")
    assert "bridge" not in unescape(phone.journal().get_text())
