"""Translations against what they should translate."""

from pathlib import Path

import pytest

from quiz.content.catalogs.translation_file import expected_messages
from tests.content.catalogs.samples import HEADER, HELLO, checked, page

RUSSIAN = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"


def entry(text: str, translation: str) -> str:
    return f'msgid "{text}"\nmsgstr "{translation}"\n'


def plural(singular: str, many: str, *forms: str) -> str:
    texts = "".join(f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms))
    return f'msgid "{singular}"\nmsgid_plural "{many}"\n{texts}'


def test_a_complete_translation_has_no_problem(tmp_path: Path) -> None:
    assert checked(tmp_path, HELLO) == []


def test_a_missing_an_empty_and_a_fuzzy_translation_are_each_named_with_line_place_and_what_to_do(
    tmp_path: Path,
) -> None:
    assert checked(tmp_path, "") == [
        "words.es.po: a: “Hello” is missing from the file. Bring the file up to date: flask quiz catalogs."
    ]
    for empty in ("", " "):
        assert checked(tmp_path, HELLO.replace("Hola", empty)) == [
            "words.es.po:7: a: “Hello” has no translation. Translate it."
        ]
    assert checked(tmp_path, f"#, fuzzy\n{HELLO}") == [
        (
            "words.es.po:8: a: “Hello” is marked “fuzzy”: the English has changed. "
            "Correct the translation, and remove the word fuzzy."
        )
    ]


def test_a_translation_at_another_place_or_of_an_earlier_text_is_missing_and_the_old_one_is_not_used(
    tmp_path: Path,
) -> None:
    for wrong in (HELLO.replace('"a"', '"b"'), HELLO.replace("Hello", "Hullo")):
        missing, unused = checked(tmp_path, wrong)
        assert missing.startswith("words.es.po: a: “Hello” is missing from the file.")
        assert "warning" in unused and "isn’t used: the English has changed or is gone." in unused


@pytest.mark.parametrize(
    ("english", "translation", "fault"),
    [
        ("Hello, %(name)s", "Hola", "lacks %(name)s in its translation. Copy it from the English."),
        ("Hello, %(name)s", "Hola, %(nombre)s", "lacks %(name)s"),
        ("Hello, %(name)s", "Hola, %(name)s y %(age)s", "has %(age)s in its translation, which the English hasn’t."),
        ("Hello, %(name)s", "Hola, %(name)", "has a % in its translation that means nothing. Write %% for the sign"),
        ("Hello, %(name)s", "Hola, % (name)s", "lacks %(name)s"),
        ("It takes {minutes} minutes.", "Tarda {minutos} minutos.", "lacks {minutes}"),
        ("Hello", "Hola al 100 %", "has a % in its translation that means nothing. Write %% for the sign itself."),
        ("<b>Hello</b>", "Hola", "has other tags than </b>, <b>. Copy each from the English."),
        ("<b>Hello</b>", "<b>Hola", "has other tags than"),
        ("Hello", "<script>", "has other tags than none."),
        ("Hello", "Hola < adiós", 'has < or > or " in its translation'),
        ("Hello", 'Dice \\"hola\\"', "Write typographic quotation marks."),
        ("Hello", "Hola\\u0007", None),
        ("Hello", "Ho\0la", "has a control character in its translation. Remove it: no page can display it."),
    ],
)
def test_what_would_break_a_page_is_named_with_its_sentence(
    tmp_path: Path, english: str, translation: str, fault: str | None
) -> None:
    problems = checked(tmp_path, entry(english, translation), page(english))
    if fault is None:
        assert problems == []
        return
    assert any(fault in problem for problem in problems), problems
    assert all(problem.startswith(f"words.es.po:6: “{english}” ") for problem in problems)


def test_a_page_can_have_everything_that_its_english_has(tmp_path: Path) -> None:
    english, translation = "<b>100%% of %(all)s</b>", "%(all)s: <b>el 100 %%</b>, «todo»"
    assert checked(tmp_path, entry(english, translation), page(english)) == []


def test_content_is_text_so_signs_stand_for_themselves(tmp_path: Path) -> None:
    english = "90% sure of 5 < 6"
    expected = expected_messages([("a", english)])
    assert checked(tmp_path, 'msgctxt "a"\n' + entry(english, '\\"90 % segura\\" de 5 < 6'), expected) == []


def test_a_number_that_somebody_may_dial_has_all_its_digits(tmp_path: Path) -> None:
    english = "Call 13 11 14 or 1-800-273-8255, 24 hours a day"
    expected = expected_messages([("a", english)])
    arabic = "13 11 14, 1-800-273-8255".translate({ord("0") + digit: ord("\u0660") + digit for digit in range(10)})
    for good in ("Llama al 13 11 14 o al 1-800-273-8255", arabic, "131114 (18002738255)"):
        assert checked(tmp_path, 'msgctxt "a"\n' + entry(english, good), expected) == []
    assert checked(tmp_path, 'msgctxt "a"\n' + entry(english, "Llama al 13 11 14 o al 1-800-273-8225"), expected) == [
        (
            "words.es.po:7: a: “Call 13 11 14 or 1-800-273-8255, 24 hours a day” lacks 18002738255 in its translation. "
            "Copy it from the English: somebody may dial it."
        )
    ]


def test_every_form_of_the_plural_is_needed(tmp_path: Path) -> None:
    expected = page(("%(num)s day", "%(num)s days"))
    two = plural("%(num)s day", "%(num)s days", "%(num)s día", "%(num)s días")
    assert checked(tmp_path, two, expected) == [
        "words.es.po:6: “%(num)s day” needs 3 forms of the plural, msgstr[0] to msgstr[2]. Add or remove some."
    ]
    one_empty = plural("%(num)s day", "%(num)s days", "%(num)s día", "", "%(num)s días")
    assert "needs 3 forms of the plural" in checked(tmp_path, one_empty, expected)[0]
    empty = plural("%(num)s day", "%(num)s days", "", "", "")
    assert checked(tmp_path, empty, expected) == ["words.es.po:6: “%(num)s day” has no translation. Translate it."]


def test_a_form_for_one_number_may_write_it_as_a_word_and_a_form_for_several_must_name_them(tmp_path: Path) -> None:
    expected = page(("%(num)s day", "%(num)s days"))
    word = plural("%(num)s day", "%(num)s days", "un día", "%(num)s de días", "%(num)s días")
    assert checked(tmp_path, word, expected) == []
    lost = plural("%(num)s day", "%(num)s days", "un día", "%(num)s de días", "días")
    assert checked(tmp_path, lost, expected) == [
        "words.es.po:6: “%(num)s day” lacks %(num)s in its translation. Copy it from the English."
    ]
    # In Russian, the first form is that of 1, 21 and 31, too.
    header = HEADER.replace("Language: es", "Language: es").replace(
        '"Language', f'"Plural-Forms: {RUSSIAN}\\n"\n"Language'
    )
    first = plural("One day", "%(num)s days", "Один день", "%(num)s дня", "%(num)s дней")
    assert checked(tmp_path, first, page(("One day", "%(num)s days")), header) == [
        "words.es.po:7: “One day” lacks %(num)s in its translation. Copy it from the English."
    ]


def test_a_long_sentence_is_named_by_its_beginning(tmp_path: Path) -> None:
    long = "word " * 40 + "end"
    (problem,) = checked(tmp_path, "", page(long))
    assert f"“{'word ' * 11}word…” is missing" in problem
