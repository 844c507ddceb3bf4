"""The state that a server must be in: what is in its journals, and who can open them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import CodeType
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache

from tests.application import make_app, new_database
from tests.web.journal_client import World

RawAnswers = dict[str, str]


class Server(World):
    """A server that can be restarted on its database, and what must be in its journals, by their passphrases."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.secrets = ["the first secret of these trials"]
        self.settings = {"DATABASE_URL": new_database(), **settings}
        self.journals: dict[str, Journal] = {}
        self.templates = TemplateCache()
        super().__init__({**self.settings, "SECRET_KEY": self.secrets[0]})

    def restart(self) -> None:
        """Start the application again, with nothing left in memory."""
        secrets = {"SECRET_KEY": self.secrets[0], "SECRET_KEY_FALLBACKS": self.secrets[1:3]}
        self.app = make_app({**self.settings, **secrets}, lambda: self.now)
        self.app.jinja_env.bytecode_cache = self.templates

    def rotate(self) -> None:
        """Restart with a new secret; the old ones still open what they encrypted."""
        self.secrets.insert(0, f"secret number {len(self.secrets)} of these trials")
        self.restart()


class TemplateCache(BytecodeCache):
    """Compiled templates, which would otherwise take half of the time of a restart."""

    def __init__(self) -> None:
        self.compiled: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Compiled before, or not."""
        bucket.code = self.compiled.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember."""
        if bucket.code:
            self.compiled[bucket.key] = bucket.code


@dataclass(eq=False)
class Journal:
    """What is in a journal: answers by the id of each result; the epoch counts how often it was closed everywhere."""

    results: dict[str, RawAnswers] = field(default_factory=dict)
    epoch: int = 0


@dataclass(eq=False)
class Result:
    """A finished attempt, and its id once it was saved."""

    answers: RawAnswers
    id: str = ""


@dataclass
class Access:
    """Access to a journal: in the session, or remembered. `vague`: the model cannot tell whether it is still open."""

    words: str
    journal: Journal
    epoch: int
    opened: float
    last: float
    newest: float
    vague: bool = False

    def fresh(self, now: float, idle: timedelta, longest: timedelta, exact: timedelta) -> bool | None:
        """Return whether it is still open; `None` when the model cannot tell."""
        if now - self.opened > longest.total_seconds() or now - self.newest > idle.total_seconds():
            return None if self.vague else False
        sure = now - self.last + exact.total_seconds() <= idle.total_seconds()
        return True if sure and not self.vague else None

    def visit(self, now: float) -> None:
        """Record a visit."""
        self.last, self.newest = now, max(now, self.newest)


@dataclass
class Page:
    """An open quiz page: its hidden fields, what is chosen on it, and the session it came with."""

    hidden: RawAnswers
    answers: RawAnswers
    session: int

    @property
    def attempt(self) -> str:
        """The id of the attempt that it is about."""
        return self.hidden["attempt"]

    def form(self) -> RawAnswers:
        """Return what is sent."""
        return {**self.hidden, **{f"q-{id_}": value for id_, value in self.answers.items()}}
