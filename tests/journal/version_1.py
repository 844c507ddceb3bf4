"""A file that version 1 of the questionnaire left behind: two results, a month apart, exported by the software then."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_suffix(".json").read_bytes()
SCORES = [
    {
        "burden": Fraction(50),
        "needs": Fraction(475, 6),
        "attraction": Fraction(20),
        "abandonment": Fraction(175, 2),
        "jealousy": Fraction(25),
    },
    {
        "burden": Fraction(35),
        "needs": Fraction(275, 6),
        "attraction": Fraction(175, 6),
        "abandonment": Fraction(175, 3),
        "jealousy": None,
    },
]
"""The scores that the same software gave to the two results."""
CONTEXT = {
    "length": "1-to-3-years",
    "texting": "most",
    "social": "sometimes",
    "sharing": "rarely",
    "trust": "past-partner",
    "self": "rarely",
    "mood": "often",
}
"""The answers of the first result to questions that were not private."""


def document() -> dict[str, Any]:
    """Return the file as parsed JSON."""
    parsed: dict[str, Any] = json.loads(FILE)
    return parsed
