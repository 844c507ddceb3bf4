"""Parsing texts from a form or a file."""

from dataclasses import replace

import pytest
from hypothesis import given

from quiz.core.answers import Answers, parse_answers
from quiz.core.question import Option, Question
from quiz.core.questionnaire import Questionnaire
from tests.strategies import answered_questionnaires, make

ASKED = replace(
    make((-2, -1, 0, 1, 2), [[False, True, False]]),
    options={"frequency": (Option("never", "Never"), Option("often", "Often"))},
    questions=(Question("mood", "Mood?", "frequency"), Question("safety", "Safe?", "frequency", private=True)),
)


def test_negative_and_zero_values_on_the_scale_are_parsed() -> None:
    answers, invalid = parse_answers(ASKED, {"s0-0": "-2", "s0-1": "0", "mood": "often"})
    assert answers == Answers({"s0-0": -2, "s0-1": 0}, {"mood": "often"})
    assert invalid == ()


def test_skipping_is_an_answer_and_an_empty_text_is_not() -> None:
    answers, invalid = parse_answers(ASKED, {"s0-0": "skip", "s0-1": "", "mood": "skip", "safety": ""})
    assert answers == Answers({"s0-0": None}, {"mood": None})
    assert invalid == ()
    assert answers.unanswered(ASKED) == ("s0-1", "s0-2")


@pytest.mark.parametrize("text", ["3", "-3", "1.5", "01", " 1", "1 ", "never", "٣", "None", "SKIP"])
def test_a_text_that_is_not_on_the_scale_is_invalid_and_the_others_are_used(text: str) -> None:
    answers, invalid = parse_answers(ASKED, {"s0-0": text, "s0-1": "1"})
    assert answers.statements == {"s0-1": 1}
    assert invalid == ("s0-0",)


def test_an_unknown_option_is_invalid() -> None:
    answers, invalid = parse_answers(ASKED, {"mood": "sometimes", "safety": "never"})
    assert answers.context == {"safety": "never"}
    assert invalid == ("mood",)


def test_ids_that_are_not_asked_are_ignored() -> None:
    assert parse_answers(ASKED, {"csrf_token": "x", "s9-9": "1"}) == (Answers(), ())


@given(answered_questionnaires())
def test_parsing_the_raw_texts_returns_the_same_answers(answered: tuple[Questionnaire, Answers]) -> None:
    questionnaire, answers = answered
    assert parse_answers(questionnaire, answers.raw()) == (answers, ())


def test_private_answers_can_be_separated() -> None:
    answers = Answers({"s0-0": 1}, {"mood": "often", "safety": "never"})
    assert answers.private(ASKED) == Answers(context={"safety": "never"})
    assert answers.without_private(ASKED) == Answers({"s0-0": 1}, {"mood": "often"})


def test_earlier_answers_fill_in_but_never_overwrite() -> None:
    earlier = Answers({"s0-0": 5, "s0-1": None}, {"mood": "never", "safety": None})
    answers = Answers({"s0-0": 1}, {"mood": "often"}).after(earlier)
    assert answers == Answers({"s0-0": 1, "s0-1": None}, {"mood": "often", "safety": None})
