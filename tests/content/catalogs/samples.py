"""Small files of translations."""

from pathlib import Path

from babel.messages.catalog import Catalog

from quiz.content.catalogs.checks import check_translations
from quiz.content.catalogs.translation_file import TranslationFile, expected_messages, read_translation_file

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: es\\n"\n\n'
HELLO = 'msgctxt "a"\nmsgid "Hello"\nmsgstr "Hola"\n'
CONTENT = (("a", "Hello"),)


def read(folder: Path, text: str | bytes, language: str = "es") -> tuple[TranslationFile | None, list[str]]:
    """Write and read a file of translations, and return it and the problems found in it."""
    path = folder / f"words.{language}.po"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    file, problems = read_translation_file(path, language)
    return file, [str(problem) for problem in problems]


def checked(folder: Path, text: str, expected: Catalog | None = None, header: str = HEADER) -> list[str]:
    """Return the problems in the entries of a file, by default one that translates `CONTENT`."""
    file, problems = read(folder, header + text)
    assert file, problems
    return [str(problem) for problem in check_translations(file, expected or expected_messages(CONTENT))]


def page(*sentences: str | tuple[str, str]) -> Catalog:
    """Return sentences of a template, of which a pair is a singular and a plural."""
    expected = Catalog()
    for sentence in sentences:
        expected.add(sentence, locations=[("templates/base.html", 0)])
    return expected
