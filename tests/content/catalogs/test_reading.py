"""Reading a file of translations."""

from datetime import date
from pathlib import Path

import pytest

from quiz.content.catalogs.translation_file import misnamed_translations, read_translation_file, translated_languages
from tests.content.catalogs.samples import HEADER, HELLO, read
from tests.unprivileged import as_unprivileged_user


def test_a_text_is_translated_by_its_place_and_its_english_and_keeps_its_english_without_a_translation(
    tmp_path: Path,
) -> None:
    file, problems = read(tmp_path, HEADER + HELLO + '\nmsgctxt "b"\nmsgid "Bye"\nmsgstr ""\n')
    assert file and not problems
    assert file.lookup("a", "Hello") == "Hola"
    assert file.lookup("b", "Hello") == "Hello"
    assert file.lookup("a", "Hello!") == "Hello!"
    assert file.lookup("b", "Bye") == "Bye"


def test_a_translation_whose_english_has_changed_is_not_used(tmp_path: Path) -> None:
    file, _ = read(tmp_path, f"{HEADER}#, fuzzy\n{HELLO}")
    assert file and file.lookup("a", "Hello") == "Hello"


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ('msgctxt "a"\nmsgid "Hello"\nmsgstr "Hola\n', 8),
        ('msgctxt "a"\nmsgid "Hello"\nmsgstr "Dice "hola" y se va"\n', 8),
        ('msgctxt "a"\nmsgid "Hello"\nmsgstr Hola\n', 8),
        ('msgctxt "a"\nmsgid "Hello"\nmsgstrr "Hola"\n', 8),
        (f"{HELLO}<<<<<<< mine\n", 9),
        ('msgctxt "a"\nmsgid "Hello"\nmsgstr "Hola\\"\n', 8),
    ],
)
def test_a_line_that_is_not_po_is_refused_with_its_number_and_loses_no_letter(
    tmp_path: Path, entry: str, line: int
) -> None:
    file, problems = read(tmp_path, HEADER + entry)
    assert file is None
    assert problems == [
        (
            f"words.es.po:{line}: This line is not how a PO file is written. "
            'Each text stands in quotation marks, and one inside it is written \\".'
        )
    ]


def test_an_entry_without_its_translation_is_refused_with_its_line(tmp_path: Path) -> None:
    file, problems = read(tmp_path, f'{HEADER}msgid "Hello"\n\n{HELLO}')
    assert file is None
    assert problems[0].startswith(
        "words.es.po:6: This is not how a PO file is written: missing msgstr for msgid 'Hello'"
    )


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_another_encoding_than_utf_8_is_refused(tmp_path: Path, encoding: str) -> None:
    file, problems = read(tmp_path, (HEADER + HELLO.replace("Hola", "¿Qué?")).encode(encoding))
    assert file is None
    assert problems == ["words.es.po: The file is not UTF-8 text. Save it as UTF-8."]


@pytest.mark.parametrize("named", ["ISO-8859-1", "ASCII", "CHARSET", "windows-1256", "nonsense"])
def test_utf_8_is_read_as_utf_8_whatever_the_header_says(tmp_path: Path, named: str) -> None:
    file, problems = read(tmp_path, HEADER.replace("utf-8", named) + HELLO.replace("Hola", "مرحبًا"))
    assert file and not problems
    assert file.lookup("a", "Hello") == "مرحبًا"


def test_a_byte_order_mark_and_line_ends_of_windows_are_no_fault(tmp_path: Path) -> None:
    file, problems = read(tmp_path, b"\xef\xbb\xbf" + (HEADER + HELLO).replace("\n", "\r\n").encode())
    assert file and not problems
    assert file.lookup("a", "Hello") == "Hola"


@pytest.mark.parametrize("forms", ["nplurals=2; plural=n !!= 1;", "nplurals=INTEGER; plural=EXPRESSION;"])
def test_a_rule_for_the_plural_that_cannot_be_understood_is_refused(tmp_path: Path, forms: str) -> None:
    file, problems = read(tmp_path, HEADER.replace('"Language', f'"Plural-Forms: {forms}\\n"\n"Language') + HELLO)
    assert file is None
    assert problems[0].startswith("words.es.po: Its header, the first entry, cannot be understood (")


