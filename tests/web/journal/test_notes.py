"""A private note on a saved result: no word is lost that was to be kept, and none is kept that was deleted."""

import json
from html import unescape

import pytest
from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

from quiz.journal import rows
from tests.journal.secrecy import reveals_nothing
from tests.report.paper import Paper
from tests.web.journal_client import JournalClient, World, line, two_attempts

NOTE = "We talked on the bridge.\nShe listened <3 & I “cried” \U0001f327"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def with_note(world: World, note: str = NOTE) -> JournalClient:
    """Return a phone with an open journal of one result that has a note."""
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    assert write(phone, note).status_code == 303
    return phone


def write(phone: JournalClient, note: str, number: int = 1) -> TestResponse:
    """Save a note as a browser sends it, with the line breaks of a form."""
    return phone.press(phone.page(f"/journal/{number}"), "/journal/note", note=note.replace("\n", "\r\n"))


def field(page: BeautifulSoup | str) -> str:
    """Return the text in the note's field as a browser shows it, without the line feed after the tag."""
    found = BeautifulSoup(str(page), "html.parser").select_one("#note")
    assert found
    text = found.get_text()
    assert text.startswith("\n")
    return text[1:]


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


@pytest.mark.parametrize("character", ["a", "\U0001f1ee\U0001f1f3", FAMILY, "e\u0301"])
def test_a_note_that_is_too_long_comes_back_whole_and_is_not_saved(world: World, character: str) -> None:
    phone = with_note(world, "Before.")
    assert write(phone, character * 500).status_code == 303
    refused = write(phone, character * 512)
    assert refused.status_code == 422
    assert field(refused.text) == character * 512
    page = BeautifulSoup(refused.text, "html.parser")
    [alert] = page.select('[role="alert"]')
    assert "it has 12 characters too many" in line(alert.get_text())
    assert alert["id"] in page.select_one("#note")["aria-describedby"]  # type: ignore[index]
    assert field(phone.page("/journal/1")) == character * 500
    assert "one character too many" in line(write(phone, character * 501).text)


def test_a_long_text_that_was_pasted_comes_back_too(world: World) -> None:
    phone = with_note(world)
    refused = write(phone, "ä" * 60_000)
    assert refused.status_code == 422
    assert field(refused.text) == "ä" * 60_000
    assert "59,500" in refused.text or "59500" in refused.text


@pytest.mark.parametrize("how", ["closed everywhere", "after a while", "new words", "deleted"])
def test_what_was_typed_comes_back_when_the_journal_closed_meanwhile(world: World, how: str) -> None:
    phone = world.phone()
    words = phone.start_journal(world.keyed(4))
    page = str(phone.page("/journal/1"))
    other = world.phone()
    other.open_with(words)
    if how == "closed everywhere":
        other.press(other.journal(), "/journal/close-everywhere")
    elif how == "new words":
        shown, _ = other.new_passphrase()
        other.press(shown, "/journal/words/use")
    elif how == "deleted":
        other.press(other.journal(), "/journal/delete")
    else:
        world.now += 3600
    answer = phone.press(page, "/journal/note", note="Not to be lost.")
    assert answer.status_code == 409
    assert field(answer.text) == "Not to be lost."
    if how in {"closed everywhere", "after a while"}:
        phone.open_with(words)
        assert phone.press(answer.text, "/journal/note", note="Not to be lost.").status_code == 303
        assert field(phone.page("/journal/1")) == "Not to be lost."


def test_what_was_typed_comes_back_when_its_result_is_gone(world: World) -> None:
    phone = two_attempts(world, world.keyed(4), world.keyed(2))
    page = str(phone.page("/journal/1"))
    phone.press(page, "/journal/remove")
    answer = phone.press(page, "/journal/note", note="Not to be lost.")
    assert answer.status_code == 404
    assert field(answer.text) == "Not to be lost."
    assert "Save note" not in answer.text


def two_phones(world: World, note: str) -> tuple[JournalClient, JournalClient]:
    """Return two phones that have the same journal open, of one result that has a note."""
    phone, other = world.phone(), world.phone()
    other.open_with(phone.start_journal(world.keyed(4)))
    assert write(phone, note).status_code == 303
    return phone, other


