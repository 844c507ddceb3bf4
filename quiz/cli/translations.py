"""What `flask quiz check` says about languages."""

from collections.abc import Collection, Iterable
from pathlib import Path

from babel.messages.catalog import Catalog as Messages

from quiz.cli.findings import Findings
from quiz.cli.text import counted
from quiz.content.catalogs.catalog import catalog_path, expected_messages, read_catalog, translated_languages
from quiz.content.catalogs.checks import check_catalog
from quiz.content.catalogs.language import locale_of
from quiz.content.problems import Problem
from quiz.core.words import messages
from quiz.web.languages.parts import begun_languages, translations
from quiz.web.site_content import SiteContent


def add_translations(found: Findings, content: SiteContent, languages: Collection[str]) -> None:
    """Add every problem in the files of translations that there are, and a fact about each of the languages used.

    What a language lacks that is switched off is counted, and no error. A start names the files that a language in use
    has not got.
    """
    if not content.is_complete:
        return
    for code in begun_languages(content):
        problems, unsigned = _check(content, code)
        if code not in languages:
            if problems:
                found.warnings.append(
                    f"warning: {locale_of(code).english_name}, which is switched off, lacks "
                    f"{counted(len(problems), 'translation')}: QUIZ_LANGUAGES={','.join(languages)},{code} names them."
                )
            continue
        found.add(problems)
        if unsigned:
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
            found.add(_problems(catalog_path(file, code), code, expected_messages(messages(content)))[0])


def _check(content: SiteContent, code: str) -> tuple[list[Problem], list[str]]:
    """Return the problems in the files of a language, and the names of those that nobody has signed."""
    problems, unsigned = list[Problem](), list[str]()
    for _, path, expected in translations(content, code):
        if path.exists():
            faults, is_signed = _problems(path, code, expected)
            problems += faults
            unsigned += [] if is_signed else [path.name]
    return problems, unsigned


def _problems(path: Path, code: str, expected: Messages) -> tuple[list[Problem], bool]:
    """Return the problems in a file of translations, and whether it is signed."""
    catalog, problems = read_catalog(path, code)
    if catalog is None:
        return problems, False
    return [*problems, *check_catalog(catalog, expected)], catalog.reviewed_on is not None
