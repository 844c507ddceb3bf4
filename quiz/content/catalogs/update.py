"""Begin a file of translations, and bring one up to date with the English that it translates."""

import io
from collections.abc import Iterable
from copy import copy, deepcopy
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from quiz.content.catalogs.translation_file import EXAMPLE_SIGNATURE, TranslationFile

NEVER = datetime(2026, 1, 1, tzinfo=UTC)
"""Replaces the dates of creation and revision, which would change the file on each update. Git has the real ones."""
HEADER = f"""\
# {{title}}
# docs/translating.md tells how to translate. A native speaker who has read every sentence signs with a line of its own
# below, such as “{EXAMPLE_SIGNATURE}”. Until then, every page in this language says that nobody has."""
WIDTH = 120


def updated(
    title: str, language: str, expected: Catalog, old: TranslationFile | None, known: Iterable[TranslationFile] = ()
) -> str:
    """Return the text of a file with every expected message, translated as in `old`, or else as in a `known` file.

    A translation whose English has changed is kept and marked "fuzzy"; one that isn't expected anymore is dropped. The
    same arguments give the same text. `title` is the first line of a new file.
    """
    locale, header = language.replace("-", "_"), HEADER.format(title=title)
    catalog = deepcopy(old.catalog) if old else Catalog(locale, header_comment=header, fuzzy=False)
    catalog.update(expected, update_creation_date=False)
    for message in (one for one in catalog if one.id and (one.fuzzy or not any(_texts(one.string)))):
        for file in known:
            found = file.catalog.get(message.id, message.context)
            if found and not found.fuzzy and any(_texts(found.string)):
                message.string = found.string
                message.flags.discard("fuzzy")
                break
    return po_text(catalog)


def template_text(expected: Catalog) -> str:
    """Return the text of a file that lists the messages, without translations."""
    template = copy(expected)
    template.header_comment = "# Every sentence of pages, pictures and PDFs. make catalogs writes this file."
    template.fuzzy = False
    return po_text(template)


def po_text(catalog: Catalog) -> str:
    """Return a catalog as the text of a PO file, without dates, names of people and line numbers."""
    written = copy(catalog)
    written.project, written.version = "Steady", ""
    written.creation_date = written.revision_date = NEVER
    written.msgid_bugs_address = written.last_translator = written.language_team = ""
    out = io.BytesIO()
    write_po(out, written, width=WIDTH, ignore_obsolete=True, include_lineno=False)
    return out.getvalue().decode()


def write_if_changed(path: Path, text: str) -> bool:
    """Write a file unless it has this text already; return whether it was written."""
    if path.exists() and path.read_text("utf-8") == text:
        return False
    path.write_text(text, "utf-8")
    return True


def _texts(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, (tuple, list)) else (str(string or ""),)
