"""What `flask quiz check` says about languages."""

from collections.abc import Collection, Iterable
from pathlib import Path

from babel.messages.catalog import Catalog as Messages

from quiz.cli.findings import Findings
from quiz.cli.text import counted
from quiz.content.catalogs.catalog import (
    Catalog,
    catalog_path,
    expected_messages,
    read_catalog,
    translated_languages,
    translations_of,
)
from quiz.content.catalogs.checks import check_catalog
from quiz.content.catalogs.language import locale_of
from quiz.content.problems import Problem
from quiz.core.words import messages
from quiz.web.languages.parts import begun_languages, misnamed_files, translations
from quiz.web.site_content import SiteContent


def add_translations(found: Findings, content: SiteContent, languages: Collection[str]) -> None:
    """Add every problem in the files of translations that there are, and a fact about each of the languages used.

    What a language lacks that is switched off is counted, and no error.
    """
    if not content.is_complete:
        return
    for file in misnamed_files(content):
        message, fix = "This file isn’t used.", "Rename it, if it should be: a name such as pages.es.po has a language."
        found.add([Problem(file.name, "", message, fix, warning=True)])
    for code in dict.fromkeys([*languages, *begun_languages(content)]):
        problems, catalogs = _check(content, code)
        if code not in languages:
            if lacking := sum(not problem.warning for problem in problems):
                found.warnings.append(
                    f"warning: {locale_of(code).english_name}, which is switched off, lacks "
                    f"{counted(lacking, 'translation')}: QUIZ_LANGUAGES={','.join(languages)},{code} names them."
                )
            continue
        found.add(problems)
        found.translations += [
            text for catalog in catalogs for one in catalog.messages for text in translations_of(one)
        ]
        if unsigned := [catalog.path.name for catalog in catalogs if not catalog.reviewed_on]:
            found.warnings.append(
                f"warning: No native speaker has signed {', '.join(unsigned)}. Every page in this language says so; "
                "docs/translating.md tells how to sign."
            )
    in_use = [f"{locale_of(code).english_name} ({code})" for code in languages]
    found.facts.append(f"Languages: {', '.join(in_use)}.")


def add_translations_beside(found: Findings, files: Iterable[tuple[Path, object]]) -> None:
    """Add every problem in the translations that are beside content files, each given with its content."""
    for file, content in files:
        for code in translated_languages(file):
            found.add(_read(catalog_path(file, code), code, expected_messages(messages(content)))[1])


def _check(content: SiteContent, code: str) -> tuple[list[Problem], list[Catalog]]:
    """Return the problems in the files of a language, and those files that can be read."""
    problems, catalogs = list[Problem](), list[Catalog]()
    for _, path, expected in translations(content, code):
        catalog, found = _read(path, code, expected)
        problems += found
        catalogs += [catalog] if catalog else []
    return problems, catalogs


def _read(path: Path, code: str, expected: Messages) -> tuple[Catalog | None, list[Problem]]:
    """Return a file of translations, `None` if it cannot be read, and the problems in it."""
    catalog, problems = read_catalog(path, code)
    return catalog, [*problems, *check_catalog(catalog, expected)] if catalog else problems
