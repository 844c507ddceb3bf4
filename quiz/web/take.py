"""One take of the quiz as the session remembers it: the answers so far, and those of the result being shown."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from flask import session

from quiz.core.answers import Answers, parse_answers
from quiz.progress.history import SavedResult
from quiz.web.clock import day_of, now
from quiz.web.instrument import instrument


def draft() -> Answers:
    """Give the answers given so far."""
    return _read(session.get("draft", {}))


def keep_draft(answers: Answers) -> None:
    """Remember the answers given so far."""
    session["draft"] = instrument().answer_codec.encode(answers.raw())


def ask_again(refused: Sequence[str]) -> None:
    """Note that the sheet was sent with statements left open, or with answers (by id) that were none."""
    session["again"] = list(refused)


def was_asked_again() -> bool:
    """Tell whether the person has been asked about what was left open."""
    return "again" in session


def asked_again(answers: Answers) -> tuple[Sequence[str], Sequence[str]]:
    """Give the ids of statements left open and of answers that were none, if the sheet was sent before."""
    if not was_asked_again():
        return (), ()
    refused = session["again"]
    return [id_ for id_ in answers.unanswered(instrument().questionnaire) if id_ not in refused], refused


def come_late() -> None:
    """Note that a sheet came without the session it was opened in."""
    session["late"] = True


def came_late() -> bool:
    """Tell, once, whether that was so."""
    return bool(session.pop("late", False))


def begin() -> None:
    """Note when a take began, unless one is under way."""
    session.setdefault("began", round(now()))


def begin_again() -> None:
    """Start a fresh take; the last result stays until the next one is there."""
    for name in ("draft", "began", "again"):
        session.pop(name, None)
    session["anew"] = True


def finish(answers: Answers) -> None:
    """Remember the answers as a finished take. Looking at a result's answers and changing none makes no new one."""
    if session.pop("anew", False) or not _same(answers):
        session["take"] = secrets.token_hex(16)
        session["taken"] = round(now())
        session["seconds"] = round(now()) - session["began"] if "began" in session else None
    keep_draft(answers)
    session.pop("again", None)
    session["result"] = session["draft"]


def result() -> tuple[Answers, float | None] | None:
    """Give the answers of the finished take, and its seconds if known; `None` when there is none."""
    written = session.get("result")
    return None if written is None else (_read(written), session.get("seconds"))


def has_private() -> bool:
    """Tell whether any private question was answered."""
    found = result()
    return found is not None and any(found[0].private(instrument().questionnaire).context.values())


def id_() -> str:
    """Give the id of the finished take; it stays the same however often this is asked."""
    found: str = session.setdefault("take", secrets.token_hex(16))
    return found


def to_keep() -> SavedResult | None:
    """Give the finished take as it would be kept."""
    if (found := result()) is None:
        return None
    taken = datetime.fromtimestamp(session.setdefault("taken", round(now())), UTC)
    return SavedResult.from_answers(id_(), taken, instrument().questionnaire, found[0])


def day() -> date:
    """Give the day of the finished take, by the server's clock."""
    return day_of(session.get("taken", now()))


def _read(written: Mapping[str, str]) -> Answers:
    if not written:
        return Answers()
    return parse_answers(instrument().questionnaire, instrument().answer_codec.decode(written))[0]


def _same(answers: Answers) -> bool:
    quiz = instrument().questionnaire
    found = result()
    return found is not None and found[0].without_private(quiz) == answers.without_private(quiz)
