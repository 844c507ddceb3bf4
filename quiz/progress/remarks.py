"""What a person adds to a saved result of their own accord."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

import regex

Outcome = Literal["helped", "a_little", "not_really", "not_tried", "skipped"]
"""How a step went; `skipped` when the person was asked and would rather not say."""
Relationship = Literal["same", "different"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
RELATIONSHIPS: tuple[Relationship, ...] = get_args(Relationship)
MAX_NOTE_CHARACTERS = 500
"""The most characters of a note as people count them: extended grapheme clusters (Unicode UAX #29)."""
MAX_NOTE_CODE_POINTS = 10 * MAX_NOTE_CHARACTERS
"""The most code points of a note. The longest emoji have ten, and nothing else may fill the disk."""
MAX_STEP_CODE_POINTS = 1_000
UNWANTED_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Control characters, which no page, file or printer can show."""


@dataclass(frozen=True)
class Remarks:
    """A person's own words about a saved result; every part is optional.

    `step` is the small step they chose to try, as they read it, and `outcome` how it went. `relationship` tells whether
    the result is about the same relationship as the result before it; `None` where nobody was asked.
    """

    note: str = ""
    step: str = ""
    outcome: Outcome | None = None
    relationship: Relationship | None = None

    def filled_in(self, other: "Remarks") -> "Remarks":
        """Return these remarks with those of `other` where there are none; an outcome stays with its step."""
        step = self.step or other.step
        outcome = self.outcome or (other.outcome if step == other.step else None)
        return Remarks(self.note or other.note, step, outcome, self.relationship or other.relationship)


NO_REMARKS = Remarks()


def clean_note(text: str) -> str:
    """Return a note as it is stored: every line break is one line feed, and there are no blanks at its end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNWANTED_CHARACTERS.sub("", lines).rstrip()


def excess_characters(note: str) -> int:
    """Return how many characters must be cut from the end of a clean note until it can be stored; 0 if it can."""
    characters: list[str] = regex.findall(r"\X", note)
    code_points = 0
    for number, character in enumerate(characters):
        code_points += len(character)
        if number == MAX_NOTE_CHARACTERS or code_points > MAX_NOTE_CODE_POINTS:
            return len(characters) - number
    return 0
