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

    The number is `None` if the words were typed without separators.
    """

    word_count: int | None
    unknown_words: tuple[UnknownWord, ...]


@dataclass(frozen=True)
class WordList:
    """The distinct words that passphrases are made of, in lowercase.

    New passphrases contain no word of `excluded`, which could hurt the person who writes them down. Older passphrases
    may contain them, so they are accepted when a passphrase is typed.
    """

    words: tuple[str, ...]
    excluded: frozenset[str] = frozenset()

    @classmethod
    def read(cls, words: Path, excluded: Path) -> "WordList":
        """Read two files with one word per line.

        Raises ValueError if the second isn't sorted, repeats a word, or has a word that is not in the first.
        """
        known, left_out = (tuple(path.read_text("utf-8").split()) for path in (words, excluded))
        if list(left_out) != sorted(set(left_out)):
            message = f"{excluded.name} must be sorted, with no word twice."
            raise ValueError(message)
        if unknown := set(left_out) - set(known):
            message = f"{excluded.name} has words that {words.name} doesn't have: {', '.join(sorted(unknown))}."
            raise ValueError(message)
        return cls(known, frozenset(left_out))

    @cached_property
    def new_words(self) -> tuple[str, ...]:
        """The words that new passphrases are made of."""
        return tuple(word for word in self.words if word not in self.excluded)

    def new_passphrase(self) -> str:
        """Return a random passphrase of distinct words, separated by spaces."""
        return " ".join(secrets.SystemRandom().sample(self.new_words, PASSPHRASE_WORDS))

    def check(self, typed: str) -> TypedPassphrase:
        """Count the typed words and find those that are not in the list."""
        chunks = [chunk for chunk in SEPARATOR.split(typed) if normalize(chunk)]
        words = [word for chunk in chunks for word in self._split(chunk, alone=len(chunks) == 1)]
        if len(words) == 1:
            return TypedPassphrase(None, ())
        unknown = [word for word in words if normalize(word) not in self._known][:PASSPHRASE_WORDS]
        return TypedPassphrase(len(words), tuple(UnknownWord(word, self._similar(word)) for word in unknown))

    def _split(self, chunk: str, *, alone: bool) -> list[str]:
        """Split a chunk at its hyphens, unless it is a single word that is often hyphenated, such as yo-yo."""
        parts = [part for part in chunk.split("-") if normalize(part)]
        any_known = any(normalize(part) in self._known for part in parts)
        return parts if normalize(chunk) not in self._known and (alone or any_known) else [chunk]

    def _similar(self, word: str) -> tuple[str, ...]:
        return tuple(difflib.get_close_matches(normalize(word), self.words, n=MAX_SUGGESTIONS))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.words)


def normalize(typed: str) -> str:
    """Return only the letters of a passphrase, in lowercase."""
    return "".join(character for character in typed.casefold() if character.isalpha())
