"""A browser that saves results: what a person does with the journal, in one call each."""

import io
import json
import re
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.test import TestResponse

from quiz.core.questionnaire import Questionnaire
from tests.application import SHIPPED, content, make_app, new_database
from tests.web import forms
from tests.web.forms import hidden
from tests.web.page_client import PageClient

DAY = 86_400
MONTH = 30 * DAY
START = 1_793_448_000.0
"""Noon on October 31, 2026."""


class World:
    """One server, its clock, and as many phones as a test wants, all of one network."""

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        given = {"DATABASE_URL": new_database(), **(settings or {})}
        self.now = START
        self.address = "127.0.0.1"
        self.database_url: str = given["DATABASE_URL"]
        self.questions = Path(given.get("QUESTIONS", SHIPPED))
        self.app: Flask = make_app(given, lambda: self.now)

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire that is asked here."""
        found = content(self.questions).questionnaire
        assert found
        return found

    def phone(self) -> "JournalClient":
        """Return a fresh browser."""
        made = JournalClient(self.app)
        made.environ_base["REMOTE_ADDR"] = self.address
        return made

    def keyed(self, value: int, **themes: int) -> dict[str, str]:
        """Answer every statement so that each counts as `value` for its theme, or as what is given for that theme."""
        return {
            s.id: str(6 - count if s.reversed else count)
            for s in self.questionnaire.statements
            for count in [themes.get(s.theme, value)]
        }

    def journal(self, values: Sequence[int], apart: float = MONTH) -> str:
        """Make a journal with a result for each value, the newest one finished now, and return its seven words."""
        return self.journal_of([self.keyed(value) for value in values], apart)

    def journal_of(self, sheets: Sequence[dict[str, str]], apart: float = MONTH) -> str:
        """Make a journal with a result for each answer sheet, the newest finished now, and return its seven words."""
        first = self.now - apart * (len(sheets) - 1)
        (fingerprint,) = self._exported["questionnaires"]
        days = [datetime.fromtimestamp(first + apart * number, UTC).isoformat() for number in range(len(sheets))]
        results = [
            {"id": secrets.token_hex(16), "taken": day, "questionnaire": fingerprint, "answers": sheet}
            for day, sheet in zip(days, sheets, strict=True)
        ]
        return words(self.phone().import_file(json.dumps({**self._exported, "results": results}).encode()))

    @cached_property
    def _exported(self) -> dict[str, Any]:
        phone = self.phone()
        phone.start_journal(self.keyed(1))
        found: dict[str, Any] = json.loads(phone.exported())
        phone.press(phone.journal(), "/journal/delete")
        return found

    def database_files(self) -> dict[str, bytes]:
        """Return every file of the SQLite database."""
        path = Path(self.database_url.removeprefix("sqlite:///"))
        return {file.name: file.read_bytes() for file in path.parent.glob(f"{path.name}*")}

    def execute(self, statement: str) -> list[tuple[Any, ...]]:
        """Run one statement on the SQLite database and return its rows."""
        with closing(sqlite3.connect(self.database_url.removeprefix("sqlite:///"))) as connection, connection:
            return connection.execute(statement).fetchall()


class JournalClient(PageClient):
    """A phone."""

    def speak(self, languages: str) -> None:
        """Have the browser prefer these languages, as its `Accept-Language` names them."""
        self.environ_base["HTTP_ACCEPT_LANGUAGE"] = languages

    def press(self, page: BeautifulSoup | str, action: str, **fields: Any) -> TestResponse:
        """Send the form on a page that goes to an address, with its hidden fields."""
        found = hidden(str(page), action)
        assert found, action
        return self.post(action, data={**found, **fields})

    def save_result(self, answers: dict[str, str]) -> TestResponse:
        """Take the quiz and save the result, in the open journal or a new one."""
        before = self.get("/results")
        if before.status_code == 200:
            self.press(before.text, "/quiz/again")
        self.send(answers)
        return self.press(self.get("/results").text, "/journal/keep")

    def start_journal(self, answers: dict[str, str]) -> str:
        """Save a first result and return the seven words."""
        return words(self.save_result(answers))

    def open_with(self, passphrase: str, **fields: str) -> TestResponse:
        """Open a journal with its passphrase."""
        return self.press(self.get("/journal/open").text, "/journal/open", words=passphrase, **fields)

    def confirm_passphrase(self) -> BeautifulSoup:
        """Confirm that the passphrase is written down; return the journal's page."""
        self.post("/journal/words/noted", data={"csrf_token": self.token()})
        return self.journal()

    def new_passphrase(self) -> tuple[BeautifulSoup, str]:
        """Ask for new words; return the page that shows them, and the words."""
        answer = self.press(self.journal(), "/journal/words")
        return BeautifulSoup(answer.text, "html.parser"), words(answer)

    def journal(self) -> BeautifulSoup:
        """Look at the open journal."""
        return self.page("/journal")

    def saved(self) -> int:
        """Return how many results the open journal shows."""
        return len(self.journal().select(".history tbody tr"))

    def changes(self, query: str = "") -> list[str]:
        """Return what the journal says of each theme, in its order, without what is only for the eye."""
        page = self.page(f"/journal{query}")
        for arrow in page.select(".change [aria-hidden]"):
            arrow.decompose()
        return [line(item.get_text()) for item in page.select(".change > ul li")]

    def headline(self) -> str:
        """Return what the journal says first."""
        found = self.journal().select_one("h1")
        assert found
        return line(found.get_text())

    def exported(self) -> bytes:
        """Return the journal's export."""
        response = self.get("/journal/export.json")
        assert response.status_code == 200
        return bytes(response.data)

    def import_file(self, file: bytes, page: str = "/journal/open") -> TestResponse:
        """Import a file, from the page that has the form for it."""
        return self.press(self.get(page).text, "/journal/import", file=(io.BytesIO(file), "steady.json"))


def two_attempts(world: World, first: dict[str, str], second: dict[str, str]) -> "JournalClient":
    """Save two attempts a month apart; return the phone of the second one, which has the journal open."""
    phone = world.phone()
    passphrase = phone.start_journal(first)
    world.now += MONTH
    other = world.phone()
    other.open_with(passphrase)
    other.save_result(second)
    return other


def words(response: TestResponse) -> str:
    """Return the seven words on a page."""
    assert response.status_code == 200
    found = forms.words(response.text)
    assert len(found.split()) == 7
    return found


def line(text: str) -> str:
    """Return a text on one line."""
    return re.sub(r"\s+([.,:])", r"\1", " ".join(text.split()))
