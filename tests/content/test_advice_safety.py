"""What private answers may change in advice, and what needs an answer to every private question."""

from pathlib import Path

import pytest

from tests.content.files import ADVICE, QUESTIONS, changed, load_texts, reported

PRIVATE_BASE = ("PIECE 2", "The base part depends on a private answer. Only extra parts may depend on private answers.")
TAG = ("PIECE 2", "A base text has a tag. Word it so that it is right for anyone, or move it to the extra part.")
PAPER = (
    "Its base part depends on an answer that is not for paper. "
    "Only pieces in base.situations may depend on a question in not_on_paper."
)
UNKNOWN = (
    "A tagged text can be shown while a private question is unanswered. "
    "Unknown isn't safe: add a signal to each condition that needs an answer to every private question."
)

REFUSED: dict[str, tuple[str, str, tuple[str, str]]] = {
    # Name: an old and a new text, and the marker of the line that is reported with the whole message.
    "tag in base text": ('"Walk." }', '"Walk.", tags = ["to_partner"] }', TAG),
    "tag in a base step": ('"Go slowly." }', '"Go slowly.", tags = ["eases_doubt"] }', TAG),
    "base part by a private answer": ("[{}]", '[{}, { question = "free", answers = ["often"] }]', PRIVATE_BASE),
    "base part by a private signal": ("[{}]", '[{ signals = ["clear"] }]', PRIVATE_BASE),
    "base part hidden": ("[{}]", '[{}]\nunless = [{ signals = ["clear"] }]', PRIVATE_BASE),
    "base text": ('"Walk." }', '"Walk.", when = [{ signals = ["clear"] }] }', PRIVATE_BASE),
    "base step hidden": ('"Go slowly." }', '"Go slowly.", unless = [{ signals = ["clear"] }] }', PRIVATE_BASE),
    "closer not for paper": ("[{}]", '[{}, { signals = ["low-mood"] }]', ("PIECE 2", PAPER)),
    "text of a closer not for paper": ('"Walk." }', '"Walk.", unless = [{ signals = ["worn"] }] }', ("PIECE 2", PAPER)),
    "tagged text for unknown safety": ('[{ signals = ["clear"], at_least', "[{ at_least", ("PIECE 3", UNKNOWN)),
    "one way for unknown safety": (
        '[{ signals = ["clear"], at', '[{ at_least = 0 }, { signals = ["clear"], at', ("PIECE 3", UNKNOWN),
    ),
    "support first by a private answer": (
        '[{ signals = ["worn"] }]', '[{ signals = ["clear"] }]',
        ("SUPPORT", "The place of the support lines depends on a private answer. Only extra parts may depend"),
    ),
    "reason that repeats a private answer": (
        'id = "clear"', 'id = "clear"\nbecause = "You said you are free."',
        ("SIGNAL 3", "A reason shown to the reader depends on a private answer. Only extra parts may depend"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_unsafe_advice_is_refused_with_its_line_and_a_fix(tmp_path: Path, case: str) -> None:
    old, new, (marker, message) = REFUSED[case]
    text = changed(ADVICE, (old, new))
    content = load_texts(tmp_path, advice=text)
    assert content.questionnaire is None
    assert [problem for problem in content.errors if message in f"{problem.message} {problem.fix}"] == reported(
        content.errors, text, marker, message
    )
    assert reported(content.errors, text, marker, message), "\n".join(map(str, content.problems))


def test_an_answer_to_one_of_two_private_questions_is_not_enough_for_a_tagged_text(tmp_path: Path) -> None:
    second = '\n[[questions]]\nid = "afraid"\ntext = "Afraid?"\noptions = "frequency"\nprivate = true\n'
    [problem] = load_texts(tmp_path, QUESTIONS + second).errors
    assert problem.message == "A tagged text can be shown while a private question is unanswered."
    both = (
        'signals = ["clear"], at_least = 25',
        'signals = ["clear"], question = "afraid", answers = ["never"], at_least = 25',
    )
    assert load_texts(tmp_path, QUESTIONS + second, changed(ADVICE, both)).problems == ()


def test_tagged_text_needs_no_answer_where_nothing_private_is_asked(tmp_path: Path) -> None:
    questions = changed(QUESTIONS, ("private = true\n", ""))
    assert (
        load_texts(tmp_path, questions, changed(ADVICE, ('signals = ["clear"], at_least', "at_least"))).problems == ()
    )


def test_a_signal_that_is_never_on_is_reported_and_not_a_crash(tmp_path: Path) -> None:
    text = changed(
        ADVICE, ('id = "clear"\nwhen = [{ question = "free", answers = ["often"] }]', 'id = "clear"\nwhen = []')
    )
    assert load_texts(tmp_path, advice=text).errors


def test_positives_that_can_be_reflected_before_every_private_question_is_answered_are_reported(tmp_path: Path) -> None:
    text = f'reflect_positives = [{{ signals = ["clear"] }}, {{ at_least = 25 }}]\n{ADVICE}'
    [problem] = load_texts(tmp_path, advice=text).errors
    assert problem.message == "Positive answers can be reflected while a private question is unanswered."
    assert load_texts(tmp_path, advice=text.replace(", { at_least = 25 }", "")).problems == ()


def test_a_signal_that_reflects_positives_must_exist(tmp_path: Path) -> None:
    text = f'reflect_positives = [{{ signals = ["nowhere"] }}]\n{ADVICE}'
    assert "nowhere" in load_texts(tmp_path, advice=text).errors[0].message
