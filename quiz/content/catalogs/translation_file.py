"""One file of translations, such as questions.es.po beside questions.toml."""

import glob
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from gettext import GNUTranslations, c2py
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from quiz.content.catalogs.language import is_language
from quiz.content.problems import Problem

PO_SUFFIX = ".po"
SIGNATURE = re.compile(r"^# ?Reviewed:(.*)$", re.MULTILINE)
"""The line in the comment at the top with which a native speaker signs."""
EXAMPLE_SIGNATURE = "Reviewed: 2026-12-01, Ana Pérez"
PO_LINE = re.compile(r'\s*(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d+\])?)?\s*"[^"\\]*(\\.[^"\\]*)*"\s*)?)')
"""Any valid line of a PO file. Babel's parser silently loses letters where a quotation mark is missing."""


class UnreadableError(Exception):
    """A file of translations cannot be read. `problem` says why, and what to do about it."""

    def __init__(self, path: Path, message: str, fix: str, line: int = 0) -> None:
        super().__init__(message)
        self.problem = Problem(path.name, "", message, fix, line)


@dataclass(frozen=True)
class TranslationFile:
    """The translations in one file. `reviewed_on` is the day on which a native speaker signed it, if anyone has."""

    path: Path
    catalog: Catalog
    reviewed_on: date | None

    @cached_property
    def translations(self) -> GNUTranslations:
        """The translations for the standard library's gettext, without empty and fuzzy ones."""
        compiled = io.BytesIO()
        write_mo(compiled, self.catalog)
        compiled.seek(0)
        return GNUTranslations(compiled)

    def lookup(self, context: str, text: str) -> str:
        """Return the translation of a text of the content, or the text itself if there is none."""
        return self.translations.pgettext(context, text)


def translation_path(content: Path, language: str) -> Path:
    """Return the path of the translation of a content file into a language: beside it."""
    return content.with_name(f"{content.stem}.{language}{PO_SUFFIX}")


def translated_languages(content: Path) -> list[str]:
    """Return the languages that a content file has translations into, sorted."""
    return sorted(filter(is_language, _codes(content)))


def misnamed_translations(content: Path) -> list[Path]:
    """Return the files that are named like translations of a content file, but into a language that doesn't exist."""
    return sorted(translation_path(content, code) for code in _codes(content) if not is_language(code))


def _codes(content: Path) -> Iterable[str]:
    """Return the part between the dots of each `*.*.po` beside a content file, which should be a language code."""
    names = (path.name for path in content.parent.glob(f"{glob.escape(content.stem)}.*{PO_SUFFIX}"))
    return (name[len(content.stem) + 1 : -len(PO_SUFFIX)] for name in names)


def read_translation_file(path: Path, language: str) -> tuple[TranslationFile | None, list[Problem]]:
    """Return a file of translations, `None` if it cannot be read, and the problems found while reading it."""
    try:
        catalog = _parsed(path, _text(path, language), language)
    except UnreadableError as error:
        return None, [error.problem]
    signed = SIGNATURE.search(catalog.header_comment)
    reviewed_on = _day(signed[1]) if signed else None
    problems = []
    if signed and not reviewed_on:
        message = f"The signature “{signed[0].strip()}” has no date."
        problems.append(Problem(path.name, "", message, f"Write it like “# {EXAMPLE_SIGNATURE}”.", 1))
    return TranslationFile(path, catalog, reviewed_on), problems


def _text(path: Path, language: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        message = f"There is no translation into “{language}” in {path.parent}."
        raise UnreadableError(path, message, "docs/translating.md says how to begin one.") from None
    except OSError as error:
        message, fix = f"The file cannot be read ({error.strerror}).", f"Check {path} and its permissions."
        raise UnreadableError(path, message, fix) from error
    except UnicodeDecodeError as error:
        raise UnreadableError(path, "The file is not UTF-8 text.", "Save it as UTF-8.") from error


def _parsed(path: Path, text: str, language: str) -> Catalog:
    for number, line in enumerate(text.split("\n"), 1):
        if not PO_LINE.fullmatch(line):
            fix = 'Each text stands in quotation marks, and one inside it is written \\".'
            raise UnreadableError(path, "This line is not how a PO file is written.", fix, number)
    locale = language.replace("-", "_")
    try:
        catalog = read_po(io.StringIO(text), locale=locale, abort_invalid=True)
        c2py(catalog.plural_expr)
    except PoFileError as error:
        # Babel counts lines from 0, and its message ends with the line.
        message = f"This is not how a PO file is written: {str(error).rpartition(' on ')[0]}."
        raise UnreadableError(path, message, "Compare it with the entries around it.", error.lineno + 1) from error
    except ValueError as error:
        message = f"Its header, the first entry, cannot be understood ({error})."
        raise UnreadableError(path, message, "Compare it with that of another file.") from error
    written_in = str(catalog.locale_identifier or locale).replace("_", "-")
    if written_in.partition("-")[0] != language.partition("-")[0]:
        fix = f"Write “Language: {language}” there, or rename the file."
        raise UnreadableError(path, f"Its header says that it is in “{written_in}”.", fix)
    # The text was read as UTF-8, whatever the header says. Some tools leave the language in the header empty.
    catalog.charset, catalog.locale = "utf-8", catalog.locale or locale
    return catalog


def texts_of(message: Message) -> tuple[str, ...]:
    """Return a message's English: one text, or a singular and a plural."""
    return message.id if isinstance(message.id, tuple) else (str(message.id),)


def translations_of(message: Message) -> tuple[str, ...]:
    """Return a message's translations: one, or one for each form of the plural."""
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (str(message.string),)


def expected_messages(messages: Iterable[tuple[str, str]]) -> Catalog:
    """Return a catalog without translations from the contexts and texts of some content."""
    catalog = Catalog()
    for context, text in messages:
        catalog.add(text, context=context)
    return catalog


def _day(signature: str) -> date | None:
    try:
        return date.fromisoformat(signature.strip()[:10])
    except ValueError:
        return None
