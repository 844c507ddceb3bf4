"""A phone that keeps results: what a person does with the journal, in one call each."""

import io
import re
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.test import TestResponse

from quiz.core.answers import parse_answers
from quiz.core.questionnaire import Questionnaire
from quiz.journal.passphrase import WordList
from quiz.progress.history import SavedResult
from tests.application import make_app
from tests.web.page_client import PageClient

DAY = 86_400
MONTH = 30 * DAY
START = 1_793_448_000.0
"""Noon on 31 October 2026."""


class World:
    """One server, its clock, and as many phones as a test wants."""

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        self.now = START
        self.app: Flask = make_app(dict(settings or {}), lambda: self.now)
        self.app.test_client_class = JournalClient
        self.questionnaire: Questionnaire = self.app.extensions["steady"].questionnaire

    def phone(self) -> "JournalClient":
        """Give a fresh browser."""
        made = self.app.test_client()
        assert isinstance(made, JournalClient)
        return made

    def keyed(self, value: int, **themes: int) -> dict[str, str]:
        """Answer every statement so that each counts as `value` for its theme, or as what is given for that theme."""
        return {
            s.id: str(6 - count if s.reversed else count)
            for s in self.questionnaire.statements
            for count in [themes.get(s.theme, value)]
        }

    def journal(self, values: Sequence[int], apart: float = MONTH) -> str:
        """Make a journal with a result for each value, the newest one taken now, and give its seven words."""
        return self.journal_of([self.keyed(value) for value in values], apart)

    def journal_of(self, sheets: Sequence[dict[str, str]], apart: float = MONTH) -> str:
        """Make a journal with a result for each answer sheet, the newest one taken now, and give its seven words."""
        code: str = WordList.read(Path(str(self.app.static_folder), "words.txt")).new_passphrase()
        first = self.now - apart * (len(sheets) - 1)
        takes = [
            SavedResult.from_answers(
                secrets.token_hex(16),
                datetime.fromtimestamp(first + apart * number, UTC),
                self.questionnaire,
                parse_answers(self.questionnaire, sheet)[0],
            )
            for number, sheet in enumerate(sheets)
        ]
        journals = self.app.extensions["steady"].journals
        journals.create(journals.derive_key(code), takes)
        return code


class JournalClient(PageClient):
    """A phone."""

    def press(self, page: BeautifulSoup, action: str, **fields: Any) -> TestResponse:
        """Send the form on a page that goes to an address, with its hidden fields."""
        form = page.select_one(f'form[action="{action}"]')
        assert form, action
        hidden = {str(field["name"]): str(field["value"]) for field in form.select("input[type=hidden]")}
        return self.post(action, data={**hidden, **fields})

    def keep(self, answers: dict[str, str]) -> TestResponse:
        """Take the quiz and keep the result, in the open journal or a new one."""
        self.press(self.page("/results"), "/quiz/again") if self.get("/results").status_code == 200 else None
        self.send(answers)
        return self.press(self.page("/results"), "/journal/keep")

    def begin(self, answers: dict[str, str]) -> str:
        """Keep a first result and give the seven words."""
        return words(self.keep(answers))

    def open_with(self, code: str, **fields: str) -> TestResponse:
        """Open a journal by its words."""
        return self.press(self.page("/journal/open"), "/journal/open", words=code, **fields)

    def note(self) -> BeautifulSoup:
        """Say that the words are written down."""
        self.post("/journal/words/noted", data={"csrf_token": self.token()})
        return self.journal()

    def new_words(self) -> tuple[BeautifulSoup, str]:
        """Ask for new words; give the page that shows them, and the words."""
        answer = self.press(self.journal(), "/journal/words")
        return BeautifulSoup(answer.text, "html.parser"), words(answer)

    def journal(self) -> BeautifulSoup:
        """Look at the open journal."""
        return self.page("/journal")

    def changes(self, query: str = "") -> list[str]:
        """Give what the journal says of each theme, in its order."""
        return [line(item.get_text()) for item in self.page(f"/journal{query}").select(".change li")]

    def exported(self) -> bytes:
        """Give the journal's export."""
        response = self.get("/journal/export.json")
        assert response.status_code == 200
        return bytes(response.data)

    def bring_in(self, file: bytes, page: str = "/journal/open") -> TestResponse:
        """Bring a file in."""
        return self.press(self.page(page), "/journal/import", file=(io.BytesIO(file), "steady.json"))


def two_takes(world: World, first: dict[str, str], second: dict[str, str]) -> "JournalClient":
    """Keep two takes a month apart, the second on another phone, which has the journal open then."""
    phone = world.phone()
    code = phone.begin(first)
    world.now += MONTH
    other = world.phone()
    other.open_with(code)
    other.keep(second)
    return other


def words(response: TestResponse) -> str:
    """Give the seven words on a page."""
    assert response.status_code == 200
    page = BeautifulSoup(response.text, "html.parser")
    found = [item.get_text(strip=True) for item in page.select("#words li")]
    assert len(found) == 7
    return " ".join(found)


def line(text: str) -> str:
    """Give a text on one line."""
    return re.sub(r"\s+([.,:])", r"\1", " ".join(text.split()))


def database_files(app: Flask) -> dict[str, bytes]:
    """Give every file of an application's SQLite database."""
    path = Path(str(app.extensions["steady"].journals.database.engine.url.database))
    return {file.name: file.read_bytes() for file in path.parent.glob(f"{path.name}*")}
