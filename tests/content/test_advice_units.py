"""Limits in advice: in the questionnaire's unit, and for a single statement."""

from datetime import date
from pathlib import Path

import pytest

from quiz.advice.choose import paper_advice, screen_advice
from quiz.advice.situation import situation_of
from quiz.content.loader import Content, load
from quiz.core.answers import Answers
from quiz.rules import Scorer

LOW_MOOD = (Path(__file__).parent / "instruments" / "low_mood.toml").read_text(encoding="utf-8")
ADVICE = """
unit = "sum"
not_on_paper = ["mood-9"]
[base]
situations = [["harm"], ["doctor"], ["quiet"]]
[[pieces]]
id = "harm"
title = "Someone tonight"
who = "Dr. A"
role = "doctor"
because = "You told us about a hard thought."
[pieces.base]
when = [{ statement = "mood-9", at_least = 1 }]
paragraphs = [{ text = "Tell someone tonight." }]
[[pieces]]
id = "doctor"
title = "A doctor"
who = "Dr. A"
role = "doctor"
[pieces.base]
when = [{ themes = ["mood"], at_least = 10 }]
paragraphs = [{ text = "Talk to a doctor." }]
[[pieces]]
id = "quiet"
title = "Rest"
who = "Dr. A"
role = "doctor"
[pieces.base]
when = [{ themes = ["mood"], below = 10 }]
paragraphs = [{ text = "Rest well." }]
"""


def loaded(folder: Path, advice: str = ADVICE, questions: str = LOW_MOOD) -> Content:
    """Return the questionnaire with an advice file."""
    (folder / "advice.toml").write_text(advice, encoding="utf-8")
    (folder / "questions.toml").write_text(f'advice = "advice.toml"\n{questions}', encoding="utf-8")
    return load(folder)


def cards(content: Content, values: list[int]) -> tuple[list[str], list[str]]:
    """Return the ids of the cards on the screen and on paper for answers to the statements, in their order."""
    quiz, book = content.questionnaire, content.advice
    assert quiz, content.problems
    answers = Answers({s.id: value for s, value in zip(quiz.statements, values, strict=True)})
    now = situation_of(book, Scorer(quiz).profile(answers), {}, date(2026, 1, 1), answers.statements)
    shown = (screen_advice(book, now), paper_advice(book, now))
    screen, paper = ([card.piece.id for card in advice.cards] for advice in shown)
    return screen, paper


@pytest.mark.parametrize(
    ("values", "expected"),
    [([2, 2, 2, 2, 1, 0, 0, 0, 0], "quiet"), ([2, 2, 2, 2, 2, 0, 0, 0, 0], "doctor"), ([3] * 8 + [0], "doctor")],
)
def test_a_limit_of_a_sum_is_reached_by_exactly_that_sum(tmp_path: Path, values: list[int], expected: str) -> None:
    assert cards(loaded(tmp_path), values)[0] == [expected]


def test_one_answer_calls_for_advice_that_paper_leaves_out(tmp_path: Path) -> None:
    assert cards(loaded(tmp_path), [0] * 8 + [1]) == (["harm"], ["quiet"])
    assert cards(loaded(tmp_path), [0] * 9) == (["quiet"], ["quiet"])


def test_a_file_that_does_not_say_its_unit_is_questioned_but_still_used_as_before(tmp_path: Path) -> None:
    content = loaded(tmp_path, ADVICE.replace('unit = "sum"\n', ""))
    (warning,) = content.problems
    assert warning.warning
    assert "read as 0 to 100 here. The questionnaire has sums: are these, too?" in warning.message
    assert cards(content, [1, 1, 1, 0, 0, 0, 0, 0, 0])[0] == ["doctor"]


@pytest.mark.parametrize(
    ("old", "new", "phrase"),
    [
        ('unit = "sum"', 'unit = "mean"', "Limits here are means, but the questionnaire has sums."),
        ("at_least = 10", "at_least = 40", 'A limit is outside 0 to 27, the scores of "mood".'),
        ('"mood-9", at_least = 1', '"mood-9", at_least = 4', 'A limit is outside 0 to 3, the scale of "mood-9".'),
        ('statement = "mood-9", at_least', 'statement = "mood-0", at_least', 'There is no statement "mood-0".'),
        ('{ statement = "mood-9", at_least = 1 }', '{ statement = "mood-9" }', "`statement` needs a limit."),
        ('statement = "mood-9",', 'statement = "mood-9", themes = ["mood"],', "cannot share their limits"),
    ],
)
def test_a_limit_that_cannot_be_meant_is_an_error(tmp_path: Path, old: str, new: str, phrase: str) -> None:
    found = loaded(tmp_path, ADVICE.replace(old, new)).errors
    assert any(phrase in problem.message for problem in found), found
