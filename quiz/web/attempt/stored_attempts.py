"""The last two attempts as the session stores them: the draft of each, and its result.

Each is a list without names, because cookies travel with every request. Even and odd attempts have cookies of their
own: a late response about one can't overwrite what the next one did meanwhile.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import ClassVar, Self

from flask import session


@dataclass(frozen=True)
class StoredAttempt:
    """What the session has about an attempt: its number in this session, and four bytes of chance.

    The chance tells attempts apart; the number tells which is newer.
    """

    kind: ClassVar[str]
    number: int
    chance: bytes

    @property
    def id(self) -> str:
        """The attempt's id. It says nothing about anybody, so it may be in an address."""
        return f"{self.number}-{self.chance.hex()}"

    @classmethod
    def all(cls) -> list[Self]:
        """Return all of this kind that the session has: at most two."""
        return [found for number in range(2) if (found := cls.in_place_of(number))]

    @classmethod
    def newest(cls) -> Self | None:
        """Return the newest of this kind."""
        return max(cls.all(), key=lambda stored: stored.number, default=None)

    @classmethod
    def find(cls, attempt: str) -> Self | None:
        """Return the one of the attempt with this id; the newest one's if the id is empty."""
        chance = attempt.partition("-")[2]
        return next((one for one in cls.all() if one.chance.hex() == chance), None) if attempt else cls.newest()

    @classmethod
    def in_place_of(cls, number: int) -> Self | None:
        """Return the one that an attempt with this number would replace."""
        values = session.get(cls._key(number))
        return cls(*values) if values else None

    @classmethod
    def drop(cls, number: int) -> None:
        """Forget the one in the place of this number."""
        session.pop(cls._key(number), None)

    def store(self) -> Self:
        """Store it, in the place of the one before the last; return it."""
        session[self._key(self.number)] = list(astuple(self))
        return self

    @classmethod
    def _key(cls, number: int) -> str:
        return f"{cls.kind}{number % 2}"


@dataclass(frozen=True)
class StoredDraft(StoredAttempt):
    """The answers so far, encoded, and when the attempt began, in seconds since the epoch; `None` when unknown.

    `count` is how often it was saved. `recovered` says that the answers came without their session, until the quiz
    page has said so. `review` has the ids of refused answers, if a review was asked for.
    """

    kind = "draft"
    began: int | None = None
    answers: bytes = b""
    count: int = 0
    recovered: bool = False
    review: Sequence[str] | None = None


@dataclass(frozen=True)
class StoredResult(StoredAttempt):
    """A finished attempt: its id in a journal, the encoded answers, and when it was finished.

    `seconds` is how long it took; `None` when its start is unknown. `language` is the code of its language, `None` for
    the site's first one. `count` is that of its draft.
    """

    kind = "result"
    result_id: bytes
    answers: bytes
    finished_at: int
    seconds: int | None
    language: str | None
    count: int
