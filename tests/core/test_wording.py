"""Which wording fits the answers so far."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from quiz.core.questionnaire import Question, Variant
from quiz.core.wording import chosen_variant, conditions
from tests.strategies import make

YES, NO = Variant("now", ("yes",), "It is"), Variant("now", ("no", "unsure"), "It was")


@pytest.mark.parametrize(
    ("context", "chosen"),
    [({"now": "yes"}, YES), ({"now": "unsure"}, NO), ({"now": None}, None), ({}, None), ({"then": "yes"}, None)],
    ids=["an answer", "one of two answers", "skipped", "blank", "another question"],
)
def test_the_wording_follows_the_answer_and_is_neutral_without_one(
    context: Mapping[str, str | None], chosen: Variant | None
) -> None:
    assert chosen_variant((YES, NO), context) is chosen


def test_texts_with_the_same_condition_share_it() -> None:
    quiz = make()
    quiz = replace(
        quiz,
        scale=replace(quiz.scale, variants=(YES, NO)),
        questions=(
            Question("later", "Later?", "o", variants=(replace(NO, text="Later then?", answers=("unsure", "no")),)),
        ),
    )
    assert conditions(quiz) == (("now", frozenset({"yes"})), ("now", frozenset({"no", "unsure"})))


def test_what_is_saved_with_a_result_has_no_question_and_no_wording_that_depends_on_one() -> None:
    plain = replace(make(), version=3)
    worded = replace(plain, scale=replace(plain.scale, variants=(YES,)), questions=(Question("now", "Now?", "o"),))
    assert worded.scoring_part == plain.scoring_part
    assert worded.scoring_part.version == 3
