"""The reading grade of a text."""

import pytest

from quiz.psychometrics.readability import grade, syllables, words


def test_words_are_counted_without_numbers_and_signs() -> None:
    assert words("I don’t “know” 3 well-known words…") == ["i", "don't", "know", "well", "known", "words"]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("I", 1), ("felt", 1), ("loved", 1), ("wanted", 2), ("partner", 2), ("little", 2), ("made", 1), ("times", 1),
        ("different", 3), ("relationship", 4), ("people", 2), ("the", 1), ("be", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_follows_the_flesch_kincaid_formula() -> None:
    # 6 words, 1 sentence, 6 syllables; then 4 words of 10 syllables.
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert grade("Universal relationship doubts hurt.") == pytest.approx(0.39 * 4 + 11.8 * 10 / 4 - 15.59)


def test_two_short_sentences_are_easier_than_one_long_one() -> None:
    assert grade("I was sad. I went home.") < grade("I was sad, I went home.")
    assert grade("Say “Stop.” Then wait.") < grade("Say “Stop” then wait.")


@pytest.mark.parametrize("text", ["", "…", "123"])
def test_a_text_without_words_has_grade_0(text: str) -> None:
    assert grade(text) == 0
