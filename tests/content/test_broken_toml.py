"""Mistakes of people who write TOML for the first time: each is explained in plain words, with its line."""

from pathlib import Path

import pytest

from quiz.content.loader import load
from tests.content.files import ADVICE, QUESTIONS, changed, load_texts

BROKEN = (Path(__file__).parent / "broken_toml.txt").read_text(encoding="utf-8").splitlines()
"""A file, in which ⏎ is a line break, ~ a non-breaking space and ^ an invisible one; the line that is named; and a part
of what is said."""

MISPLACED = {
    # Name: the change to a valid questionnaire, the line that is named, a part of what is said.
    "top key below a table": (
        ("sd = 22", 'unit = "sum"\nsd = 22'),
        14,
        "Move the line with unit to the top of the file",
    ),
    "title below a table": (("sd = 22", 'sd = 22\ntitle = "A"'), 15, "title does not belong to assumptions."),
    "key of another table": (
        ("sd = 22", "sd = 22\nskip = 2"),
        15,
        "It belongs to [scale] or [[questions]] or [[scales]].",
    ),
    "key of a table at the top": (
        ("title =", 'prompt = "x"\ntitle ='),
        1,
        "prompt does not belong here. It belongs to [scale] or [[scales]].",
    ),
    "a key of the top that is meant as another": (('theme = "calm"', 'themes = "calm"'), 55, 'Did you mean "theme"?'),
    "capitals": (("reliability", "Reliability"), 15, 'Did you mean "reliability"?'),
    "single brackets once": (("[[questions]]  # QUESTION 1", "[question]\n"), 64, 'Did you mean "questions"?'),
    "double brackets for one": (("[assumptions]", "[[assumptions]]"), 13, "Write [assumptions], with single brackets"),
    "a date for a text": (('text = "I was tense."', "text = 2026-11-28"), 56, 'quotation marks: text = "2026-11-28"'),
    "a comma in a text": (("sd = 22", 'sd = "22,5"'), 14, "Write it with a point, such as sd = 22.5"),
    "two themes": (('theme = "calm"', 'theme = ["calm", "rest"]'), 55, "This is a list; it should be a text."),
    "half a point": (("value = 1", "value = 1.5"), 7, "points 2, value: This is the number 1.5; it should be a whole"),
    "a word for a switch": (("reversed = true", 'reversed = "maybe"'), 46, "Write reversed = true or reversed = false"),
    "a text for a list": (("[[themes]]", '[style]\navoid = "so"\n[[themes]]'), 33, 'avoid = ["so"]'),
    "numbers for points": (
        ("points = [", "points = [ 3,"),
        7,
        "points 1: This is the number 3; it should be a group of",
    ),
    "an option without words": (('{ id = "often", words = "Often" }', '{ id = "often" }'), 18, "frequency 2: words is"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_beginners_mistake_is_explained_with_its_line(tmp_path: Path, case: str) -> None:
    text, line, phrase = (part.strip() for part in case.split(" | "))
    path = tmp_path / "questions.toml"
    path.write_text(text.replace("⏎", "\n").replace("~", "\u00a0").replace("^", "\u200b"), encoding="utf-8")
    (problem,) = load(path).problems
    assert str(problem).startswith(f"questions.toml:{line} ")
    assert phrase in str(problem)
    assert not any(word in str(problem) for word in ("Expected", "Invalid", "Unclosed", "Illegal", "overwrite"))


@pytest.mark.parametrize("mistake", MISPLACED)
def test_a_mistake_that_is_valid_toml_is_explained_once_with_its_line(tmp_path: Path, mistake: str) -> None:
    change, line, phrase = MISPLACED[mistake]
    problems = load_texts(tmp_path, changed(QUESTIONS, change)).errors
    own = [str(problem) for problem in problems if problem.file == "questions.toml"]
    assert any(text.startswith(f"questions.toml:{line}:") and phrase in text for text in own), "\n".join(own)
    assert not any("Input should" in text or "Fix the value" in text for text in own)
    assert len(own) == 1 or mistake == "capitals", "\n".join(own)


ADVICE_CASES = {
    # Name: the change to valid advice, the line that is named, a part of what is said.
    "a list of lists": (
        ('[["sleep"]]', '["sleep"]'),
        5,
        'Put square brackets around it, even if it has one entry: ["sleep"]',
    ),
    "a text for groups": (('[["walk"]]', '"walk"'), 6, 'closers = [["walk"]]'),
    "one condition": (("when = [{}]", "when = {}"), 53, "when = [{ … }]"),
    "a bare paragraph": (
        ('[{ text = "Walk." }]', '["Walk."]'),
        54,
        "it should be a group of keys. Write it as { text = … }",
    ),
    "double brackets": (
        ("[pieces.base]\nwhen = [{}]", "[[pieces.base]]\nwhen = [{}]"),
        52,
        "Write [pieces.base], with single",
    ),
    "two people": (('who = "Dr. B"', 'who = ["Dr. B", "Dr. C"]'), 48, "Write a single one, without square brackets"),
    "a wrong tag": (('tags = ["to_partner"]', 'tags = ["to_parter"]'), 68, 'Did you mean "to_partner"?'),
    "keys in a list": (
        ('[{ signals = ["worn"] }]', '[signals = ["worn"]]'),
        1,
        "Keys in a list need { and } around them.",
    ),
}


@pytest.mark.parametrize("mistake", ADVICE_CASES)
def test_a_mistake_in_advice_is_explained_once_and_not_again_where_the_piece_is_named(
    tmp_path: Path, mistake: str
) -> None:
    change, line, phrase = ADVICE_CASES[mistake]
    (problem,) = load_texts(tmp_path, advice=changed(ADVICE, change)).errors
    assert str(problem).startswith(f"advice.toml:{line}: ")
    assert phrase in str(problem)


def test_single_brackets_for_the_only_entry_of_a_list_are_explained(tmp_path: Path) -> None:
    text = QUESTIONS[: QUESTIONS.index("[[themes]]")] + '[themes]\nid = "rest"\n'
    problems = [str(problem) for problem in load_texts(tmp_path, text).errors]
    assert any("Write [[themes]], with double brackets, above each entry." in problem for problem in problems)


def test_a_document_of_a_word_processor_is_named(tmp_path: Path) -> None:
    path = tmp_path / "my.docx"
    path.write_bytes(b"PK\x03\x04\xff\xfe" * 9)
    (problem,) = load(path).problems
    assert "save it as plain text, UTF-8" in str(problem)
