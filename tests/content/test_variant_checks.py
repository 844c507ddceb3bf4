"""Questions asked first, and wordings that depend on an earlier answer: every mistake is reported with its place."""

from pathlib import Path

import pytest

from quiz.core.wording import MAX_CONDITIONS
from tests.content.files import QUESTIONS, changed, load_texts, reported

FIRST = """\
[[questions]]  # FIRST
id = "now"
text = "Now?"
options = "frequency"
first = true

[[questions]]  # QUESTION 1
id = "mood"
text = "Low mood?"
variants = [{ question = "now", answers = ["never"], text = "Low mood then?" }]
"""
SECOND = '\n[[questions]]  # SECOND\nid = "second"\ntext = "Second?"\noptions = "frequency"\n'
TEXT = changed(
    QUESTIONS,
    ('[[questions]]  # QUESTION 1\nid = "mood"\ntext = "Low mood?"\n', FIRST),
    ("[assumptions]", '[[scale.variants]]\nquestion = "now"\nanswers = ["never"]\ntext = "And then?"\n\n[assumptions]'),
)
IN_SCALE = '[[scale.variants]]\nquestion = "now"'
IN_MOOD = 'variants = [{ question = "now", answers = ["never"], text = "Low mood then?" }]'

Change = tuple[str, str]

MISTAKES: dict[str, tuple[tuple[Change, ...], str, str]] = {
    # Name: the changes, the marker of the line that is reported, a part of the message.
    "unknown question": (((IN_SCALE, IN_SCALE.replace("now", "know")),), "SCALE", 'Did you mean "now"?'),
    "unknown answer": (
        ((IN_MOOD, IN_MOOD.replace("never", "nevr")),), "QUESTION 1", 'no answer "nevr". Did you mean "never"?',
    ),
    "no answer": (((IN_MOOD, IN_MOOD.replace('"never"', "")),), "QUESTION 1", "A variant names no answer."),
    "empty text": (((IN_MOOD, IN_MOOD.replace("Low mood then?", " ")),), "QUESTION 1", "text of a variant is empty"),
    "prompt by a later question": ((("first = true\n", ""),), "SCALE", "asked later. Mark it with first = true."),
    "question by itself": (
        ((IN_MOOD, IN_MOOD.replace('"now"', '"mood"')),), "QUESTION 1", "which is asked later. Move it up.",
    ),
    "by a private answer": (
        (("first = true\n", "private = true\n"),), "QUESTION 1", 'wording cannot depend on "now", which is private.',
    ),
    "private and first": (
        (("first = true\n", "first = true\nprivate = true\n"),), "FIRST", "A private question cannot be asked first.",
    ),
    "first at the end": (
        (("[[questions]]  # FIRST", SECOND.lstrip() + "\n[[questions]]  # FIRST"),), "FIRST", "come before all others.",
    ),
    "two variants for one answer": (
        ((IN_MOOD, IN_MOOD.replace("}]", '}, { question = "now", answers = ["never"], text = "What?" }]')),),
        "QUESTION 1", 'Two variants are for the answer "never".',
    ),
    "a text by two questions": (
        (
            (IN_MOOD, ""),
            (IN_SCALE, '[[scale.variants]]\nquestion = "mood"\nanswers = ["often"]\ntext = "Hm?"\n\n' + IN_SCALE),
        ),
        "SCALE", "The variants depend on different questions.",
    ),
}  # fmt: skip


def test_a_first_question_and_wordings_that_depend_on_it_are_fine(tmp_path: Path) -> None:
    questionnaire = load_texts(tmp_path, TEXT).questionnaire
    assert questionnaire
    assert [question.first for question in questionnaire.questions][:2] == [True, False]
    assert questionnaire.scale.variants[0].text == "And then?"


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_reported_with_its_line(tmp_path: Path, mistake: str) -> None:
    changes, marker, phrase = MISTAKES[mistake]
    text = changed(TEXT, *changes)
    content = load_texts(tmp_path, text)
    assert content.questionnaire is None
    assert reported(content.errors, text, marker, phrase), "\n".join(map(str, content.problems))


def test_more_conditions_than_a_page_can_switch_between_are_refused(tmp_path: Path) -> None:
    ids = [f"o{number}" for number in range(MAX_CONDITIONS + 1)]
    options = ", ".join(f'{{ id = "{id_}", words = "{id_}" }}' for id_ in ids)
    variants = ", ".join(f'{{ question = "now", answers = ["{id_}"], text = "{id_}?" }}' for id_ in ids)
    text = changed(
        TEXT,
        ("frequency = [", f"many = [{options}]\nfrequency = ["),
        ('options = "frequency"\nfirst', 'options = "many"\nfirst'),
        (IN_MOOD, f"variants = [{variants}]"),
        ('answers = ["never"]\ntext = "And', 'answers = ["o0"]\ntext = "And'),
    )
    content = load_texts(tmp_path, text)
    limit = f"different conditions; the limit is {MAX_CONDITIONS}"
    assert reported(content.errors, text, "FIRST", limit), "\n".join(map(str, content.problems))
