"""One file of translations, such as questions.es.po beside questions.toml."""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.catalog import Catalog as Messages
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from quiz.content.problems import Problem

PO_SUFFIX = ".po"
SIGNATURE = re.compile(r"^# ?Reviewed:(.*)$", re.MULTILINE)
"""A line in the comment at the top, with which a native speaker signs: `Reviewed: 2026-12-01, Ana Pérez`."""
EXAMPLE_SIGNATURE = "Reviewed: 2026-12-01, Ana Pérez"


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
    names = (path.name for path in content.parent.glob(f"{content.stem}.*{PO_SUFFIX}"))
    return sorted(name[len(content.stem) + 1 : -len(PO_SUFFIX)] for name in names)


def read_catalog(path: Path, language: str) -> tuple[Catalog | None, list[Problem]]:
    """Return the translations in a file, `None` if it cannot be read, and the problems found on the way."""

    def refused(message: str, fix: str, line: int = 0) -> tuple[None, list[Problem]]:
        return None, [Problem(path.name, "", message, fix, line)]

    try:
        text = path.read_text(encoding="utf-8-sig")
        messages = read_po(io.StringIO(text), locale=language.replace("-", "_"), abort_invalid=True)
    except FileNotFoundError:
        return refused(
            f"There is no translation into “{language}” in {path.parent}.", "docs/translating.md says how to begin one."
        )
    except OSError as error:
        return refused(f"The file cannot be read ({error.strerror}).", f"Check {path} and its permissions.")
    except UnicodeDecodeError:
        return refused("The file is not UTF-8 text.", "Save it as UTF-8.")
    except PoFileError as error:
        return refused(f"This is not how a PO file is written: {error}.", "See the lines before it.", error.lineno)
    except ValueError as error:
        return refused(f"The file cannot be read: {error}.", "See the lines at its top, which name the language.")
    signed = SIGNATURE.search(messages.header_comment)
    reviewed_on = _day(signed[1]) if signed else None
    problems = []
    if signed and not reviewed_on:
        message = f"The signature “{signed[0].strip()}” has no date."
        problems.append(Problem(path.name, "", message, f"Write it like “# {EXAMPLE_SIGNATURE}”.", 1))
    return Catalog(path, messages, reviewed_on), problems


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
