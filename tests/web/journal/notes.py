"""Writes and reads notes as a browser does."""

from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

from tests.web.journal_client import JournalClient, World, line

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
