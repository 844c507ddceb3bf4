"""Beginning a file of translations, and bringing one up to date."""

from collections.abc import Iterable
from pathlib import Path

from quiz.content.catalogs.translation_file import TranslationFile, expected_messages
from quiz.content.catalogs.update import updated
from tests.content.catalogs.samples import HEADER, HELLO, read

LONG = "A sentence that is long enough to be recognized after a small change"


def update(
    folder: Path, content: Iterable[tuple[str, str]], old: str | None = None, known: Iterable[TranslationFile] = ()
) -> str:
    file = read(folder, old)[0] if old is not None else None
    assert file or old is None
    return updated("A title.", "es", expected_messages(content), file, known)


def reread(folder: Path, text: str) -> TranslationFile:
    file, problems = read(folder, text)
    assert file, problems
    return file


def test_a_new_file_says_how_to_translate_and_has_every_sentence_without_a_translation_or_a_signature(
    tmp_path: Path,
) -> None:
    text = update(tmp_path, [("a", "Hello"), ("b", "Hello")])
    assert text.startswith("# A title.\n# docs/translating.md tells how to translate.")
    assert text.count('msgid "Hello"\nmsgstr ""') == 2
    file = reread(tmp_path, text)
    assert file.reviewed_on is None
    assert str(file.catalog.locale) == "es" and file.catalog.num_plurals == 3


def test_twice_changes_nothing_and_no_date_does(tmp_path: Path) -> None:
    old = f"# Reviewed: 2026-12-01, Ana Pérez\n{HEADER}{HELLO}"
    once = update(tmp_path, [("a", "Hello"), ("b", LONG)], old)
    assert update(tmp_path, [("a", "Hello"), ("b", LONG)], once) == once
    assert once.startswith("# Reviewed: 2026-12-01, Ana Pérez\n")
    assert reread(tmp_path, once).lookup("a", "Hello") == "Hola"


def test_a_changed_sentence_keeps_its_translation_marked_fuzzy_and_one_that_is_gone_is_dropped(tmp_path: Path) -> None:
    old = HEADER + HELLO.replace("Hello", LONG).replace("Hola", "Una frase larga") + HELLO.replace('"a"', '"gone"')
    text = update(tmp_path, [("a", f"{LONG}.")], old)
    assert f'#, fuzzy\nmsgctxt "a"\nmsgid "{LONG}."\nmsgstr "Una frase larga"' in text
    assert "gone" not in text and "Hola" not in text
    assert reread(tmp_path, text).lookup("a", f"{LONG}.") == f"{LONG}."
    assert update(tmp_path, [("a", f"{LONG}.")], text) == text


def test_what_another_file_translates_already_is_filled_in_and_ones_own_translation_wins(tmp_path: Path) -> None:
    known = reread(tmp_path, HEADER + HELLO.replace("Hola", "Buenas") + HELLO.replace('"a"', '"b"'))
    file = reread(tmp_path, update(tmp_path, [("a", "Hello"), ("b", "Hello"), ("c", "Hello")], HEADER + HELLO, [known]))
    assert [file.lookup(place, "Hello") for place in "abc"] == ["Hola", "Hola", "Hello"]


def test_what_another_file_translates_already_is_better_than_a_guess_from_the_earlier_english(tmp_path: Path) -> None:
    old = HEADER + HELLO.replace("Hello", LONG).replace("Hola", "Una frase larga")
    known = reread(tmp_path, HEADER + HELLO.replace("Hello", f"{LONG}.").replace("Hola", "Una frase nueva"))
    text = update(tmp_path, [("a", f"{LONG}.")], old, [known])
    assert "#, fuzzy" not in text
    assert reread(tmp_path, text).lookup("a", f"{LONG}.") == "Una frase nueva"


def test_a_guess_or_an_empty_translation_in_another_file_is_not_taken(tmp_path: Path) -> None:
    known = reread(tmp_path, f"{HEADER}#, fuzzy\n{HELLO}" + '\nmsgctxt "b"\nmsgid "Hello"\nmsgstr ""\n')
    text = update(tmp_path, [("a", "Hello"), ("b", "Hello")], None, [known])
    assert "Hola" not in text
