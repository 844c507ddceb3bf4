"""A language that pages can be in."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from babel import Locale, UnknownLocaleError

Direction = Literal["ltr", "rtl"]
TEMPLATE_LANGUAGE = "en"
"""The language that all sentences of templates are written in."""
CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
MOST_LANGUAGES = 60
"""The most languages that a host may switch on: caches have room for this many."""


@dataclass(frozen=True)
class Language:
    """A language by its code, such as `en` or `pt-BR`. `is_reviewed`: native speakers signed all translations."""

    code: str
    is_reviewed: bool = True

    @cached_property
    def locale(self) -> Locale:
        """How dates, numbers and lists are written."""
        return locale_of(self.code)

    @cached_property
    def name(self) -> str:
        """The name of the language in the language itself, such as Deutsch."""
        name = self.locale.get_display_name() or self.code
        return name[0].upper() + name[1:]

    @property
    def direction(self) -> Direction:
        """The direction in which it is written: `ltr` or `rtl`."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    @property
    def is_source(self) -> bool:
        """Whether it is the language that the templates are written in."""
        return self.code == TEMPLATE_LANGUAGE


def locale_of(code: str) -> Locale:
    """Return the locale of a language code, such as `es` or `pt-BR`. Raises ValueError if there is no such language."""
    if not CODE.fullmatch(code):
        raise ValueError(code)
    try:
        return Locale.parse(code, sep="-")
    except (TypeError, UnknownLocaleError) as error:
        raise ValueError(code) from error


def is_language(code: str) -> bool:
    """Return whether there is a language with this code."""
    try:
        locale_of(code)
    except ValueError:
        return False
    return True
