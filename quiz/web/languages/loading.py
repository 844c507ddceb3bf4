"""Load the content in a language that the host has switched on, and check its translation."""

from collections.abc import Iterable
from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path

from quiz.content.catalogs.checks import check_translations
from quiz.content.catalogs.language import Language
from quiz.content.catalogs.translation_file import TranslationFile, read_translation_file
from quiz.content.problems import Problem
from quiz.content.site_pages import TEXT_SUFFIX, read_page
from quiz.core.site import Site
from quiz.core.words import Content, translated
from quiz.web.languages.local_content import LocalContent
from quiz.web.languages.parts import PartName, translations
from quiz.web.site_content import SiteContent


def load_language(content: SiteContent, code: str) -> tuple[LocalContent | None, list[Problem]]:
    """Return the content in a language, and all problems found in its translation.

    Without complete content, or if the translation has errors, there is `None` in place of the content.
    """
    files, problems = _read_files(content, code)
    site, questionnaire, helplines = content.site, content.questionnaire, content.helplines
    if site is None or questionnaire is None or helplines is None or _has_errors(problems):
        return None, problems

    def local(name: PartName, part: Content) -> Content:
        """Return a part of the content in the language, or as it is if no file translates it."""
        return translated(part, files[name].lookup) if name in files else part

    site, found = _with_pages(local("our site", local("site", site)), content.site_file.parent, code)
    problems += found
    if _has_errors(found):
        return None, problems
    if "site" in files:
        site = replace(site, language=code)
    questionnaire, lookup = local("questionnaire", questionnaire), None
    if "questionnaire" in files:
        questionnaire, lookup = replace(questionnaire, language=code), files["questionnaire"].lookup
    local_content = LocalContent(
        language=Language(code, is_reviewed=all(file.reviewed_on for file in files.values())),
        site=site,
        questionnaire=questionnaire,
        advice=local("advice", content.advice),
        helplines=local("helplines", helplines),
        translations=files["pages"].translations if "pages" in files else NullTranslations(),
        lookup=lookup,
    )
    return local_content, problems


def _read_files(content: SiteContent, code: str) -> tuple[dict[PartName, TranslationFile], list[Problem]]:
    """Return the file that translates each part into a language, and the problems in all files.

    A part has no file if it needs none, or if the file cannot be read.
    """
    files, problems = dict[PartName, TranslationFile](), list[Problem]()
    for names, path, expected in translations(content, code):
        file, found = read_translation_file(path, code)
        problems += found
        if file:
            files |= dict.fromkeys(names, file)
            problems += check_translations(file, expected)
    return files, problems


def _has_errors(problems: Iterable[Problem]) -> bool:
    return not all(problem.warning for problem in problems)


def _with_pages(site: Site, folder: Path, code: str) -> tuple[Site, list[Problem]]:
    """Return the site with the translated titles of its text pages, and their translated texts, such as imprint.de.txt.

    A page without a translated text keeps the one it has.
    """
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
