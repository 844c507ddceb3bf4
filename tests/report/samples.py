"""Reports to print."""

from dataclasses import replace
from datetime import date
from typing import Any

from quiz.report.model import Advice, Answer, Behind, Line, Place, Report, Support

LONG = " ".join(f"Word {number} of a very long piece of advice." for number in range(400))

PLAIN = Report(
    paper="a4",
    language="en",
    day=date(2026, 11, 3),
    dated="3 November 2026",
    lead="What comes up most in your answers is jealousy.",
    picture=b'<svg xmlns="http://www.w3.org/2000/svg" width="504" height="90"><text x="9" y="20">Jealousy</text></svg>',
    alt="One line.",
    caption="The dot is your score.",
    lines=(Line("jealousy", "58", "48 to 68", "comes up a lot", ""),),
    hurried=(),
    meaning="They sum up your own answers.",
    limits=("Any score wobbles.", "Small gaps say little."),
    step="Wait ten minutes.",
    welcome="Take what helps.",
    advice=(Advice("A closer look", ("It is common.",), "Somebody", "therapist", "", ("You told us so.",)),),
    behind=(Behind("jealousy", (Answer("I felt a sting.", "Often"),)),),
    support=Support(first=False, paragraphs=("It can help.",), places=(Place("Lila", "https://lila.help", "Anyone"),)),
)


def sample(**changes: Any) -> Report:
    """Give a small report with some of it changed."""
    return replace(PLAIN, **changes)


def piece(text: str, *, reasons: int = 1) -> Advice:
    """Give a piece of advice that says a text."""
    return Advice("Words", (text,), "Somebody", "therapist", "A step.", ("You told us so.",) * reasons)