def test_a_file_copied_from_another_language_is_refused_until_its_header_names_its_own(tmp_path: Path) -> None:
    file, problems = read(tmp_path, HEADER + HELLO, "pt-BR")
    assert file is None
    assert problems == [
        "words.pt-BR.po: Its header says that it is in “es”. Write “Language: pt-BR” there, or rename the file."
    ]
    file, problems = read(tmp_path, HEADER.replace("es", "pt") + HELLO, "pt-BR")
    assert file and not problems


@pytest.mark.parametrize("header", [HEADER.replace("Language: es", "Language: "), ""])
def test_without_a_language_in_its_header_a_file_has_that_of_its_name(tmp_path: Path, header: str) -> None:
    file, problems = read(tmp_path, header + HELLO)
    assert file and not problems
    assert str(file.catalog.locale) == "es"
    assert file.catalog.num_plurals == 3


def test_a_file_that_may_not_be_read_or_is_a_folder_is_named(anywhere: Path) -> None:
    (anywhere / "words.de.po").mkdir()
    assert str(read_translation_file(anywhere / "words.de.po", "de")[1][0]).startswith(
        "words.de.po: The file cannot be read (Is a directory). Check "
    )
    read(anywhere, HEADER + HELLO)
    (anywhere / "words.es.po").chmod(0)
    with as_unprivileged_user():
        _, problems = read_translation_file(anywhere / "words.es.po", "es")
    assert str(problems[0]).startswith("words.es.po: The file cannot be read (Permission denied). Check ")


def test_a_missing_file_is_said_to_be_missing_and_where_to_read_how_to_begin(tmp_path: Path) -> None:
    _, problems = read_translation_file(tmp_path / "words.fr.po", "fr")
    assert str(problems[0]) == (
        f"words.fr.po: There is no translation into “fr” in {tmp_path}. docs/translating.md says how to begin one."
    )


@pytest.mark.parametrize(
    "line", ["# Reviewed: 2026-12-01, Ana Pérez", "#Reviewed:2026-12-01", "# Reviewed:  2026-12-01"]
)
def test_a_signature_has_a_date(tmp_path: Path, line: str) -> None:
    file, problems = read(tmp_path, f"# Spanish.\n{line}\n{HEADER}{HELLO}")
    assert file and not problems
    assert file.reviewed_on == date(2026, 12, 1)


@pytest.mark.parametrize("day", ["Ana Pérez", "December 1, 2026", "2026-13-45", "01.12.2026", ""])
def test_a_signature_without_a_date_is_refused_and_counts_for_nothing(tmp_path: Path, day: str) -> None:
    file, problems = read(tmp_path, f"# Reviewed: {day}\n{HEADER}{HELLO}")
    assert file and file.reviewed_on is None
    assert problems[0].startswith("words.es.po:1: The signature “# Reviewed:")
    assert problems[0].endswith("has no date. Write it like “# Reviewed: 2026-12-01, Ana Pérez”.")


def test_an_example_of_a_signature_and_a_comment_on_a_sentence_sign_nothing(tmp_path: Path) -> None:
    example = "# signs with a line such as “Reviewed: 2026-12-01, Ana Pérez”.\n"
    file, problems = read(tmp_path, f"{example}{HEADER}# Reviewed: 2026-12-01, Ana Pérez\n{HELLO}")
    assert file and file.reviewed_on is None
    assert not problems


def test_files_beside_content_are_found_by_their_language_and_those_without_one_are_told_apart(tmp_path: Path) -> None:
    names = (
        "words.es.po",
        "words.pt-BR.po",
        "words.qq.po",
        "words.es.old.po",
        "words.po",
        "others.de.po",
        "words.es.mo",
    )
    for name in names:
        (tmp_path / name).touch()
    assert translated_languages(tmp_path / "words.toml") == ["es", "pt-BR"]
    assert [path.name for path in misnamed_translations(tmp_path / "words.toml")] == ["words.es.old.po", "words.qq.po"]


def test_brackets_in_the_name_of_a_file_stand_for_themselves(tmp_path: Path) -> None:
    (tmp_path / "words [1].es.po").touch()
    assert translated_languages(tmp_path / "words [1].toml") == ["es"]
