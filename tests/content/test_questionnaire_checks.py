"""Every kind of mistake in a questionnaire is reported with its location and a fix."""

from pathlib import Path

import pytest

from tests.content.files import QUESTIONS, changed, load_texts, reported

POINTS = QUESTIONS[QUESTIONS.index("points = [") : QUESTIONS.index("]\n\n[assumptions]") + 1]

NEW_THEME = '[[themes]]  # NEW\nid = "{}"\nname = "n"\nshort = "N"\n\n[[statements]]  #'

MANY = "".join(f'[[statements]]\nid = "s{n}"\ntheme = "rest"\ntext = "S{n}."\n\n' for n in range(100))

Change = tuple[str, str]

MISTAKES: dict[str, tuple[Change, str, str]] = {
    # Name: the change, the marker of the line that is reported, a part of the message.
    "misspelt key": (("text = ", "txt = "), "STATEMENT 1", '"txt" is not a known key. Did you mean "text"?'),
    "misspelt part": (("[assumptions]", "[assumption]"), "ASSUMPTIONS", 'Did you mean "assumptions"?'),
    "key inside a part": (("sd = 22", "std = 22"), "ASSUMPTIONS", '"std" is not a known key'),
    "missing key": (('short = "Calm"\n', ""), "THEME 2", 'short is missing. Add short = "…"'),
    "missing part": (('title = "Small"  # TITLE\n', ""), "", '"title" is missing.'),
    "unknown theme": (('theme = "calm"', 'theme = "clam"'), "STATEMENT 3", 'Did you mean "calm"?'),
    "statement id twice": (('id = "tense"', 'id = "tired"'), "STATEMENT 3", "This id is already in use."),
    "theme id twice": (("[[statements]]  #", NEW_THEME.format("rest")), "NEW", "This id is already in use."),
    "question named as a statement": (('id = "mood"', 'id = "tired"'), "QUESTION 1", "name of another answer column"),
    "statement named id": (('id = "tired"', 'id = "id"'), "STATEMENT 2", '"id" is already the name'),
    "theme named as a column": (
        ("[[statements]]  #", NEW_THEME.format("rest_low")), "NEW", "also the name of another score column",
    ),
    "theme without statements": (
        ("[[statements]]  #", NEW_THEME.format("new")), "NEW", "This theme has no statement.",
    ),
    "no theme": (
        (QUESTIONS[QUESTIONS.index("[[themes]]") : QUESTIONS.index("[[statements]]")], ""), "", '"themes" is missing.',
    ),
    "gap between bands": (("low = 50", "low = 60"), "BANDS", 'between 50 and 60, after "low", are in no band'),
    "overlapping bands": (("low = 50", "low = 40"), "BANDS", 'Band "high" starts at 40, but "low" ends at 50.'),
    "bands that start late": (("low = 0", "low = 10"), "BANDS", "The first band starts at 10, but scores of"),
    "bands that end early": (("high = 100", "high = 99.5"), "BANDS", "The last band ends at 199/2, but scores of"),
    "band back to front": (("high = 100", "high = 30"), "BANDS", 'Band "high" ends before it starts.'),
    "band id twice": (('id = "high"', 'id = "low"'), "BANDS", "Two bands have the same id."),
    "bands in another unit": (
        ('title = "Small"', 'unit = "sum"\ntitle = "Small"'), "BANDS", "The last band ends at 100, but scores of",
    ),
    "unknown unit": (
        ('title = "Small"', 'unit = "percent"  # UNIT\ntitle = "Small"'),
        "UNIT", 'This is the text "percent"; it should be one of "pomp", "sum", "mean"',
    ),
    "unknown options": (('options = "frequency"', 'options = "freqency"'), "QUESTION 1", 'Did you mean "frequency"?'),
    "option called skip": (('id = "never"', 'id = "skip"'), "OPTIONS", 'has an option with the id "skip"'),
    "option without an id": (('id = "never"', 'id = ""'), "OPTIONS", "Rename it: this id stands for no answer."),
    "option id twice": (('id = "never"', 'id = "often"'), "OPTIONS", "two or more options, each with its own id"),
    "empty id": (('id = "tired"', 'id = ""'), "STATEMENT 2", "This id cannot be used as a column name"),
    "id with a space": (('id = "tired"', 'id = "so tired"'), "STATEMENT 2", "This id cannot be used as a column name"),
    "id in another script": (('id = "tired"', 'id = "müde☃"'), "STATEMENT 2", "Use letters, digits, - and _"),
    "id that is a number": (('id = "tired"', "id = 7"), "STATEMENT 2", 'Put it between quotation marks: id = "7"'),
    "no spread": (("sd = 22", "sd = 0"), "ASSUMPTIONS", "sd must be above 0"),
    "spread wider than the scale": (("sd = 22", "sd = 51"), "ASSUMPTIONS", "at most 50"),
    "perfect reliability": (("0.8", "1"), "ASSUMPTIONS", "reliability must be above 0 and below 1"),
    "retest above 1": (("sd = 22", "retest = 1.2\nsd = 22"), "ASSUMPTIONS", "retest must be above 0 and below 1"),
    "a theme's own reliability of 0": (
        ('id = "rest"', 'id = "rest"\nreliability = 0'), "THEME 1", "reliability must be above 0"
    ),
    "words for a number": (("sd = 22", 'sd = "abc"'), "ASSUMPTIONS", 'This is the text "abc"; it should be a number'),
    "not a number": (("sd = 22", "sd = nan"), "ASSUMPTIONS", "it should be a number"),
    "astronomic": (("sd = 22", "sd = 1e999999999"), "ASSUMPTIONS", "it should be a number"),
    "shares out of order": (
        ("[options]", "[missing]  # MISSING\nfull = 0.5\n[options]"), "MISSING", "0 < partial ≤ full ≤ 1",
    ),
    "negative limit": (("[options]", "[careless]  # CARELESS\nrun = -1\n[options]"), "CARELESS", "A limit is below 0."),
    "negative style": (("[options]", "[style]  # STYLE\nwords = -1\n[options]"), "STYLE", "A limit is below 0."),
    "scale out of order": (("value = 1", "value = 3"), "SCALE", "The values do not increase"),
    "value twice": (("value = 1", "value = 0"), "SCALE", "The values do not increase"),
    "words twice": (('"at times"', '"Never"'), "SCALE", "Two points have the same words."),
    "half a value": (("value = 1", "value = 1.5"), "SCALE", "points 2, value: This is the number 1.5"),
    "no points": ((POINTS, "points = []"), "SCALE", "A scale needs two or more points."),
    "one point": ((POINTS, 'points = [{ value = 3, words = "x" }]'), "SCALE", "A scale needs two or more points."),
    "points that are a number": ((POINTS, "points = 3"), "SCALE", "points: This is the number 3; it should be a list"),
    "an enormous value": (("value = 2", "value = 0x" + "f" * 5000), "SCALE", "A value is outside -1000 to 1000"),
    "version zero": (('title = "Small"', 'version = 0  # VERSION\ntitle = "Small"'), "VERSION", "must be from 1 to"),
    "version as a word": (('title = "Small"', 'version = "two"  # VERSION\ntitle = "Small"'), "VERSION", "a whole"),
    "private question about another partner": (
        ("private = true\n", 'private = true\nsuggests_another_partner = "different"\n'),
        "QUESTION 2", 'cannot suggest another partner. Remove "suggests_another_partner" or "private"',
    ),
    "misspelt hint of another partner": (
        ("private = true\n", 'suggests_another_partner = "later"\n'), "QUESTION 2", 'one of "earlier", "different"',
    ),
    "more than cookies hold": (
        ("[[statements]]  # STATEMENT 1", MANY + "[[statements]]  # STATEMENT 1"), "", "questions; the limit is 100",
    ),
    "empty text": (('"I was tense."', '" "'), "STATEMENT 3", "The text is empty."),
}  # fmt: skip

