"""What was typed as a note comes back, whatever goes wrong; and no note is replaced unseen."""

import pytest
from bs4 import BeautifulSoup

from quiz.journal import rows
from tests.web.journal.notes import FAMILY, field, two_phones, with_note, without_fields, write
from tests.web.journal_client import World, line, two_attempts


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
