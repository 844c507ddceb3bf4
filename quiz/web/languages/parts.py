"""The parts of the content that are translated, and where their translations are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from quiz.content.catalogs.language import TEMPLATE_LANGUAGE
from quiz.content.catalogs.translation_file import (
    expected_messages,
    misnamed_translations,
    translated_languages,
    translation_path,
)
from quiz.content.site import SITE_FILE_NAME, load_site
from quiz.core.words import messages
from quiz.shipped_files import SHIPPED
from quiz.web.settings import SHIPPED_FOLDER
from quiz.web.site_content import SiteContent

PAGES_FILE = SHIPPED / SHIPPED_FOLDER / "pages.pot"
"""Lists every sentence of the templates."""
PartName = Literal["questionnaire", "advice", "helplines", "site", "our site", "pages"]
"""`our site` is what a host's site.toml leaves out; `pages` are the sentences of the templates."""


@dataclass(frozen=True)
class Part:
    """One part of the content: its file, and the language that it is written in."""

    name: PartName
    file: Path
    language: str
    messages: tuple[tuple[str, str], ...]
    """The context and the text of each of its `Words`."""


@cache
def page_messages() -> Catalog:
    """Return every sentence of the templates, without translations. Nobody may change this catalog: it is shared."""
    with PAGES_FILE.open("rb") as file:
        return read_po(file)


def parts_of(content: SiteContent) -> Iterator[Part]:
    """Yield the parts of the content, each with its own translations. A part with errors is left out."""
    if quiz := content.questionnaire:
        yield Part("questionnaire", content.questions_file, quiz.language, messages(quiz))
        if quiz.advice:
            file = content.questions_file.parent / quiz.advice
            yield Part("advice", file, quiz.language, messages(content.advice))
    if lines := content.helplines:
        yield Part("helplines", content.helplines_file, lines.language, messages(lines))
    if site := content.site:
        # What a host's site.toml leaves out is as in ours, and is translated by our files.
        ours = _our_site()
        own = tuple(one for one in messages(site) if one not in ours.messages)
        yield Part("site", content.site_file, site.language, own)
        if messages(site) != own:
            yield ours


def translations(content: SiteContent, code: str) -> Iterator[tuple[tuple[PartName, ...], Path, Catalog]]:
    """Yield each file that a language needs: the names of the parts that it translates, its path, and its messages.

    English is different: content in another language needs no translation into English, and is shown as it is without.
    """
    files = dict[Path, list[Part]]()
    for part in parts_of(content):
        path = path_in_use(content, part.file, code)
        if code != part.language and (code != TEMPLATE_LANGUAGE or path.exists()) and part.messages:
            files.setdefault(path, []).append(part)
    for path, parts in files.items():
        names = tuple(part.name for part in parts)
        yield names, path, expected_messages(pair for part in parts for pair in part.messages)
    if code != TEMPLATE_LANGUAGE:
        yield ("pages",), path_in_use(content, PAGES_FILE, code), page_messages()


def path_in_use(content: SiteContent, file: Path, code: str) -> Path:
    """Return the path of the translation of a content file: beside it, or for a file of ours in the site folder.

    The translation in the site folder is the host's: it wins over ours, unless the site folder also has its own version
    of the content file. A translation that nobody has begun belongs there, too, where updates leave it alone.
    """
    beside, folder = translation_path(file, code), content.site_file.parent
    own = folder / beside.name
    if file.parent != SHIPPED / SHIPPED_FOLDER:
        return beside
    if beside.exists() and ((folder / file.name).exists() or not own.exists()):
        return beside
    return own


def begun_languages(content: SiteContent) -> list[str]:
    """Return the languages that have at least one file of translations, sorted."""
    return sorted({code for file in _translated_files(content) for code in translated_languages(file)})


def misnamed_files(content: SiteContent) -> list[Path]:
    """Return the files that are named like translations, but into a language that doesn't exist, sorted."""
    return sorted({path for file in _translated_files(content) for path in misnamed_translations(file)})


def _translated_files(content: SiteContent) -> list[Path]:
    """Return the paths that translations may be beside, of which some don't exist."""
    files = [PAGES_FILE, *(part.file for part in parts_of(content))]
    return [*files, *(content.site_file.parent / file.name for file in files)]


@cache
def _our_site() -> Part:
    folder = SHIPPED / SHIPPED_FOLDER
    site, problems = load_site(folder, folder)
    if site is None:
        raise ValueError("\n".join(map(str, problems)))
    return Part("our site", folder / SITE_FILE_NAME, site.language, messages(site))
