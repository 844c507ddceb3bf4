"""Every kind of mistake in advice is reported with its location and a fix."""

from pathlib import Path

import pytest

from tests.content.files import ADVICE, QUESTIONS, changed, line_of, load_texts, reported

SCORE = 'themes = ["rest"], at_least = 50 }]'
SLEEP = 'themes = ["rest"], at_least = 50, below = 75'

BREATHE = "when = [{ at_least = 25 }]"

MISTAKES: dict[str, tuple[tuple[str, str], str, str]] = {
    # Name: the change, the marker of the line that is reported, a part of the message.
    "unknown signal": (('["low-mood"] }]\npar', '["lowmood"] }]\npar'), "PIECE 1", 'Did you mean "low-mood"?'),
    "signal in a paragraph": (('unless = [{ signals = ["worn"]', 'unless = [{ signals = ["wom"]'), "PIECE 1", '"wom"'),
    "signal of support": (('[{ signals = ["worn"] }]', '[{ signals = ["warn"] }]'), "SUPPORT", 'Did you mean "worn"?'),
    "signal naming a later one": (
        ('when = [{ question = "mood", answers = ["often"] }]', 'when = [{ signals = ["worn"] }]'),
        "SIGNAL 1", "There is no earlier signal",
    ),
    "signal naming itself": (('signals = ["low-mood"]', 'signals = ["worn"]'), "SIGNAL 2", "no earlier signal"),
    "unknown theme": ((SCORE, SCORE.replace("rest", "rset")), "SIGNAL 2", 'Did you mean "rest"?'),
    "theme of a piece": (('theme = "calm"', 'theme = "clam"'), "PIECE 3", 'Did you mean "calm"?'),
    "unknown question": (('question = "mood"', 'question = "moods"'), "SIGNAL 1", 'Did you mean "mood"?'),
    "question not for paper": (('["mood"]', '["moods"]'), "PAPER", 'Did you mean "mood"?'),
    "unknown answer": (('answers = ["often"]', 'answers = ["offen"]'), "SIGNAL 1", 'Did you mean "often"?'),
    "answer in a mute": (('answers = ["never"]', 'answers = ["nevr"]'), "MUTE 1", 'Did you mean "never"?'),
    "unknown tag": (('tag = "to_partner"', 'tag = "partner"'), "MUTE 1", 'one of "to_partner", "eases_doubt"'),
    "question without answers": ((', answers = ["often"]', ""), "SIGNAL 1", "need each other"),
    "answers without a question": (('question = "mood", ', ""), "SIGNAL 1", "need each other"),
    "unknown situation": (('[["sleep"]]', '[["sleeep"]]'), "BASE", 'with a base part "sleeep". Did you mean "sleep"?'),
    "unknown closer": (('[["walk"]]', '[["wolk"]]'), "BASE", 'with a base part "wolk". Did you mean "walk"?'),
    "extra without an extra part": (('[["breathe"]]', '[["walk"]]'), "EXTRAS", 'no piece with an extra part "walk"'),
    "base part listed nowhere": (('[["walk"]]', "[]"), "PIECE 2", "list it once in base.situations or base.closers"),
    "base part listed twice": (('[["walk"]]', '[["walk", "sleep"]]'), "PIECE 1", "base part must have one place"),
    "theme card listed too": (('[["walk"]]', '[["walk", "breathe"]]'), "PIECE 3", "base part must have one place"),
    "no theme cards": (("[base]  # BASE\n", "[base]  # BASE\ntheme_cards = 0\n"), "BASE", "theme_cards is 0."),
    "no extra cards": (("[extras]  # EXTRAS\n", "[extras]  # EXTRAS\nmost = 0\n"), "EXTRAS", "most is 0."),
    "unknown piece beside": (('not_with = ["breathe"]', 'not_with = ["breath"]'), "PIECE 2", 'Did you mean "breathe"?'),
    "piece id twice": (('id = "breathe"', 'id = "walk"'), "PIECE 3", "This id is already in use."),
    "signal id twice": (('id = "worn"', 'id = "low-mood"'), "SIGNAL 2", "This id is already in use."),
    "empty id": (('id = "breathe"', 'id = ""'), "PIECE 3", "The id is empty."),
    "range upside down": ((SLEEP, SLEEP.replace("75", "50")), "PIECE 1", "at_least is not less than below"),
    "score that does not exist": ((SLEEP, SLEEP.replace("50, below = 75", "500")), "PIECE 1", "outside 0 to 100"),
    "score below 0": ((SLEEP, SLEEP.replace("50", "-1")), "PIECE 1", "outside 0 to 100"),
    "score that is no number": ((SLEEP, SLEEP.replace("50", "nan")), "PIECE 1", "base, when 1, at_least: "),
    "astronomic score": ((SLEEP, SLEEP.replace("50", "1e999999999")), "PIECE 1", "base, when 1, at_least: "),
    "themes without a score": ((SLEEP, 'themes = ["rest"]'), "PIECE 1", "`themes` and `count` need a score limit"),
    "count without a score": ((BREATHE, "when = [{ count = 2 }]"), "PIECE 3", "`count` need a score limit"),
    "count too large": ((SCORE, SCORE.replace("50", "50, count = 2")), "SIGNAL 2", "`count` is 2, for 1 themes."),
    "count of none": ((SCORE, SCORE.replace("50", "50, count = 0")), "SIGNAL 2", "`count` is 0, for 1 themes."),
    "piece that never holds": (("when = [{}]", "when = []"), "PIECE 2", "No answers lead to this piece."),
    "piece muted by itself": (("when = [{}]", "when = [{}]\nunless = [{}]"), "PIECE 2", "No answers lead"),
    "piece without a part": (
        ('[pieces.base]\nwhen = [{}]\nparagraphs = [{ text = "Walk." }]\nsteps = [{ text = "Go slowly." }]\n', ""),
        "PIECE 2", "The piece has no text.",
    ),
    "part that says nothing": (('[{ text = "Breathe." }]', "[]"), "PIECE 3", "The piece has no text."),
    "piece without a reason": (('because = "For everyone."\n', ""), "PIECE 2", "can be shown without a reason."),
    "signal without a reason": (('["low-mood"] }]\npar', '["worn"] }]\npar'), "PIECE 1", "without a reason."),
    "topic of an unknown piece": (('["sleep", "walk"]', '["sleep", "walk", "wolk"]'), "TOPIC 1", 'no piece "wolk"'),
    "piece in no topic": (
        ('"Calm"\npieces = ["breathe"]', '"Calm"\npieces = []'),
        "PIECE 3", "It is listed in 0 topics.",
    ),
    "misspelt key": (('role = "therapist"', 'roll = "therapist"'), "PIECE 1", 'Did you mean "role"?'),
    "missing key": (('who = "Dr. B"\n', ""), "PIECE 2", "who is missing."),
    "misspelt key of a part": (("steps = [", "step = ["), "PIECE 2", 'base: "step" is not a known key.'),
    "misspelt table": (("[[mutes]]  # MUTE 1", "[[mute]]  # MUTE 1"), "MUTE 1", 'Did you mean "mutes"?'),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_reported_with_its_line(tmp_path: Path, mistake: str) -> None:
    change, marker, phrase = MISTAKES[mistake]
    text = changed(ADVICE, change)
    content = load_texts(tmp_path, advice=text)
    assert content.questionnaire is None
    assert reported(content.errors, text, marker, phrase), "\n".join(map(str, content.problems))
    assert all(problem.file == "advice.toml" for problem in content.problems)


def test_all_mistakes_are_reported_and_an_invalid_entry_shifts_no_line(tmp_path: Path) -> None:
    wanted = ["unknown answer", "misspelt key", "unknown piece beside", "theme of a piece", "unknown situation"]
    text = changed(ADVICE, *(MISTAKES[mistake][0] for mistake in wanted))
    found = {(problem.line, problem.location) for problem in load_texts(tmp_path, advice=text).errors}
    assert found == {
        (line_of(text, "SIGNAL 1"), 'signals 1 ("low-mood")'),
        (line_of(text, "PIECE 1") + 4, 'pieces 1 ("sleep")'),
        (line_of(text, "PIECE 2"), 'pieces 2 ("walk")'),
        (line_of(text, "PIECE 3"), 'pieces 3 ("breathe")'),
        (line_of(text, "BASE"), "base"),
    }


def test_a_control_character_is_refused(tmp_path: Path) -> None:
    text = changed(ADVICE, ('"Breathe." }', '"Breathe \\u0000in." }'))
    (problem,) = load_texts(tmp_path, advice=text).errors
    assert "contains a control character" in problem.message
    assert problem.file == "advice.toml"


def test_a_piece_that_the_page_of_all_ideas_leaves_out_is_only_a_warning(tmp_path: Path) -> None:
    base = '[pieces.base]\nwhen = [{ at_least = 25 }]\nparagraphs = [{ text = "Breathe." }]\n'
    alone = changed(ADVICE, (base, ""), ('not_with = ["breathe"]\n', ""))
    content = load_texts(tmp_path, advice=alone)
    assert content.questionnaire
    assert reported(content.problems, alone, "PIECE 3", "The page of all ideas leaves it out.")
    told = changed(alone, ('theme = "calm"', 'theme = "calm"\nidea = "Breathing calms, says Dr. C."'))
    assert not load_texts(tmp_path, advice=told).problems


def test_an_invalid_signal_is_not_reported_again_where_it_is_used(tmp_path: Path) -> None:
    text = changed(ADVICE, ('because = "You said so."', 'becouse = "You said so."'))
    assert [problem.line for problem in load_texts(tmp_path, advice=text).errors] == [line_of(text, "SIGNAL 1") + 3]


def test_the_questionnaire_named_as_its_own_advice_is_refused(tmp_path: Path) -> None:
    content = load_texts(tmp_path, changed(QUESTIONS, ("advice.toml", "questions.toml")))
    assert content.questionnaire is None
    assert any("This is not a known key or table." in problem.message for problem in content.errors)
