"""The Flesch-Kincaid reading grade of a text."""

import re

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?…]+[\"”’)]*(?:\s|$)")
VOWELS = re.compile(r"[aeiouy]+")
SILENT_END = re.compile(r"(?:[^laeiouy]es|[^dt]ed|[^laeiouy]e)$")


def words(text: str) -> list[str]:
    """Return the words of an English text, in lower case, with straight apostrophes."""
    return [word.lower().replace("’", "'") for word in WORD.findall(text)]


def syllables(word: str) -> int:
    """Return an English word's number of syllables: its groups of vowels without a silent ending; at least 1."""
    return max(1, len(VOWELS.findall(word)) - bool(SILENT_END.search(word)))


def grade(text: str) -> float:
    """Return the US school grade needed to read an English text; 0 for a text without words.

    0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid, Fishburne, Rogers & Chissom 1975).
    """
    found = words(text)
    if not found:
        return 0.0
    sentences = max(1, len(SENTENCE_END.findall(text)))
    return 0.39 * len(found) / sentences + 11.8 * sum(map(syllables, found)) / len(found) - 15.59
