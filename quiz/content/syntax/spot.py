"""The place in a file at which the TOML reader stopped."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
HEADER = re.compile(r"\s*\[\[?\s*[\w.-]+\s*\]\]?\s*(#.*)?$")
KEY = re.compile(r"\s*([\w-]+)\s*=")
OPENING = re.compile(r"\s*[\w.-]+\s*=\s*[\[{]")
MAX_SHOWN = 70
"""Longer lines are cut off in messages."""


class Mistake(NamedTuple):
    """What is wrong, what to write instead, and on which line; 0 is the line of the spot."""

    message: str
    fix: str
    line: int = 0


@dataclass(frozen=True)
class Spot:
    """A line of a file, by its number from 1, and the column, from 1, at which the reader said `reason`."""

    lines: tuple[str, ...]
    number: int
    column: int
    reason: str

    @classmethod
    def of(cls, text: str, error: str) -> "Spot":
        """Return the spot that an error message of tomllib names."""
        lines = tuple(text.split("\n"))
        found = PLACE.search(error)
        reason = error[: found.start()] if found else error
        if found and found[1]:
            return cls(lines, int(found[1]), int(found[2]), reason)
        last = len(text.rstrip().split("\n"))
        return cls(lines, last, len(lines[last - 1]) + 1, reason)

    @property
    def line(self) -> str:
        """The text of the line."""
        return self.lines[self.number - 1]

    @property
    def before(self) -> str:
        """The part of the line that was read."""
        return self.line[: self.column - 1]

    @property
    def rest(self) -> str:
        """The part of the line that was not read, without spaces around it."""
        return self.line[self.column - 1 :].strip()

    @cached_property
    def masked(self) -> str:
        """The line with the insides of its texts replaced, so that only marks outside of texts are found."""
        return masked(self.line)

    @property
    def key(self) -> str:
        """The key that the line begins with, else "key"."""
        found = KEY.match(self.line)
        return found[1] if found else "key"

    def opening(self) -> int:
        """Return the number of the line above the spot on which the last list or group begins; 0 if none does."""
        numbers = range(self.number - 1, 0, -1)
        return next((number for number in numbers if OPENING.match(self.lines[number - 1])), 0)

    def above(self, pattern: str) -> int:
        """Return the number of the first line above the spot that matches a pattern; 0 if none does."""
        matches = (number for number in range(1, self.number) if re.match(pattern, self.lines[number - 1]))
        return next(matches, 0)


def masked(line: str) -> str:
    """Return a line with x in place of everything inside its texts."""
    return STRING.sub(lambda found: found[0][0] + "x" * (len(found[0]) - 2) + found[0][0], line)


def shown(line: str) -> str:
    """Return a line as it is shown in a message."""
    line = " ".join(line.split())
    return line if len(line) <= MAX_SHOWN else f"{line[: MAX_SHOWN - 1]}…"
