"""One take of the quiz as the session remembers it: the answers so far, and those of the result being shown."""

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


def begin(now: float) -> None:
    """Note when a take began, unless one is under way. `now` is in seconds since the epoch."""
    session.setdefault("began", round(now))


def begin_again() -> None:
    """Start a fresh take; the last result stays until the next one is there."""
    session.pop("draft", None)
    session.pop("began", None)


def finish(answers: Answers, now: float) -> None:
    """Remember the answers as a finished take."""
    keep_draft(answers)
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
