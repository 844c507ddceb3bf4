"""Checks of an instrument: its published bands, its direction, its alerts and its texts."""

from fractions import Fraction
from pathlib import Path

import pytest

from quiz.content.loader import load
from quiz.core.answers import Answers
from quiz.rules import Scorer

INSTRUMENTS = Path(__file__).parent / "instruments"
LOW_MOOD = (INSTRUMENTS / "low_mood.toml").read_text(encoding="utf-8")


def problems(folder: Path, text: str) -> list[str]:
    """Return the problems of a questionnaire with this text."""
    path = folder / "questions.toml"
    path.write_text(text, encoding="utf-8")
    return [problem.message + " " + problem.fix for problem in load(path).problems]


@pytest.mark.parametrize("path", sorted(INSTRUMENTS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_instrument_can_be_used(path: Path) -> None:
    assert not load(path).errors


@pytest.mark.parametrize(
    ("total", "band"),
    [(0, "minimal"), (4, "minimal"), (5, "mild"), (9, "mild"), (10, "moderate"), (14, "moderate"),
     (15, "moderately-severe"), (19, "moderately-severe"), (20, "severe"), (27, "severe")],
)  # fmt: skip
def test_every_published_cut_off_is_where_it_was_published(total: int, band: str) -> None:
    quiz = load(INSTRUMENTS / "low_mood.toml").questionnaire
    assert quiz
    values = {s.id: min(3, max(0, total - 3 * place)) for place, s in enumerate(quiz.statements)}
    (score,) = Scorer(quiz).profile(Answers(values)).themes
    assert score.band
    assert score.band.id == band


def test_a_prorated_sum_below_a_cut_off_is_in_the_band_below_it() -> None:
    quiz = load(INSTRUMENTS / "low_mood.toml").questionnaire
    assert quiz
    values = {s.id: int(place < 4) for place, s in enumerate(quiz.statements[:8])}
    (score,) = Scorer(quiz).profile(Answers(values)).themes
    assert score.score is not None
    assert score.range.at(score.score) == Fraction(9, 2)
    assert score.band
    assert score.band.id == "minimal"


@pytest.mark.parametrize(
    ("old", "new", "phrase"),
    [
        ("low = 10", "low = 11", 'Sums between 9 and 11, after "mild", are in no band.'),
        ("low = 10", "low = 9", 'Band "moderate" starts at 9, but "mild" ends at 9.'),
        ("high = 9", "high = 10", 'Band "moderate" starts at 10, but "mild" ends at 10.'),
        ("high = 27", "high = 26", 'The last band ends at 26, but scores of "mood" end at 27.'),
        ('unit = "sum"', 'unit = "pomp"', "Scores have decimals in this unit"),
    ],
)
def test_no_message_about_bands_suggests_another_cut_off(tmp_path: Path, old: str, new: str, phrase: str) -> None:
    found = problems(tmp_path, LOW_MOOD.replace(old, new))
    assert any(phrase in problem for problem in found), found
    assert not any("Start it at" in problem or "End it at" in problem for problem in found)


def test_themes_of_different_length_are_told_to_have_bands_of_their_own(tmp_path: Path) -> None:
    other = '[[themes]]\nid = "other"\nname = "other"\nshort = "Other"\n\n'
    text = LOW_MOOD.replace("[[bands]]", f"{other}[[bands]]", 1).replace(
        'id = "mood-1"\ntheme = "mood"', 'id = "mood-1"\ntheme = "other"'
    )
    (found,) = problems(tmp_path, text)
    assert "[[themes.bands]]" in found


@pytest.mark.parametrize(
    ("old", "new", "phrase"),
    [
        ('statement = "mood-9"', 'statement = "mood-99"', 'There is no statement "mood-99"'),
        ("at_least = 1", "at_least = 4", "at_least is 4, on a scale from 0 to 3."),
        ("at_least = 1", "at_least = 0", "above the lowest on the scale"),
        ("{minutes}", "{hours}", "Nothing replaces {hours}. Here, only {minutes} is replaced by a number."),
        ('short = "Low mood"', f'short = "{"Low mood " * 5}"', "pictures and tables have room for about 28"),
        ('name = "low mood"', 'name = "well-being"', "Pages describe this theme as a worry"),
        ('title = "Low mood check"', 'title = " "', "The title is empty."),
        ('unit = "sum"', 'unit = "sum"\nlanguage = "Deutsch"', "This is not the code of a language."),
        ('name = "low mood"', 'name = "low mood"\ndirection = "good"', "direction"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, phrase: str) -> None:
    found = problems(tmp_path, LOW_MOOD.replace(old, new))
    assert any(phrase in problem for problem in found), found


TWO_PARTS = (INSTRUMENTS / "two_parts.toml").read_text(encoding="utf-8")
CHANGE = (INSTRUMENTS / "change.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "old", "new", "phrase"),
    [
        (TWO_PARTS, 'scale = "yes-no"', 'scale = "yes-on"', 'There is no scale "yes-on". Did you mean "yes-no"?'),
        (
            TWO_PARTS,
            'theme = "support"',
            'theme = "stress"',
            "scales with different ends, whose answers cannot be added",
        ),
        (TWO_PARTS, 'words = "Yes"', 'words = "No"', "Two points have the same words."),
        (TWO_PARTS, "high = 16", "high = 27", 'The last band ends at 27, but scores of "stress" end at 16.'),
        (CHANGE, 'of = ["openness", "planning"]', 'of = ["openness"]', "A total must have two or more themes"),
        (CHANGE, 'of = ["openness", "planning"]', 'of = ["openness", "plan"]', 'There is no theme "plan"'),
        (CHANGE, 'theme = "planning"', 'theme = "change"', "A total has no statements of its own."),
        (CHANGE, 'direction = "neutral"', 'direction = "strength"', "A total has a different direction"),
        (CHANGE, 'also = ["planning"]', 'also = ["plan"]', 'There is no theme "plan"'),
    ],
)
def test_a_scale_or_total_that_cannot_be_right_is_an_error(
    tmp_path: Path, text: str, old: str, new: str, phrase: str
) -> None:
    found = problems(tmp_path, text.replace(old, new, 1))
    assert any(phrase in problem for problem in found), found


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('theme = "mood"', 'theme = "mood"\nshow_if = "x"', "there is no branching."),
        ('theme = "mood"', 'theme = "mood"\nskip_to = "x"', "there is no branching."),
        ('theme = "mood"', 'theme = "mood"\nwhen = [{ statement = "x" }]', "there is no branching."),
        ('unit = "sum"', 'unit = "T-score"', "there are no norms, T-scores or percentiles."),
        ('unit = "sum"', 'unit = "percentile"', "there are no norms, T-scores or percentiles."),
        ('theme = "mood"', 'theme = "mood"\nweight = 2', "there are no weights."),
        ('theme = "mood"', 'theme = "mood"\nrequired = true', "there are no required statements."),
        ('theme = "mood"', 'theme = "mood"\ntype = "text"', "there are no free-text questions."),
        ("[scale]", "[[questions]]\nid = 'a'\ntext = 'What else?'\ntype = 'text'\n[scale]", "no free-text questions."),
        ("[scale]", "[norms]\nmean = 5\n[scale]", "there are no norms, T-scores or percentiles."),
    ],
)
def test_what_is_not_possible_is_refused_with_one_sentence_that_says_so(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    (found,) = problems(tmp_path, LOW_MOOD.replace(old, new, 1))
    assert reason in found
    assert not found.startswith("norms:")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('skip = "I’d rather not say"', 'skip = " "', "skip is empty. Write what it says, such as"),
        ('words = "Several days"', 'words = ""', "words is empty. Write the words that people see."),
        ('name = "low mood"', 'name = ""', "name is empty."),
        ('short = "Low mood"', 'short = ""', "short is empty."),
        ('words = "minimal"', 'words = ""', "words is empty."),
        ("[scale]\nprompt", "[scale]\nprompt = ''\n#", "prompt is empty."),
        ("[[bands]]", "[[questions]]\nid = 'x'\ntext = ''\noptions = 'yn'\n[[bands]]", "text is empty."),
        ("[scale]", "[options]\nyn = [{ id = 'x', words = '' }]\n[scale]", "words is empty."),
    ],
)
def test_a_button_or_heading_without_words_is_refused(tmp_path: Path, old: str, new: str, found: str) -> None:
    assert any(problem.startswith(found) for problem in problems(tmp_path, LOW_MOOD.replace(old, new, 1)))


def test_only_the_author_of_the_words_is_told_to_change_them(tmp_path: Path) -> None:
    hard = LOW_MOOD.replace("My sleep was poor.", "Considerable psychophysiological exhaustion predominated.")
    assert problems(tmp_path, hard) == []
    own = hard.replace("source =", "# source =")
    assert sorted(problem.split(";")[0][:30] for problem in problems(tmp_path, own)) == [
        "The text reads at school grade",
        "This theme has no reversed sta",
    ]
    assert len(problems(tmp_path, own.replace('unit = "sum"', 'unit = "sum"\nlanguage = "es"'))) == 1
