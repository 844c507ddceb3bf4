"""What a person can add to a saved result."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

import regex

Outcome = Literal["helped", "a_little", "not_really", "not_tried", "skipped"]
"""How a step went; `skipped` if the person preferred not to say."""
Relationship = Literal["same", "different"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
RELATIONSHIPS: tuple[Relationship, ...] = get_args(Relationship)
MAX_NOTE_CHARACTERS = 500
"""The most characters in a note, as people count them: extended grapheme clusters (Unicode UAX #29)."""
MAX_NOTE_CODE_POINTS = 10 * MAX_NOTE_CHARACTERS
"""The most code points in a note. The longest emoji have ten; more could fill the disk."""
MAX_STEP_CODE_POINTS = 1_000
UNWANTED_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Control characters, which no page, file or printer can show."""


@dataclass(frozen=True)
class Remarks:
    """What a person added to a saved result; every part is optional.

    `step` is the small step they chose to try, as they read it, and `outcome` how it went. `relationship` says whether
    the result is about the same relationship as the one before it; `None` if they weren't asked or didn't answer.
    """

    note: str = ""
    step: str = ""
    outcome: Outcome | None = None
    relationship: Relationship | None = None

    def filled_in(self, other: "Remarks") -> "Remarks":
        """Return these remarks, with missing ones taken from `other`. An outcome is taken only with the same step."""
        step = self.step or other.step
        outcome = self.outcome or (other.outcome if step == other.step else None)
        return Remarks(self.note or other.note, step, outcome, self.relationship or other.relationship)


NO_REMARKS = Remarks()


def clean_note(text: str) -> str:
    """Return a note as it is stored: line breaks are single line feeds, and there is no whitespace at the end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNWANTED_CHARACTERS.sub("", lines).rstrip()


def excess_characters(note: str) -> int:
    """Return how many characters must be cut from the end of a clean note so that it can be stored; 0 if none."""
    characters: list[str] = regex.findall(r"\X", note)
    code_points = 0
    for number, character in enumerate(characters):
        code_points += len(character)
        if number == MAX_NOTE_CHARACTERS or code_points > MAX_NOTE_CODE_POINTS:
            return len(characters) - number
    return 0
