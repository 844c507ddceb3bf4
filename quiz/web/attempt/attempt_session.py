"""One attempt at the quiz as the session remembers it: the answers so far, and those of the result being shown."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from flask import session

from quiz.core.answers import Answers, parse_answers
from quiz.progress.history import SavedResult
from quiz.web.rendering.formats import local_day
from quiz.web.services import now, services


@dataclass(frozen=True)
class FinishedAttempt:
    """The answers of a finished attempt, and how many seconds it took; `None` when its start is unknown."""

    answers: Answers
    seconds: float | None


def draft() -> Answers:
    """Return the answers so far."""
    return _decode(session.get("draft", {}))


def save_draft(answers: Answers) -> None:
    """Remember the answers so far."""
    session["draft"] = services().answer_codec.encode(answers.raw())


def is_under_way() -> bool:
    """Return whether there are answers that no result shows yet."""
    return session.get("draft", {}) != session.get("result", {}) and bool(session.get("draft"))


def recover(answers: Answers) -> None:
    """Remember answers that came without the session they were given in; the next quiz page says so."""
    save_draft(answers)
    session["recovered"] = True


def ask_for_review(refused: Sequence[str]) -> None:
    """Note that the quiz was sent with statements left open, or with answers (by id) that were never offered."""
    session["review"] = list(refused)


def items_to_review(answers: Answers) -> tuple[Sequence[str], Sequence[str]] | None:
    """Return the ids of unanswered statements and of refused answers; `None` unless a review was asked for."""
    refused = session.get("review")
    if refused is None:
        return None
    return [id_ for id_ in answers.unanswered(services().questionnaire) if id_ not in refused], refused


def start() -> None:
    """Note when the attempt began, unless one is under way."""
    session.setdefault("started_at", round(now()))


def start_over() -> None:
    """Begin a fresh attempt; the last result stays until the next one is there."""
    for name in ("draft", "started_at", "review"):
        session.pop(name, None)
    session["started_over"] = True


def finish(answers: Answers) -> None:
    """Remember the answers as finished. Sending the answers of a result again, unchanged, makes no new attempt."""
    if session.pop("started_over", False) or not _is_same(answers):
        session["attempt_id"] = _new_id()
        session["finished_at"] = round(now())
        session["seconds"] = round(now()) - session["started_at"] if "started_at" in session else None
    save_draft(answers)
    session.pop("review", None)
    session["result"] = session["draft"]


def finished() -> FinishedAttempt | None:
    """Return the finished attempt, if there is one."""
    written = session.get("result")
    return None if written is None else FinishedAttempt(_decode(written), session.get("seconds"))


def attempt_id() -> str:
    """Return the id of the finished attempt: 32 hexadecimal digits, random and stored in the session."""
    id_: str = session.setdefault("attempt_id", _new_id())
    return id_


def to_saved_result() -> SavedResult | None:
    """Return the finished attempt as a journal would save it."""
    attempt = finished()
    if attempt is None:
        return None
    finished_at = datetime.fromtimestamp(session.setdefault("finished_at", round(now())), UTC)
    return SavedResult.from_answers(attempt_id(), finished_at, services().questionnaire, attempt.answers)


def finished_on() -> date:
    """Return the UTC date on which the attempt was finished: the same wherever it is read."""
    return local_day(session.get("finished_at", now()), UTC)


def _new_id() -> str:
    return secrets.token_hex(16)


def _decode(written: Mapping[str, str]) -> Answers:
    return parse_answers(services().questionnaire, services().answer_codec.decode(written))[0] if written else Answers()


def _is_same(answers: Answers) -> bool:
    quiz, attempt = services().questionnaire, finished()
    return attempt is not None and attempt.answers.without_private(quiz) == answers.without_private(quiz)
