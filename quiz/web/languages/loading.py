"""Load the content in a language that the host has switched on, and check its translation."""

from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from quiz.content.catalogs.catalog import Catalog, read_catalog
from quiz.content.catalogs.checks import check_catalog
from quiz.content.catalogs.language import Language
from quiz.content.problems import Problem
from quiz.content.site_pages import TEXT_SUFFIX, read_page
from quiz.core.site import Site
from quiz.core.words import translated
from quiz.web.languages.local_content import LocalContent
from quiz.web.languages.parts import OUR_SITE, PAGES, parts_of, translations
from quiz.web.site_content import SiteContent


def load_language(content: SiteContent, code: str) -> tuple[LocalContent | None, list[Problem]]:
    """Return the content in a language, `None` if there are errors in its translation, and all problems found there."""
    problems, catalogs = list[Problem](), dict[str, Catalog]()
    for names, path, expected in translations(content, code):
        catalog, found = read_catalog(path, code)
        problems += found
        if catalog:
            catalogs |= dict.fromkeys(names, catalog)
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
    if "site" in catalogs:
        parts["site"] = replace(parts["site"], language=code)
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
