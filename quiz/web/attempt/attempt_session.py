"""The attempts at the quiz as the session remembers them: the answers so far, and those of a result.

A page carries the id of the attempt that it is about, so that of two tabs each acts on its own. Even and odd attempts
have cookies of their own: a late response about one can't overwrite what the next one did meanwhile. The chance part of
an id tells attempts apart; its number tells which is newer.
"""

import base64
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from flask import session

from quiz.core.answers import Answers, parse_answers
from quiz.progress.history import SavedResult
from quiz.web.rendering.formats import local_day
from quiz.web.services import now, services

ATTEMPT_ID = re.compile(r"([1-9][0-9]{0,5})-([0-9a-f]{8})")
"""Its number in this session, and chance. It says nothing about anybody, so it may be in an address."""
Stored = dict[str, Any]


class AttemptReplaced(Exception):
    """The attempt is not in the session, and others have its place."""


@dataclass(frozen=True)
class FinishedAttempt:
    """The answers of a finished attempt, and how many seconds it took; `None` when its start is unknown.

    `attempt` is its id on pages, and `result_id` the one under which a journal saves it: 32 hexadecimal digits.
    `finished_at` is in seconds since the epoch, `language` the code of the language that the statements were in.
    """

    attempt: str
    result_id: str
    answers: Answers
    finished_at: float
    seconds: float | None
    language: str

    @property
    def day(self) -> date:
        """The server's local date on which it was finished."""
        return local_day(self.finished_at)

    def to_saved_result(self) -> SavedResult:
        """Return it as a journal would save it."""
        moment = datetime.fromtimestamp(self.finished_at, UTC)
        return SavedResult.from_answers(self.result_id, moment, services().source, self.answers, self.language)


def start(attempt: str = "") -> str:
    """Return the id of an attempt that the session has, else of the newest one, begun now if there is none."""
    found = _draft(attempt) or _reopen(attempt) or _newest("draft") or _begin(began=round(now()))
    return str(found["id"])


def start_over() -> None:
    """Begin a fresh attempt; the last result stays until the next one is there."""
    begun = _begin(began=round(now()))
    session.pop(_key("draft", _number(begun) + 1), None)


def belongs_to(attempt: str) -> str:
    """Return the id of the attempt that a form from a page with this id is about; the newest one's if it has none.

    One that is finished begins again with the answers of its result. One that the session lost begins blank. One of
    another session, which ended, gets a number of its own here, so that the answers of two attempts are never mixed.
    Raises AttemptReplaced if another attempt would lose its draft or its result.
    """
    sent = ATTEMPT_ID.fullmatch(attempt)
    if not sent:
        return str((_newest("draft") or _begin())["id"])
    if found := _find("draft", attempt) or _reopen(attempt):
        return str(found["id"])
    number, newest = int(sent[1]), max(_numbers(), default=0)
    is_of_another_session = number >= newest or number in _numbers()
    if is_of_another_session:
        number = newest + 1
    draft, result = session.get(_key("draft", number)), session.get(_key("result", number))
    if draft or (result and (is_of_another_session or _number(result) >= number)) or _find("result", attempt):
        raise AttemptReplaced
    return str(_begin(id=f"{number}-{sent[2]}")["id"])


def draft(attempt: str = "") -> Answers:
    """Return the answers so far of an attempt, or of the newest one."""
    return _decode(_draft(attempt).get("answers", {}))


def save_draft(attempt: str, answers: Answers) -> None:
    """Remember the answers so far. Counts how often, so that a cookie is set even if nothing changed.

    Otherwise whether the last draft brought private answers would show.
    """
    count = _draft(attempt).get("count", 0) + 1
    _change(attempt, answers=services().answer_codec.encode(answers.raw()), count=count)


def is_under_way() -> bool:
    """Return whether there are answers that no result shows yet."""
    answers, result = draft(), finished()
    return answers != Answers() and (result is None or answers != result.answers)


def recover(attempt: str, answers: Answers) -> None:
    """Remember answers that came without the session they were given in; the next quiz page says so."""
    save_draft(attempt, answers)
    _change(attempt, recovered=True)


def was_recovered(attempt: str) -> bool:
    """Return whether the answers came without their session, and forget it."""
    if not _draft(attempt).get("recovered"):
        return False
    _change(attempt, recovered=None)
    return True


def ask_for_review(attempt: str, refused: Sequence[str]) -> None:
    """Note that the quiz was sent with statements left open, or with answers (by id) that were never offered."""
    _change(attempt, review=list(refused))


