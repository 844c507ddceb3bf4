"""Which wording fits the answers so far."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from quiz.core.assumptions import Careless
from quiz.core.question import Option, Question
from quiz.core.scale import Variant
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


def test_what_is_saved_with_a_result_has_its_wordings_and_questions_but_no_private_one() -> None:
    asked = Question("now", "Now?", "yes-no", variants=(YES,))
    private = Question("afraid", "Afraid?", "frequency", private=True)
    options = {"yes-no": (Option("yes", "Yes"), Option("no", "No")), "frequency": (Option("never", "Never"),)}
    plain = replace(make(), version=3, scale=replace(make().scale, variants=(YES,)))
    whole = replace(plain, questions=(asked, private), options=options, advice="advice.toml", careless=Careless(8))
    assert whole.saved_part == replace(plain, questions=(asked,), options={"yes-no": options["yes-no"]})
    assert whole.saved_part.fingerprint == plain.fingerprint
