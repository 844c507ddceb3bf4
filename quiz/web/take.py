"""One take of the quiz as the session remembers it: the answers so far, and those of the result being shown."""

from collections.abc import Sequence
from datetime import date, datetime

from flask import session

from quiz.answers import Answers, read
from quiz.web.instrument import instrument


def draft() -> Answers:
    """Give the answers given so far."""
    return read(instrument().questionnaire, session.get("draft", {}))[0]


def keep_draft(answers: Answers) -> None:
    """Remember the answers given so far."""
    session["draft"] = answers.raw()


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


def begin(now: float) -> None:
    """Note when a take began, unless one is under way. `now` is in seconds since the epoch."""
    session.setdefault("began", round(now))


def begin_again() -> None:
    """Start a fresh take; the last result stays until the next one is there."""
    for name in ("draft", "began", "again"):
        session.pop(name, None)


def finish(answers: Answers, now: float) -> None:
    """Remember the answers as a finished take."""
    keep_draft(answers)
    session.pop("again", None)
    session["result"] = answers.raw()
    session["day"] = _day(now).isoformat()
    session["seconds"] = round(now) - session["began"] if "began" in session else None


def result() -> tuple[Answers, float | None] | None:
    """Give the answers of the finished take, and its seconds if known; `None` when there is none."""
    if "result" not in session:
        return None
    answers, _ = read(instrument().questionnaire, session["result"])
    return answers, session.get("seconds")


def day(now: float) -> date:
    """Give the day of the finished take, by the server's clock; today's for a take from before days were noted."""
    return date.fromisoformat(session["day"]) if "day" in session else _day(now)


def _day(now: float) -> date:
    return datetime.fromtimestamp(now).astimezone().date()
