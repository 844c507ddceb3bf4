"""A server, and what must be true there: what is in its journals, and who has a way into them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import Flask

from quiz.core.questionnaire import Questionnaire
from tests.application import make_app
from tests.web.journal_client import START

Sheet = dict[str, str]


class Place:
    """A server on one database: its clock, its secrets, and what is truly in its journals, by their words."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.now = START
        self.settings = dict(settings)
        self.secrets = ["the first secret of these trials"]
        self.journals: dict[str, Journal] = {}
        self.restart()

    def restart(self) -> None:
        """Start the application, with nothing left of the one before."""
        told = {"SECRET_KEY": self.secrets[0], "SECRET_KEY_FALLBACKS": self.secrets[1:3]}
        self.app: Flask = make_app({**self.settings, **told}, lambda: self.now)
        self.settings["DATABASE_URL"] = self.app.extensions["steady"].journals.database.engine.url.render_as_string(
            hide_password=False
        )
        self.questionnaire: Questionnaire = self.app.extensions["steady"].questionnaire

    def rotate(self) -> None:
        """Start it with a new secret, the old one still good for what it sealed."""
        self.secrets.insert(0, f"secret number {len(self.secrets)} of these trials")
        self.restart()


@dataclass(eq=False)
class Journal:
    """What is in a journal: answers by the id of each result; a turn for each time that it was closed everywhere."""

    takes: dict[str, Sheet] = field(default_factory=dict)
    turn: int = 0


@dataclass(eq=False)
class Take:
    """A finished take, and its id once it was kept."""

    answers: Sheet
    id: str = ""


@dataclass
class Way:
    """A way into a journal: in the session, or remembered. `vague`: nobody can tell for sure whether it is open."""

    words: str
    journal: Journal
    turn: int
    opened: float
    last: float
    newest: float
    vague: bool = False

    def fresh(self, now: float, idle: timedelta, longest: timedelta, exact: timedelta) -> bool | None:
        """Tell whether it is open still; `None` when that cannot be told from here."""
        if now - self.opened > longest.total_seconds() or now - self.newest > idle.total_seconds():
            return None if self.vague else False
        sure = now - self.last + exact.total_seconds() <= idle.total_seconds()
        return True if sure and not self.vague else None

    def visit(self, now: float) -> None:
        """Note that somebody looked."""
        self.last, self.newest = now, max(now, self.newest)


@dataclass
class Page:
    """The quiz as it lies open: its hidden fields, what is chosen on it, and the session it came with."""

    hidden: Sheet
    sheet: Sheet
    unseen: Sheet
    session: int

    def form(self) -> Sheet:
        """Give what is sent."""
        return {**self.hidden, **{f"q-{id_}": value for id_, value in self.sheet.items()}}