WARNINGS: dict[str, tuple[Change, str, str, int]] = {
    # As above, and the number of warnings.
    "none reversed": (('at ease."\nreversed = true', 'at ease."'), "THEME 2", "no reversed statement", 1),
    "hard to read": (("I was tense.", "Relationship insecurity overwhelmed me."), "STATEMENT 3", "school grade", 1),
    "repeated text": (("I was tense.", "I WOKE up tired."), "STATEMENT 3", "Another statement has the same text.", 2),
    "too long": (
        ("[[themes]]", "[style]\nwords = 3\n[[themes]]"),
        "STATEMENT 2",
        "The text has 4 words; the limit is 3.",
        2,
    ),
    "unwanted word": (
        ("[[themes]]", '[style]\navoid = ["tense"]\n[[themes]]'),
        "STATEMENT 3",
        'The text contains "tense".',
        1,
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_reported_with_its_line(tmp_path: Path, mistake: str) -> None:
    change, marker, phrase = MISTAKES[mistake]
    text = changed(QUESTIONS, change)
    content = load_texts(tmp_path, text)
    assert content.questionnaire is None
    assert reported(content.errors, text, marker, phrase), "\n".join(map(str, content.problems))
    own = [problem for problem in content.errors if problem.file == "questions.toml"]
    assert len(own) <= 2, "\n".join(map(str, own))


@pytest.mark.parametrize("mistake", WARNINGS)
def test_a_question_of_style_is_a_warning_and_the_file_can_be_used(tmp_path: Path, mistake: str) -> None:
    change, marker, phrase, number = WARNINGS[mistake]
    text = changed(QUESTIONS, change)
    content = load_texts(tmp_path, text)
    assert content.questionnaire is not None
    assert reported(content.problems, text, marker, phrase)
    assert [problem.warning for problem in content.problems] == [True] * number


def test_all_mistakes_are_reported_each_with_its_own_line(tmp_path: Path) -> None:
    wanted = ["misspelt key", "missing key", "unknown theme", "words twice", "no spread", "unknown options"]
    wanted += ["option called skip", "gap between bands"]
    text = changed(QUESTIONS, *(MISTAKES[mistake][0] for mistake in wanted))
    content = load_texts(tmp_path, text)
    for mistake in wanted:
        assert reported(content.errors, text, *MISTAKES[mistake][1:]), mistake


def test_the_line_is_found_in_every_notation(tmp_path: Path) -> None:
    lists = '[options]  # OPTIONS\nfrequency = [{ id = "never", words = "Never" }, { id = "often", words = "Often" }]'
    entries = '[[options.frequency]]  # OPTIONS\nid = "never"\nwords = "Never"'
    text = changed(QUESTIONS, (lists, entries))
    assert reported(load_texts(tmp_path, text).errors, text, "OPTIONS", "two or more options")
    table = "[assumptions]  # ASSUMPTIONS\nsd = 22\nreliability = 0.8\n"
    inline = "assumptions = { sd = 0, reliability = 0.8 }  # ASSUMPTIONS\n"
    text = inline + changed(QUESTIONS, (table, ""))
    assert [problem.line for problem in load_texts(tmp_path, text).errors] == [1]
