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

from babel.messages.catalog import Catalog as Messages
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from quiz.content.catalogs.language import is_language
from quiz.content.problems import Problem

PO_SUFFIX = ".po"
SIGNATURE = re.compile(r"^# ?Reviewed:(.*)$", re.MULTILINE)
"""A line in the comment at the top, with which a native speaker signs: `Reviewed: 2026-12-01, Ana Pérez`."""
EXAMPLE_SIGNATURE = "Reviewed: 2026-12-01, Ana Pérez"
PO_LINE = re.compile(r'\s*(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d+\])?)?\s*"([^"\\]|\\.)*"\s*)?)')
"""A line of a PO file. The parser itself would lose letters where a quotation mark is missing."""


class UnreadableError(Exception):
    """A file cannot be read: what is wrong with it, what to do, and the line, or 0."""


@dataclass(frozen=True)
class Catalog:
    """The translations in one file. `reviewed_on` is the day on which a native speaker signed it, if anybody did."""

    path: Path
    messages: Messages
    reviewed_on: date | None

    @cached_property
    def translations(self) -> GNUTranslations:
        """The translations as the standard library's gettext has them: without those that are empty or fuzzy."""
        compiled = io.BytesIO()
        write_mo(compiled, self.messages)
        compiled.seek(0)
        return GNUTranslations(compiled)

    def lookup(self, context: str, text: str) -> str:
        """Return the translation of a text of the content, or the text itself if there is none."""
        return self.translations.pgettext(context, text)


def catalog_path(content: Path, language: str) -> Path:
    """Return where the translation of a content file into a language is."""
    return content.with_name(f"{content.stem}.{language}{PO_SUFFIX}")


def translated_languages(content: Path) -> list[str]:
    """Return the languages that a content file has translations into, sorted."""
    return sorted(filter(is_language, _codes(content)))


def misnamed_catalogs(content: Path) -> list[Path]:
    """Return the files beside a content file that seem to be translations, but are in no language that there is."""
    return sorted(catalog_path(content, code) for code in _codes(content) if not is_language(code))


def _codes(content: Path) -> Iterable[str]:
    """Yield what stands for a language in the names of the translations of a content file."""
    names = (path.name for path in content.parent.glob(f"{glob.escape(content.stem)}.*{PO_SUFFIX}"))
    return (name[len(content.stem) + 1 : -len(PO_SUFFIX)] for name in names)


def read_catalog(path: Path, language: str) -> tuple[Catalog | None, list[Problem]]:
    """Return the translations in a file, `None` if it cannot be read, and the problems found on the way."""
    try:
        messages = _parsed(_text(path, language), language)
    except UnreadableError as refusal:
        return None, [Problem(path.name, "", *refusal.args)]
    signed = SIGNATURE.search(messages.header_comment)
    reviewed_on = _day(signed[1]) if signed else None
    problems = []
    if signed and not reviewed_on:
        message = f"The signature “{signed[0].strip()}” has no date."
        problems.append(Problem(path.name, "", message, f"Write it like “# {EXAMPLE_SIGNATURE}”.", 1))
    return Catalog(path, messages, reviewed_on), problems


def _text(path: Path, language: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        message = f"There is no translation into “{language}” in {path.parent}."
        raise UnreadableError(message, "docs/translating.md says how to begin one.", 0) from None
    except OSError as error:
        message, fix = f"The file cannot be read ({error.strerror}).", f"Check {path} and its permissions."
        raise UnreadableError(message, fix, 0) from error
    except UnicodeDecodeError as error:
        raise UnreadableError("The file is not UTF-8 text.", "Save it as UTF-8.", 0) from error


def _parsed(text: str, language: str) -> Messages:
    for number, line in enumerate(text.split("\n"), 1):
        if not PO_LINE.fullmatch(line):
            fix = 'Each text stands in quotation marks, and one inside it is written \\".'
            raise UnreadableError("This line is not how a PO file is written.", fix, number)
    locale = language.replace("-", "_")
    try:
        messages = read_po(io.StringIO(text), locale=locale, abort_invalid=True)
        c2py(messages.plural_expr)
    except PoFileError as error:
        # Babel counts lines from 0, and says so in the message, too.
        message = f"This is not how a PO file is written: {str(error).rpartition(' on ')[0]}."
        raise UnreadableError(message, "Compare it with the entries around it.", error.lineno + 1) from error
    except ValueError as error:
        message = f"Its header, the first entry, cannot be understood ({error})."
        raise UnreadableError(message, "Compare it with that of another file.", 0) from error
    written_in = str(messages.locale_identifier or locale).replace("_", "-")
    if written_in.partition("-")[0] != language.partition("-")[0]:
        fix = f"Write “Language: {language}” there, or rename the file."
        raise UnreadableError(f"Its header says that it is in “{written_in}”.", fix, 0)
    # The text was read as UTF-8, whatever the header says, and some tools leave the language empty.
    messages.charset, messages.locale = "utf-8", messages.locale or locale
    return messages


def texts_of(message: Message) -> tuple[str, ...]:
    """Return a message's English: one text, or the singular and the plural."""
    return message.id if isinstance(message.id, tuple) else (str(message.id),)


def translations_of(message: Message) -> tuple[str, ...]:
    """Return a message's translations: one, or one for each form of the plural."""
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (str(message.string),)


def expected_messages(messages: Iterable[tuple[str, str]]) -> Messages:
    """Return a catalog without translations, of the contexts and texts of some content."""
    catalog = Messages()
    for context, text in messages:
        catalog.add(text, context=context)
    return catalog


def _day(signature: str) -> date | None:
    try:
        return date.fromisoformat(signature.strip()[:10])
    except ValueError:
        return None
