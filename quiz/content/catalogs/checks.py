"""Check translations against the English: none is missing, and none breaks a placeholder, a tag or a number."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from gettext import c2py

from babel.messages.catalog import Catalog, Message

from quiz.content.catalogs.translation_file import TranslationFile, texts_of, translations_of
from quiz.content.characters import NOT_DISPLAYABLE
from quiz.content.problems import Problem

PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
PERCENT = re.compile(r"%%|%\(\w+\)s|(%)")
TAG = re.compile(r"</?[a-z]+[^<>]*>")
NOT_HTML = re.compile(r'[<>"]')
NUMBER = re.compile(r"\d(?:[ ,.-]?\d){2,}")
"""A number of three digits or more, such as the phone number of a support line."""
COUNT = "%(num)s"
"""The placeholder that ngettext itself fills with the number."""
MANY_NUMBERS = range(1, 1000)
"""Enough numbers to tell whether a plural form is for several. 0 is left out: French has the same form for 0 and 1."""
SHOWN_LENGTH = 60
UPDATE = "Bring the file up to date: flask quiz catalogs."


def check_translations(file: TranslationFile, expected: Catalog) -> list[Problem]:
    """Return a problem for each fault in the translations of expected messages, and a warning for each unused one.

    A message with locations is from a template, and is HTML; one without is from content, and is plain text.
    """
    problems = []
    for message in filter(lambda one: one.id, expected):
        found = file.catalog.get(message.id, message.context)
        line = (found.lineno or 0) if found else 0
        for fault, fix in dict.fromkeys(_faults(file, message, found)):
            problems.append(_problem(file, message, f"{_shown(message)} {fault}", fix, line=line))
    for message in filter(lambda one: one.id, file.catalog):
        if expected.get(message.id, message.context) is None:
            fault = f"{_shown(message)} isn’t used: the English has changed or is gone."
            problems.append(replace(_problem(file, message, fault, UPDATE, line=message.lineno or 0), warning=True))
    return problems


def _faults(file: TranslationFile, message: Message, found: Message | None) -> Iterator[tuple[str, str]]:
    if found is None:
        yield "is missing from the file.", UPDATE
        return
    translations = translations_of(found)
    forms, filled = file.catalog.num_plurals, sum(bool(text.strip()) for text in translations)
    if len(translations) != (forms if message.pluralizable else 1) or 0 < filled < len(translations):
        yield f"needs {forms} forms of the plural, msgstr[0] to msgstr[{forms - 1}].", "Add or remove some."
    elif not filled:
        yield "has no translation.", "Translate it."
    elif found.fuzzy:
        yield "is marked “fuzzy”: the English has changed.", "Correct the translation, and remove the word fuzzy."
    else:
        for place, text in enumerate(translations):
            several = len(translations) == 1 or place in _forms_for_several(file.catalog.plural_expr)
            yield from _broken(message, text, several=several)


@lru_cache
def _forms_for_several(plural: str) -> frozenset[int]:
    """Return the plural forms that are for more than one number, such as the first in Russian: for 1, 21, 31."""
    counts = Counter(map(c2py(plural), MANY_NUMBERS))
    return frozenset(form for form, count in counts.items() if count > 1)


def _broken(message: Message, text: str, *, several: bool) -> Iterator[tuple[str, str]]:
    """Yield each fault of a translation, and how to fix it. A plural form for `several` numbers must name it."""
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
    if not NOT_DISPLAYABLE.isdisjoint(map(unicodedata.category, text)):
        yield "has a control character in its translation.", "Remove it: no page can display it."


def _placeholders(text: str) -> set[str]:
    return {found[0] for found in PLACEHOLDER.finditer(text)}


def _digits(text: str) -> str:
    """Return the digits of a text in any script, such as Arabic, as 0 to 9."""
    return "".join(str(unicodedata.decimal(letter)) for letter in text if letter.isdecimal())


def _tags(text: str) -> list[str]:
    return sorted(tag for tag in TAG.findall(text))


def _shown(message: Message) -> str:
    """Return a message's English in quotation marks, shortened if it is long."""
    text = texts_of(message)[0]
    return f"“{text}”" if len(text) <= SHOWN_LENGTH else f"“{text[:SHOWN_LENGTH].rstrip()}…”"


def _problem(file: TranslationFile, message: Message, fault: str, fix: str, *, line: int) -> Problem:
    return Problem(file.path.name, str(message.context or ""), fault, fix, line)
