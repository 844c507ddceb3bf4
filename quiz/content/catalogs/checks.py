"""Check translations against what they should translate: nothing missing, and no placeholder broken."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from gettext import c2py

from babel.messages.catalog import Catalog as Messages
from babel.messages.catalog import Message

from quiz.content.catalogs.catalog import Catalog, texts_of, translations_of
from quiz.content.characters import NOT_DISPLAYABLE
from quiz.content.problems import Problem

PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
PERCENT = re.compile(r"%%|%\(\w+\)s|(%)")
TAG = re.compile(r"</?[a-z]+[^<>]*>")
NOT_HTML = re.compile(r'[<>"]')
NUMBER = re.compile(r"\d(?:[ ,.-]?\d){2,}")
"""A number of three digits or more, such as that of a support line."""
COUNT = "%(num)s"
"""The placeholder that gettext itself fills with a number."""
MANY_NUMBERS = range(1, 1000)
"""Enough of them to see whether a form of the plural stands for several. French has one for 0 and 1."""
SHOWN_LENGTH = 60
UPDATE = "Bring the file up to date: flask quiz catalogs."


def check_catalog(catalog: Catalog, expected: Messages) -> list[Problem]:
    """Return every message that has no translation or a broken one, and a warning for each that nothing uses.

    Messages of templates say where they are used; those of content don't, and are no HTML.
    """
    problems = []
    for message in filter(lambda one: one.id, expected):
        found = catalog.messages.get(message.id, message.context)
        line = (found.lineno or 0) if found else 0
        for fault, fix in dict.fromkeys(_faults(catalog, message, found)):
            problems.append(_problem(catalog, message, f"{_shown(message)} {fault}", fix, line=line))
    for message in filter(lambda one: one.id, catalog.messages):
        if expected.get(message.id, message.context) is None:
            fault = f"{_shown(message)} isn’t used: the English has changed or is gone."
            problems.append(replace(_problem(catalog, message, fault, UPDATE, line=message.lineno or 0), warning=True))
    return problems


def _faults(catalog: Catalog, message: Message, found: Message | None) -> Iterator[tuple[str, str]]:
    if found is None:
        yield "is missing from the file.", UPDATE
        return
    translations = translations_of(found)
    forms, filled = catalog.messages.num_plurals, sum(bool(text.strip()) for text in translations)
    if len(translations) != (forms if message.pluralizable else 1) or 0 < filled < len(translations):
        yield f"needs {forms} forms of the plural, msgstr[0] to msgstr[{forms - 1}].", "Add or remove some."
    elif not filled:
        yield "has no translation.", "Translate it."
    elif found.fuzzy:
        yield "is marked “fuzzy”: the English has changed.", "Correct the translation, and remove the word fuzzy."
    else:
        for place, text in enumerate(translations):
            several = len(translations) == 1 or place in _forms_for_several(catalog.messages.plural_expr)
            yield from _broken(message, text, several=several)


@lru_cache
def _forms_for_several(plural: str) -> frozenset[int]:
    """Return the forms of the plural that are for several numbers, as the first is for 1, 21 and 31 in Russian."""
    counts = Counter(map(c2py(plural), MANY_NUMBERS))
    return frozenset(form for form, count in counts.items() if count > 1)


def _broken(message: Message, text: str, *, several: bool) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a translation. A form of the plural that stands for `several` numbers must name them."""
    texts = texts_of(message)
    there, all_of_them = _placeholders(text), list(map(_placeholders, texts))
    wanted = all_of_them[-1] if several else set.intersection(*all_of_them) - {COUNT}
    known = set.union(*all_of_them)
    for name in sorted(wanted - there):
        yield f"lacks {name} in its translation.", "Copy it from the English."
    for name in sorted(there - known):
        yield f"has {name} in its translation, which the English hasn’t.", "Copy it from the English."
    for number in [] if message.locations else map(_digits, NUMBER.findall(texts[-1])):
        if number not in _digits(text):
            yield f"lacks {number} in its translation.", "Copy it from the English: somebody may dial it."
    if message.locations and any(PERCENT.findall(text)):
        yield "has a % in its translation that means nothing.", "Write %% for the sign itself."
    if _tags(text) != _tags(texts[-1]):
        yield f"has other tags than {', '.join(_tags(texts[-1])) or 'none'}.", "Copy each from the English."
    if message.locations and NOT_HTML.search(TAG.sub("", text)):
        yield 'has < or > or " in its translation.', "Write typographic quotation marks."
    if any(unicodedata.category(letter) in NOT_DISPLAYABLE for letter in text):
        yield "has a control character in its translation.", "Remove it: no page can display it."


def _placeholders(text: str) -> set[str]:
    return {found[0] for found in PLACEHOLDER.finditer(text)}


def _digits(text: str) -> str:
    """Return the digits of a text, in any script, as 0 to 9."""
    return "".join(str(unicodedata.decimal(letter)) for letter in text if letter.isdecimal())


def _tags(text: str) -> list[str]:
    return sorted(tag for tag in TAG.findall(text))


def _shown(message: Message) -> str:
    """Return the beginning of a message's English in quotation marks."""
    text = texts_of(message)[0]
    return f"“{text}”" if len(text) <= SHOWN_LENGTH else f"“{text[:SHOWN_LENGTH].rstrip()}…”"


def _problem(catalog: Catalog, message: Message, fault: str, fix: str, *, line: int) -> Problem:
    return Problem(catalog.path.name, str(message.context or ""), fault, fix, line)
