"""Servers that ask the instruments in tests/content/instruments, answers to them, and the words of a page."""

from functools import cache
from pathlib import Path

from tests.web.journal_client import JournalClient, World, line

INSTRUMENTS = Path(__file__).parent.parent / "content" / "instruments"
WELL_BEING, LOW_MOOD, CHANGE, TWO_PARTS = "well_being", "low_mood", "change", "two_parts"


@cache
def world(name: str) -> World:
    """Return a server that asks an instrument."""
    return World({"QUESTIONS": str(INSTRUMENTS / f"{name}.toml")})


def sheet(name: str, step: int) -> dict[str, str]:
    """Answer every statement with a step of the scale, so that it counts as that for its theme."""
    quiz = world(name).questionnaire
    values = {s.id: [str(point.value) for point in quiz.scale_of(s).points] for s in quiz.statements}
    return {s.id: values[s.id][-1 - step if s.reversed else step] for s in quiz.statements}


def finished(name: str, answers: dict[str, str]) -> JournalClient:
    """Return a browser with a result."""
    phone = world(name).phone()
    phone.send(answers)
    return phone


def words_of(phone: JournalClient, address: str = "/results") -> str:
    """Return all words of a page, and the descriptions of its pictures, on one line."""
    page = phone.page(address)
    pictures = " ".join(str(picture["alt"]) for picture in page.select("img[alt]"))
    return line(f"{page.get_text(' ')} {pictures}")
