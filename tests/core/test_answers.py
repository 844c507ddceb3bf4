"""Texts from a form or a file to answers, and back."""

from dataclasses import replace

import pytest
from hypothesis import given

from quiz.core.answers import Answers, parse_answers
from quiz.core.questionnaire import Option, Question, Questionnaire
from tests.strategies import make, takes

ASKED = replace(
    make((-2, -1, 0, 1, 2), [[False, True, False]]),
    options={"frequency": (Option("never", "Never"), Option("often", "Often"))},
    questions=(Question("mood", "Mood?", "frequency"), Question("safety", "Safe?", "frequency", private=True)),
)


def test_an_answer_on_the_scale_is_read_whatever_its_sign() -> None:
    answers, refused = parse_answers(ASKED, {"s0-0": "-2", "s0-1": "0", "mood": "often"})
    assert answers == Answers({"s0-0": -2, "s0-1": 0}, {"mood": "often"})
    assert refused == ()


def test_skipping_is_an_answer_of_its_own_and_an_empty_text_is_none() -> None:
    answers, refused = parse_answers(ASKED, {"s0-0": "skip", "s0-1": "", "mood": "skip", "safety": ""})
    assert answers == Answers({"s0-0": None}, {"mood": None})
    assert refused == ()
    assert answers.unanswered(ASKED) == ("s0-1", "s0-2")


@pytest.mark.parametrize("text", ["3", "-3", "1.5", "01", " 1", "1 ", "never", "٣", "None", "SKIP"])
def test_a_text_that_is_not_on_the_scale_is_refused_and_the_others_are_kept(text: str) -> None:
    answers, refused = parse_answers(ASKED, {"s0-0": text, "s0-1": "1"})
    assert answers.statements == {"s0-1": 1}
    assert refused == ("s0-0",)


def test_an_option_that_is_not_offered_is_refused() -> None:
    answers, refused = parse_answers(ASKED, {"mood": "sometimes", "safety": "never"})
    assert answers.context == {"safety": "never"}
    assert refused == ("mood",)


def test_what_is_not_asked_is_passed_over() -> None:
    assert parse_answers(ASKED, {"csrf_token": "x", "s9-9": "1"}) == (Answers(), ())


@given(takes())
def test_writing_then_reading_is_the_same(take: tuple[Questionnaire, Answers]) -> None:
    questionnaire, answers = take
    assert parse_answers(questionnaire, answers.raw()) == (answers, ())


def test_private_answers_can_be_told_apart() -> None:
    answers = Answers({"s0-0": 1}, {"mood": "often", "safety": "never"})
    assert answers.private(ASKED) == Answers(context={"safety": "never"})
    assert answers.without_private(ASKED) == Answers({"s0-0": 1}, {"mood": "often"})


def test_earlier_answers_are_added_and_never_win() -> None:
    earlier = Answers({"s0-0": 5, "s0-1": None}, {"mood": "never", "safety": None})
    answers = Answers({"s0-0": 1}, {"mood": "often"}).after(earlier)
    assert answers == Answers({"s0-0": 1, "s0-1": None}, {"mood": "often", "safety": None})
