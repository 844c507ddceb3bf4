"""Begin a file of translations, and bring one up to date with the English that it translates."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog as Messages
from babel.messages.pofile import write_po

from quiz.content.catalogs.catalog import EXAMPLE_SIGNATURE, Catalog

NEVER = datetime(2026, 1, 1, tzinfo=UTC)
"""In place of dates that would change the file each time. git knows when it changed."""
HEADER = f"""\
# {{title}}
# docs/translating.md tells how to translate. A native speaker who has read every sentence signs with a line of its own
# below, such as “{EXAMPLE_SIGNATURE}”. Until then, every page in this language says that nobody has."""
WIDTH = 120


def updated(title: str, language: str, expected: Messages, old: Catalog | None, known: Iterable[Catalog] = ()) -> str:
    """Return a file with every expected message: with its translation in `old`, or else in one of the `known` ones.

    A translation whose English has changed is kept and marked "fuzzy"; one that nothing uses is dropped. The same
    arguments give the same text. `title` is the first line of a new file.
    """
    locale, header = language.replace("-", "_"), HEADER.format(title=title)
    messages = old.messages if old else Messages(locale, header_comment=header, fuzzy=False)
    messages.update(expected, update_creation_date=False)
    for message in (one for one in messages if one.id and (one.fuzzy or not any(_texts(one.string)))):
        for catalog in known:
            found = catalog.messages.get(message.id, message.context)
            if found and not found.fuzzy and any(_texts(found.string)):
                message.string = found.string
                message.flags.discard("fuzzy")
                break
    return po_text(messages)


def template_text(expected: Messages) -> str:
    """Return the messages without translations, as a file that says which ones there are."""
    expected.header_comment = "# Every sentence of pages, pictures and PDFs. make catalogs writes this file."
    expected.fuzzy = False
    return po_text(expected)


def po_text(messages: Messages) -> str:
    """Return a catalog as a PO file."""
    messages.project, messages.version = "Steady", ""
    messages.creation_date = messages.revision_date = NEVER
    messages.msgid_bugs_address = messages.last_translator = messages.language_team = ""
    out = io.BytesIO()
    write_po(out, messages, width=WIDTH, ignore_obsolete=True, include_lineno=False)
    return out.getvalue().decode()


def write_if_changed(path: Path, text: str) -> bool:
    """Write a file unless it has this text already; return whether it was written."""
    if path.exists() and path.read_text("utf-8") == text:
        return False
    path.write_text(text, "utf-8")
    return True


def _texts(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, (tuple, list)) else (str(string or ""),)
