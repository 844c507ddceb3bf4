"""Every kind of fault in advice is named with its place and a way to mend it."""

from pathlib import Path

import pytest

from tests.content.files import ADVICE, QUESTIONS, line_of, load_texts, spoiled

SCORE = 'themes = ["rest"], at_least = 50 }]'
SLEEP = 'themes = ["rest"], at_least = 50, below = 75'

FAULTS: dict[str, tuple[tuple[str, str], str, str]] = {
    # What it is: the change, the mark of the line it is named with, what is said.
    "unknown signal": (
        ('signals = ["worn"] }]\nslots', 'signals = ["warn"] }]\nslots'), "COURSE 1", 'Did you mean "worn"?',
    ),
    "signal in a paragraph": (('unless = [{ signals = ["worn"]', 'unless = [{ signals = ["wom"]'), "PIECE 2", '"wom"'),
    "signal naming a later one": (
        ('when = [{ question = "mood", answers = ["often"] }]', 'when = [{ signals = ["worn"] }]'),
        "SIGNAL 1", "No signal before this",
    ),
    "signal naming itself": (('signals = ["low-mood"]', 'signals = ["worn"]'), "SIGNAL 2", "No signal before this"),
    "unknown theme": ((SCORE, SCORE.replace("rest", "rset")), "SIGNAL 2", 'Did you mean "rest"?'),
    "theme of a piece": (('theme = "calm"', 'theme = "clam"'), "PIECE 3", 'Did you mean "calm"?'),
    "unknown question": (('question = "mood"', 'question = "moods"'), "SIGNAL 1", 'Did you mean "mood"?'),
    "unknown answer": (('answers = ["often"]', 'answers = ["offen"]'), "SIGNAL 1", 'Did you mean "often"?'),
    "question without answers": ((', answers = ["often"]', ""), "SIGNAL 1", "go together"),
    "answers without a question": (('question = "mood", ', ""), "SIGNAL 1", "go together"),
    "unknown piece in a course": (
        ('["walk"], ["breathe"]', '["walk"], ["breath"]'), "COURSE 2", 'Did you mean "breathe"?',
    ),
    "unknown piece beside": (('not_with = ["sleep"]', 'not_with = ["sleeep"]'), "PIECE 2", 'Did you mean "sleep"?'),
    "piece id twice": (('id = "breathe"', 'id = "walk"'), "PIECE 3", "This id is used before."),
    "signal id twice": (('id = "worn"', 'id = "low-mood"'), "SIGNAL 2", "This id is used before."),
    "course id twice": (('id = "rest"', 'id = "worn"'), "COURSE 2", "This id is used before."),
    "empty id": (('id = "breathe"', 'id = ""'), "PIECE 3", "The id is empty."),
    "stretch upside down": ((SLEEP, SLEEP.replace("75", "50")), "PIECE 1", "at_least is not under below"),
    "score that does not exist": (
        (SLEEP, SLEEP.replace("at_least = 50, below = 75", "at_least = 500")), "PIECE 1", "outside 0 to 100",
    ),
    "overall that does not exist": (("overall_at_least = 25", "overall_at_least = 101"), "PIECE 3", "outside 0 to 100"),
    "score below 0": ((SLEEP, SLEEP.replace("50", "-1")), "PIECE 1", "outside 0 to 100"),
    "score that is no number": ((SLEEP, SLEEP.replace("50", "nan")), "PIECE 1", "when.0.at_least"),
    "astronomic score": ((SLEEP, SLEEP.replace("50", "1e999999999")), "PIECE 1", "when.0.at_least"),
    "themes without a score": ((SLEEP, 'themes = ["rest"]'), "PIECE 1", "needs a score"),
    "count too large": ((SCORE, SCORE.replace("50", "50, count = 2")), "SIGNAL 2", "There are not 2 themes to count."),
    "count of none": ((SCORE, SCORE.replace("50", "50, count = 0")), "SIGNAL 2", "There are not 0 themes to count."),
    "no course for everybody else": (
        ('id = "rest"\nslots', 'id = "rest"\nwhen = [{ at_least = 0 }]\nslots'),
        "COURSE 1", "No course is for everybody else.",
    ),
    "piece in no course": (('[["walk"], ["breathe"]]', '[["walk"]]'), "PIECE 3", "No answers can bring this piece up."),
    "piece that never holds": (
        ("when = [{ overall_at_least = 25 }]", "when = []"), "PIECE 3", "No answers can bring this piece up.",
    ),
    "piece muted by itself": (
        ("when = [{ overall_at_least = 25 }]", "when = [{ overall_at_least = 25 }]\nunless = [{}]"),
        "PIECE 3", "No answers can bring this piece up.",
    ),
    "piece that says nothing": (
        ('paragraphs = [{ text = "Breathe." }]', "paragraphs = []"), "PIECE 3", "It says nothing.",
    ),
    "piece without a reason": (('because = "For everyone."\n', ""), "PIECE 2", "It may come up without a reason."),
    "misspelt key": (('role = "therapist"', 'roll = "therapist"'), "PIECE 1", 'Did you mean "role"?'),
    "missing key": (('who = "Dr. B"\n', ""), "PIECE 2", "who is missing."),
    "misspelt part": (("[[courses]]  # COURSE 1", "[[course]]  # COURSE 1"), "COURSE 1", 'Did you mean "courses"?'),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_line(tmp_path: Path, fault: str) -> None:
    change, mark, phrase = FAULTS[fault]
    text = spoiled(ADVICE, change)
    content = load_texts(tmp_path, advice=text)
    assert content.questionnaire is None
    line = line_of(text, mark)
    said = [f"{problem.what} {problem.mend}" for problem in content.errors if problem.line == line]
    assert any(phrase in words for words in said), "\n".join(map(str, content.problems))
    assert all(problem.file == "advice.toml" for problem in content.problems)


def test_several_faults_are_all_told_and_an_unsound_entry_shifts_no_line(tmp_path: Path) -> None:
    wanted = ["unknown answer", "misspelt key", "unknown piece beside", "theme of a piece", "unknown piece in a course"]
    text = spoiled(ADVICE, *(FAULTS[fault][0] for fault in wanted))
    found = {(problem.line, problem.place) for problem in load_texts(tmp_path, advice=text).errors}
    assert found == {
        (line_of(text, "SIGNAL 1"), 'signals 1 ("low-mood")'),
        (line_of(text, "PIECE 1"), 'pieces 1 ("sleep")'),
        (line_of(text, "PIECE 2"), 'pieces 2 ("walk")'),
        (line_of(text, "PIECE 3"), 'pieces 3 ("breathe")'),
        (line_of(text, "COURSE 2"), 'courses 2 ("rest")'),
    }


def test_a_sign_that_no_page_can_show_is_refused(tmp_path: Path) -> None:
    text = spoiled(ADVICE, ('"Breathe." }', '"Breathe \\u0000in." }'))
    (problem,) = load_texts(tmp_path, advice=text).errors
    assert "has a control character" in problem.what
    assert problem.file == "advice.toml"


def test_an_unsound_signal_is_not_told_again_wherever_it_is_named(tmp_path: Path) -> None:
    text = spoiled(ADVICE, ('because = "You said so."', 'becouse = "You said so."'))
    assert [problem.line for problem in load_texts(tmp_path, advice=text).errors] == [line_of(text, "SIGNAL 1")]


@pytest.mark.parametrize("name", ["signals", "courses", "pieces"])
@pytest.mark.parametrize("value", ["3", '"x"', "[3]", "[[1]]", "[{}]", "[{ id = [1] }]", "{ a = 1 }", "[{ id = 1 }]"])
def test_a_table_of_the_wrong_kind_is_named_by_its_line(tmp_path: Path, name: str, value: str) -> None:
    rest = [block for block in ADVICE.split("\n\n") if not block.startswith(f"[[{name}]]")]
    content = load_texts(tmp_path, advice="\n\n".join([f"{name} = {value}  # HERE", *rest]))
    assert content.questionnaire is None
    assert any(problem.line == 1 for problem in content.errors), "\n".join(map(str, content.problems))


def test_the_questionnaire_named_as_its_own_advice_is_refused(tmp_path: Path) -> None:
    content = load_texts(tmp_path, spoiled(QUESTIONS, ("advice.toml", "questions.toml")))
    assert content.questionnaire is None
    assert any('No part of the file is called "statements".' in problem.what for problem in content.errors)
