"""What a person reads or hears on a page, outside the quotation marks of a translated sentence."""

import re

from bs4 import BeautifulSoup

TRANSLATED = re.compile(r"«[^«»]*»")
LETTERS = re.compile(r"[^\W\d_][\w’'-]*(?:[ ,.]+[\w’'-]+)*")
SPOKEN = (
    "alt",
    "aria-label",
    "title",
    "placeholder",
    "value",
    "data-theme",
    "data-unanswered",
    "data-show",
    "data-hide",
)
SCRIPTED = ("data-after1", "data-after2", "data-hidden-word-hint", "data-unknown-word", "data-suggest-words")
"""Attributes that people see or hear, and those that scripts show."""


def untranslated(text: str) -> list[str]:
    """Return the words outside of quotation marks, which may be inside each other."""
    shorter = TRANSLATED.sub(" ", text)
    return LETTERS.findall(text) if shorter == text else untranslated(shorter)


def untranslated_on(page: str) -> list[str]:
    """Return the words on a page that aren't translated, except the secret words and what is marked as English."""
    tree = BeautifulSoup(page, "html.parser")
    for tag in tree.select("style, script, [translate=no], .languages, option[lang], [lang=en]"):
        tag.decompose()
    found = untranslated(tree.get_text(" "))
    for tag in tree.select("*"):
        for name in (*SPOKEN, *SCRIPTED):
            if isinstance(value := tag.get(name), str) and (name != "value" or tag.get("type") == "text"):
                found += untranslated(value)
    return found