def without_fields(text: str) -> str:
    """Return what a page says, without what is in its fields."""
    page = BeautifulSoup(text, "html.parser")
    for area in page.select("textarea"):
        area.decompose()
    return line(page.get_text())


@pytest.mark.parametrize("before", ["Before.", ""])
def test_a_note_written_meanwhile_on_another_phone_is_shown_and_replaced_only_by_saving_again(
    world: World, before: str
) -> None:
    phone, other = two_phones(world, before)
    page = str(phone.page("/journal/1"))
    write(other, "From there.\nTwo lines.")
    refused = phone.press(page, "/journal/note", note="From here.")
    assert refused.status_code == 409
    assert field(refused.text) == "From here."
    said = without_fields(refused.text)
    assert "Here’s the one that’s saved; yours is still in the box below. Saving it again replaces that one." in said
    assert "From there. Two lines." in said
    assert field(other.page("/journal/1")) == "From there.\nTwo lines."
    assert phone.press(refused.text, "/journal/note", note="From here.").status_code == 303
    assert field(other.page("/journal/1")) == "From here."


def test_a_note_that_changes_while_a_long_one_or_a_changed_one_is_being_mended_is_shown_too(world: World) -> None:
    phone, other = two_phones(world, "Before.")
    page = str(phone.page("/journal/1"))
    write(other, "Second.")
    long = phone.press(page, "/journal/note", note="x" * 501)
    refused = phone.press(long.text, "/journal/note", note="Short.")
    assert refused.status_code == 409
    assert "Second." in without_fields(refused.text)
    write(other, "Third.")
    refused = phone.press(refused.text, "/journal/note", note="Short.")
    assert refused.status_code == 409
    assert "Third." in without_fields(refused.text)
    assert field(other.page("/journal/1")) == "Third."


def test_what_was_typed_comes_back_when_the_note_was_deleted_on_another_phone(world: World) -> None:
    phone, other = two_phones(world, "Before.")
    page = str(phone.page("/journal/1"))
    write(other, "")
    refused = phone.press(page, "/journal/note", note="From here.")
    assert refused.status_code == 409
    assert "Your note was deleted" in without_fields(refused.text)
    assert field(refused.text) == "From here."
    assert phone.press(refused.text, "/journal/note", note="From here.").status_code == 303


def test_deleting_a_note_does_not_delete_another_one_unseen(world: World) -> None:
    phone, other = two_phones(world, "Before.")
    page = str(phone.page("/journal/1").select('form[action="/journal/note"]')[1])
    write(other, "From there.")
    refused = phone.press(page, "/journal/note")
    assert refused.status_code == 409
    assert "From there." in without_fields(refused.text)
    assert field(other.page("/journal/1")) == "From there."
    assert phone.press(refused.text, "/journal/note").status_code == 303
    assert field(other.page("/journal/1")) == ""


def test_saving_the_same_note_twice_is_harmless(world: World) -> None:
    phone = with_note(world, "Before.")
    page = str(phone.page("/journal/1"))
    for _ in range(2):
        assert phone.press(page, "/journal/note", note="Tapped twice.").status_code == 303
    deleting = str(phone.page("/journal/1").select('form[action="/journal/note"]')[1])
    for _ in range(2):
        assert phone.press(deleting, "/journal/note").status_code == 303


def test_a_note_written_meanwhile_is_not_shown_while_details_are_hidden(world: World) -> None:
    phone, other = two_phones(world, "Before.")
    page = str(phone.page("/journal/1"))
    write(other, "From there.")
    phone.press(page, "/discreet")
    refused = phone.press(page, "/journal/note", note="From here.")
    assert refused.status_code == 409
    assert "From there." not in refused.text
    assert field(refused.text) == "From here."


def test_what_was_typed_comes_back_when_the_journal_is_full(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = with_note(world, "Before.")
    # What a journal of many questionnaires answers when the row of an earlier version is written anew.
    monkeypatch.setattr(rows, "MAX_JOURNAL_QUESTIONNAIRES", 0)
    page = phone.page("/journal/1")
    refused = phone.press(page, "/journal/note", note="Not to be lost.")
    assert refused.status_code == 422
    assert field(refused.text) == "Not to be lost."
    assert "Your journal is full" in without_fields(refused.text)


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