def items_to_review(attempt: str, answers: Answers) -> tuple[Sequence[str], Sequence[str]] | None:
    """Return the ids of unanswered statements and of refused answers; `None` unless a review was asked for."""
    refused = _draft(attempt).get("review")
    if refused is None:
        return None
    return [id_ for id_ in answers.unanswered(services().questionnaire) if id_ not in refused], refused


def finish(attempt: str, answers: Answers) -> None:
    """Remember the answers as finished. Sending the answers of a result again, unchanged, makes no new result."""
    save_draft(attempt, answers)
    _change(attempt, review=None)
    found, quiz = _draft(attempt), services().questionnaire
    seconds = round(now()) - found["began"] if "began" in found else None
    result = FinishedAttempt(attempt, secrets.token_hex(16), answers, round(now()), seconds, quiz.language)
    earlier = finished(attempt)
    if earlier and earlier.answers.without_private(quiz) == answers.without_private(quiz):
        result = replace(earlier, answers=answers)
    session[_key("result", _number(found))] = {**_packed(result), "count": found["count"]}


def finished(attempt: str = "") -> FinishedAttempt | None:
    """Return a finished attempt, or the newest one; `None` if it is not in the session."""
    found = _find("result", attempt)
    return _unpacked(found) if found else None


def to_saved_result(attempt: str = "") -> SavedResult | None:
    """Return a finished attempt, or the newest one, as a journal would save it."""
    found = finished(attempt)
    return found.to_saved_result() if found else None


def newest(kind: str) -> str:
    """Return the id of the newest attempt with a "draft" or a "result"; empty if there is none."""
    return str((_newest(kind) or {"id": ""})["id"])


def unless_newest(kind: str, attempt: str) -> str | None:
    """Return the id of an attempt for the address of a page; `None` if the page shows it without being told.

    `kind` is "draft" for the quiz page, "result" for a result.
    """
    return attempt if newest(kind) not in ("", attempt) else None


def _begin(**known: object) -> Stored:
    """Begin an attempt, as the newest one unless its id is known."""
    begun = {"id": f"{max(_numbers(), default=0) + 1}-{secrets.token_hex(4)}", **known}
    session[_key("draft", _number(begun))] = begun
    return begun


def _reopen(attempt: str) -> Stored | None:
    """Begin a finished attempt again, with its answers; `None` if its result is gone or another has its place."""
    result = _find("result", attempt) if attempt else None
    if result is None or _key("draft", _number(result)) in session:
        return None
    return _begin(id=result["id"], answers=result["is"][1])


def _draft(attempt: str) -> Stored:
    return _find("draft", attempt) or {}


def _change(attempt: str, **values: object) -> None:
    changed = {name: value for name, value in {**_draft(attempt), **values}.items() if value is not None}
    session[_key("draft", _number(changed))] = changed


def _find(kind: str, attempt: str) -> Stored | None:
    same = (found for found in _all(kind) if _chance(found["id"]) == _chance(attempt))
    return next(same, None) if attempt else _newest(kind)


def _newest(kind: str) -> Stored | None:
    return max(_all(kind), key=_number, default=None)


def _all(kind: str) -> list[Stored]:
    return [session[key] for number in range(2) if (key := _key(kind, number)) in session]


def _key(kind: str, number: int) -> str:
    return f"{kind}{number % 2}"


def _numbers() -> set[int]:
    return {_number(found) for kind in ("draft", "result") for found in _all(kind)}


def _chance(attempt: str) -> str:
    return attempt.partition("-")[2]


def _number(stored: Mapping[str, Any]) -> int:
    return int(stored["id"].partition("-")[0])


def _packed(finished: FinishedAttempt) -> Stored:
    """Return a finished attempt as it is stored: without names, for the sake of the cookie's length."""
    answers = services().answer_codec.encode(finished.answers.raw())
    result_id = base64.urlsafe_b64encode(bytes.fromhex(finished.result_id)).decode().rstrip("=")
    translated = {"in": finished.language} if finished.language != services().source.language else {}
    return {"id": finished.attempt, "is": [result_id, answers, finished.finished_at, finished.seconds], **translated}


def _unpacked(stored: Stored) -> FinishedAttempt:
    result_id, answers, finished_at, seconds = stored["is"]
    hexadecimal = base64.urlsafe_b64decode(result_id + "==").hex()
    language = stored.get("in", services().source.language)
    return FinishedAttempt(stored["id"], hexadecimal, _decode(answers), finished_at, seconds, language)


def _decode(written: Mapping[str, str]) -> Answers:
    return parse_answers(services().questionnaire, services().answer_codec.decode(written))[0] if written else Answers()
