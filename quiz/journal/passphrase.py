"""Passphrases of seven words: generating them, and reading what a person typed."""

import difflib
import re
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PASSPHRASE_WORDS = 7
SEPARATOR = re.compile(r"[\s,;.]+")
MAX_SUGGESTIONS = 3
"""The most words that are suggested in place of an unknown one."""


@dataclass(frozen=True)
class UnknownWord:
    """A typed word that is not in the list, and the most similar ones that are, best first."""

    word: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True)
class TypedPassphrase:
    """What is wrong with a typed passphrase: its number of words, and the first seven that are not in the list.

    The number is `None` if the words were run together, so that they cannot be told apart.
    """

    word_count: int | None
    unknown_words: tuple[UnknownWord, ...]


@dataclass(frozen=True)
class WordList:
    """The distinct words that passphrases are made of, in lower-case letters."""

    words: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> "WordList":
        """Read a file with one word a line."""
        return cls(tuple(path.read_text().split()))

    def new_passphrase(self) -> str:
        """Return a random passphrase of distinct words, separated by spaces."""
        return " ".join(secrets.SystemRandom().sample(self.words, PASSPHRASE_WORDS))

    def check(self, typed: str) -> TypedPassphrase:
        """Count the typed words and find those that are not in the list."""
        chunks = [chunk for chunk in SEPARATOR.split(typed) if normalize(chunk)]
        words = [word for chunk in chunks for word in self._split(chunk, alone=len(chunks) == 1)]
        if len(words) == 1:
            return TypedPassphrase(None, ())
        unknown = [word for word in words if normalize(word) not in self._known][:PASSPHRASE_WORDS]
        return TypedPassphrase(len(words), tuple(UnknownWord(word, self._similar(word)) for word in unknown))

    def _split(self, chunk: str, *, alone: bool) -> list[str]:
        """Split a chunk at its hyphens, unless it is a single word that is often written with one, such as yo-yo."""
        parts = [part for part in chunk.split("-") if normalize(part)]
        any_known = any(normalize(part) in self._known for part in parts)
        return parts if normalize(chunk) not in self._known and (alone or any_known) else [chunk]

    def _similar(self, word: str) -> tuple[str, ...]:
        return tuple(difflib.get_close_matches(normalize(word), self.words, n=MAX_SUGGESTIONS))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.words)


def normalize(typed: str) -> str:
    """Return the letters of a passphrase in lower case; spaces, hyphens, punctuation, digits and case do not count."""
    return "".join(character for character in typed.casefold() if character.isalpha())
