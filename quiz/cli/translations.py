"""What `flask quiz check` says about languages."""

from collections.abc import Collection, Iterable
from pathlib import Path

from babel.messages.catalog import Catalog

from quiz.cli.findings import Findings
from quiz.cli.text import counted
from quiz.content.catalogs.checks import check_translations
from quiz.content.catalogs.language import locale_of
from quiz.content.catalogs.translation_file import (
    TranslationFile,
    expected_messages,
    read_translation_file,
    translated_languages,
    translation_path,
    translations_of,
)
from quiz.content.problems import Problem
from quiz.core.words import messages
from quiz.web.languages.parts import begun_languages, misnamed_files, translations
from quiz.web.site_content import SiteContent


def add_translations(found: Findings, content: SiteContent, languages: Collection[str]) -> None:
    """Add every problem in the files of translations, and a fact that names the languages switched on.

    `languages` are the codes of these. What another language lacks is only counted, in a warning.
    """
    if not content.is_complete:
        return
    for file in misnamed_files(content):
        message, fix = "This file isn’t used.", "Rename it, if it should be: a name such as pages.es.po has a language."
        found.add([Problem(file.name, "", message, fix, warning=True)])
    for code in dict.fromkeys([*languages, *begun_languages(content)]):
        problems, files = _check(content, code)
        if code not in languages:
            if lacking := sum(not problem.warning for problem in problems):
                found.warnings.append(
                    f"warning: {locale_of(code).english_name}, which is switched off, lacks "
                    f"{counted(lacking, 'translation')}: QUIZ_LANGUAGES={','.join(languages)},{code} names them."
                )
            continue
        found.add(problems)
        found.translations += [text for file in files for message in file.catalog for text in translations_of(message)]
        if unsigned := [file.path.name for file in files if not file.reviewed_on]:
            found.warnings.append(
                f"warning: No native speaker has signed {', '.join(unsigned)}. Every page in this language says so; "
                "docs/translating.md tells how to sign."
            )
    in_use = [f"{locale_of(code).english_name} ({code})" for code in languages]
    found.facts.append(f"Languages: {', '.join(in_use)}.")


def add_translations_beside(found: Findings, files: Iterable[tuple[Path, object]]) -> None:
    """Add every problem in the translations beside content files. Each pair is the path of a file and its content."""
    for file, content in files:
        for code in translated_languages(file):
            found.add(_read(translation_path(file, code), code, expected_messages(messages(content)))[1])


def _check(content: SiteContent, code: str) -> tuple[list[Problem], list[TranslationFile]]:
    """Return the problems in the files of a language, and the files that can be read."""
    problems, files = list[Problem](), list[TranslationFile]()
    for _, path, expected in translations(content, code):
        file, found = _read(path, code, expected)
        problems += found
        files += [file] if file else []
    return problems, files


def _read(path: Path, code: str, expected: Catalog) -> tuple[TranslationFile | None, list[Problem]]:
    """Return a file of translations, `None` if it cannot be read, and the problems in it."""
    file, problems = read_translation_file(path, code)
    return file, [*problems, *check_translations(file, expected)] if file else problems
