"""Load the content in a language that the host has switched on, and check its translation."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog as Messages
from babel.messages.pofile import read_po

from quiz.content.catalogs.catalog import Catalog, catalog_path, expected_messages, read_catalog
from quiz.content.catalogs.checks import check_catalog
from quiz.content.catalogs.language import SOURCE, Language
from quiz.content.problems import Problem
from quiz.content.site import SITE_FILE_NAME, load_site
from quiz.content.site_pages import TEXT_SUFFIX, read_page
from quiz.core.site import Site
from quiz.core.words import messages, translated
from quiz.shipped_files import SHIPPED
from quiz.web.languages.local_content import LocalContent
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


def load_language(content: SiteContent, code: str) -> tuple[LocalContent | None, list[Problem]]:
    """Return the content in a language, `None` if there are errors in its translation, and all problems found there."""
    problems, catalogs = list[Problem](), dict[str, Catalog]()
    for name, path, expected in translations(content, code):
        catalog, found = read_catalog(path, code)
        problems += found
        if catalog:
            catalogs[name] = catalog
            problems += check_catalog(catalog, expected)
    if not all(problem.warning for problem in problems):
        return None, problems
    parts: dict[str, Any] = {part.name: part.content for part in parts_of(content)}
    for name in catalogs.keys() & parts.keys():
        parts[name] = translated(parts[name], catalogs[name].lookup)
    if OUR_SITE in catalogs:
        parts["site"] = translated(parts["site"], catalogs[OUR_SITE].lookup)
    parts.pop(OUR_SITE, None)
    parts["site"], found = _with_pages(parts["site"], content.site_file.parent, code)
    problems += found
    if not all(problem.warning for problem in problems):
        return None, problems
    lookup = None
    if "questionnaire" in catalogs:
        lookup = catalogs["questionnaire"].lookup
        parts["questionnaire"] = replace(parts["questionnaire"], language=code)
    local = LocalContent(
        language=Language(code, is_reviewed=all(catalog.reviewed_on for catalog in catalogs.values())),
        translations=catalogs[PAGES].translations if PAGES in catalogs else NullTranslations(),
        lookup=lookup,
        **{"advice": content.advice, **parts},
    )
    return local, problems


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


def translations(content: SiteContent, code: str) -> Iterator[tuple[str, Path, Messages]]:
    """Yield what a language needs: the name of each part, the file with its translation, and what that must have.

    Pages in English show content in another language as it is, unless there is a translation.
    """
    for part in parts_of(content):
        path = catalog_file(content, part.file, code)
        if code != part.language and (code != SOURCE or path.exists()) and part.messages:
            yield part.name, path, expected_messages(part.messages)
    if code != SOURCE:
        yield PAGES, catalog_file(content, PAGES_FILE, code), page_messages()


def catalog_file(content: SiteContent, file: Path, code: str) -> Path:
    """Return where the translation of a file is: in the site folder, where updates leave it alone, or beside the file.

    One that nobody has begun belongs in the site folder.
    """
    beside = catalog_path(file, code)
    own = content.site_file.parent / beside.name
    return own if own.exists() or not beside.exists() else beside


def _with_pages(site: Site, folder: Path, code: str) -> tuple[Site, list[Problem]]:
    """Return the site with its texts in a language, such as imprint.de.txt, where there are any."""
    pages, problems = {page.name: page for page in site.pages}, list[Problem]()
    for link in (link for link in site.links if link.page):
        pages[link.page_name] = replace(pages[link.page_name], title=link.label)
        file = folder / Path(link.page).with_suffix(f".{code}{TEXT_SUFFIX}")
        if code != site.language and file.exists():
            page, found = read_page(file, link.page_name, link.label)
            problems += found
            if page:
                pages[link.page_name] = replace(page, language=code)
    return replace(site, pages=tuple(pages.values())), problems


@cache
def _our_site() -> Part:
    folder = SHIPPED / SHIPPED_FOLDER
    site, problems = load_site(folder, folder)
    if site is None:
        raise ValueError("\n".join(map(str, problems)))
    return Part(OUR_SITE, folder / SITE_FILE_NAME, site.language, site, messages(site))
