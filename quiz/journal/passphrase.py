"""The code that opens a journal: seven words, in any writing a person may give them."""

import difflib
import math
import re
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

WORDS = 7
SEPARATOR = re.compile(r"[\s,;.]+")
CLOSE = 3
"""How many words are offered in place of one that is not on the list."""


@dataclass(frozen=True)
class Unknown:
    """A typed word that is not on the list, and those on it that come closest."""

    word: str
    close: tuple[str, ...]


@dataclass(frozen=True)
class Typed:
    """What was typed as a code: how many words, `None` when they were run together, and those not on the list."""

    words: int | None
    unknown: tuple[Unknown, ...]


@dataclass(frozen=True)
class WordList:
    """The words that codes are made of: lower-case letters only, no two equal."""

    words: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> "WordList":
        """Read a list with one word a line."""
        return cls(tuple(path.read_text().split()))

    @property
    def bits(self) -> float:
        """How many bits of chance are in a code."""
        return math.log2(math.perm(len(self.words), WORDS))

    def new_code(self) -> str:
        """Make a code by chance, no word twice."""
        return " ".join(secrets.SystemRandom().sample(self.words, WORDS))

    def look(self, typed: str) -> Typed:
        """Count the typed words, and name those that are not on the list; words run together cannot be told apart."""
        lumps = [lump for lump in SEPARATOR.split(typed) if letters(lump)]
        parts = [part for lump in lumps for part in self._parts(lump, alone=len(lumps) == 1)]
        if len(parts) == 1:
            return Typed(None, ())
        strange = [part for part in parts if letters(part) not in self._known]
        return Typed(len(parts), tuple(Unknown(part, self._close(letters(part))) for part in strange[:WORDS]))

    def _parts(self, lump: str, *, alone: bool) -> list[str]:
        """Take a lump apart at its hyphens, unless it is a word that is often written with one."""
        parts = [part for part in lump.split("-") if letters(part)]
        known = [letters(part) in self._known for part in parts]
        whole = letters(lump) in self._known
        return parts if not whole and (alone or any(known)) else [lump]

    def _close(self, word: str) -> tuple[str, ...]:
        return tuple(difflib.get_close_matches(word, self.words, n=CLOSE))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.words)


def letters(typed: str) -> str:
    """Give what a code is recognized by: its letters in lower case. Spaces, hyphens, commas and case are forgiven."""
    return "".join(letter for letter in typed.casefold() if letter.isalpha())
