"""The last two attempts as the session stores them: the draft of each, and its result.

Each is a list without names, because cookies travel with every request. Even and odd attempts have cookies of their
own: a late response about one can't overwrite what the next one did meanwhile.
"""

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import ClassVar, Self

from flask import session

KEPT_ATTEMPTS = 2
"""Each has a row for its draft and one for its result in COOKIES of web/security/encrypted_session.py."""
ATTEMPT_ID = re.compile(r"([1-9][0-9]{0,5})-([0-9a-f]{8})")


@dataclass(frozen=True)
class StoredAttempt:
    """What the session has about an attempt: its number in this session, and a tag of four random bytes.

    The tag tells attempts apart; the number tells which is newer.
    """

    kind: ClassVar[str]
    number: int
    tag: bytes

    @property
    def id(self) -> str:
        """The attempt's id. It says nothing about anybody, so it may be in an address."""
        return f"{self.number}-{self.tag.hex()}"

    @classmethod
    def all(cls) -> list[Self]:
        """Return all of this kind that the session has: at most two."""
        return [found for number in range(KEPT_ATTEMPTS) if (found := cls.in_slot_of(number))]

    @classmethod
    def newest(cls) -> Self | None:
        """Return the newest of this kind."""
        return max(cls.all(), key=lambda stored: stored.number, default=None)

    @classmethod
    def find(cls, attempt: str) -> Self | None:
        """Return the one whose tag is that of this id; the newest one if the id is empty."""
        if not attempt:
            return cls.newest()
        parsed = parse_id(attempt)
        return next((stored for stored in cls.all() if parsed and stored.tag == parsed[1]), None)

    @classmethod
    def in_slot_of(cls, number: int) -> Self | None:
        """Return the one that an attempt with this number would replace."""
        values = session.get(cls._key(number))
        return cls(*values) if values else None

    @classmethod
    def drop(cls, number: int) -> None:
        """Forget the one in the slot of this number."""
        session.pop(cls._key(number), None)

    def store(self) -> Self:
        """Store it, in place of the one before the last; return it."""
        session[self._key(self.number)] = list(astuple(self))
        return self

    @classmethod
    def _key(cls, number: int) -> str:
        return f"{cls.kind}{number % KEPT_ATTEMPTS}"


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


def parse_id(attempt: str) -> tuple[int, bytes] | None:
    """Return the number and the tag in the id of an attempt; `None` if it is no such id."""
    found = ATTEMPT_ID.fullmatch(attempt)
    return (int(found[1]), bytes.fromhex(found[2])) if found else None
