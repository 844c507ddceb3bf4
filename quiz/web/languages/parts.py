"""The parts of the content that are translated, and where their translations are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog as Messages
from babel.messages.pofile import read_po

from quiz.content.catalogs.catalog import catalog_path, expected_messages, misnamed_catalogs, translated_languages
from quiz.content.catalogs.language import SOURCE
from quiz.content.site import SITE_FILE_NAME, load_site
from quiz.core.words import messages
from quiz.shipped_files import SHIPPED
from quiz.web.settings import SHIPPED_FOLDER
from quiz.web.site_content import SiteContent

PAGES_FILE = SHIPPED / SHIPPED_FOLDER / "pages.pot"
"""Lists every sentence of the templates."""
PAGES, OUR_SITE = "pages", "our site"


@dataclass(frozen=True)
class Part:
    """One part of the content: its file, the language it is written in, and what it holds."""

    name: str
    file: Path
    language: str
    content: Any
    messages: tuple[tuple[str, str], ...]
    """The context and the text of everything in it that people read."""


def page_messages() -> Messages:
    """Return every sentence of the templates, without translations."""
    with PAGES_FILE.open("rb") as file:
        return read_po(file)


def parts_of(content: SiteContent) -> Iterator[Part]:
    """Yield the parts of the content that have translations of their own; those with errors are left out."""
    if quiz := content.questionnaire:
        yield Part("questionnaire", content.questions_file, quiz.language, quiz, messages(quiz))
        if quiz.advice:
            file = content.questions_file.parent / quiz.advice
            yield Part("advice", file, quiz.language, content.advice, messages(content.advice))
    if lines := content.helplines:
        yield Part("helplines", content.helplines_file, lines.language, lines, messages(lines))
    if site := content.site:
        # What a host's site.toml leaves out is ours, and has our translation.
        ours = _our_site()
        own = tuple(one for one in messages(site) if one not in ours.messages)
        yield Part("site", content.site_file, site.language, site, own)
        if messages(site) != own:
            yield ours


def translations(content: SiteContent, code: str) -> Iterator[tuple[tuple[str, ...], Path, Messages]]:
    """Yield what a language needs: the names of parts, the file that translates them, and what that must have.

    Pages in English show content in another language as it is, unless there is a translation.
    """
    files = dict[Path, list[Part]]()
    for part in parts_of(content):
        path = catalog_file(content, part.file, code)
        if code != part.language and (code != SOURCE or path.exists()) and part.messages:
            files.setdefault(path, []).append(part)
    for path, parts in files.items():
        names = tuple(part.name for part in parts)
        yield names, path, expected_messages(pair for part in parts for pair in part.messages)
    if code != SOURCE:
        yield (PAGES,), catalog_file(content, PAGES_FILE, code), page_messages()


def catalog_file(content: SiteContent, file: Path, code: str) -> Path:
    """Return where the translation of a file is: beside it, and for a file of ours in the site folder, too.

    There, updates leave it alone, and it wins, unless the site folder has a file of that name to translate. One that
    nobody has begun belongs there.
    """
    beside, folder = catalog_path(file, code), content.site_file.parent
    own = folder / beside.name
    if file.parent != SHIPPED / SHIPPED_FOLDER:
        return beside
    if beside.exists() and ((folder / file.name).exists() or not own.exists()):
        return beside
    return own


def begun_languages(content: SiteContent) -> list[str]:
    """Return the languages that have any file of translations, sorted."""
    return sorted({code for file in _translated_files(content) for code in translated_languages(file)})


def misnamed_files(content: SiteContent) -> list[Path]:
    """Return the files that seem to be translations, but whose names are those of no language, sorted."""
    return sorted({path for file in _translated_files(content) for path in misnamed_catalogs(file)})


def _translated_files(content: SiteContent) -> list[Path]:
    """Return the files that translations may be beside."""
    files = [PAGES_FILE, *(part.file for part in parts_of(content))]
    return [*files, *(content.site_file.parent / file.name for file in files)]


@cache
def _our_site() -> Part:
    folder = SHIPPED / SHIPPED_FOLDER
    site, problems = load_site(folder, folder)
    if site is None:
        raise ValueError("\n".join(map(str, problems)))
    return Part(OUR_SITE, folder / SITE_FILE_NAME, site.language, site, messages(site))
