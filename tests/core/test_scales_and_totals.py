"""Statements with scales of their own, statements that count for several themes, and totals."""

from dataclasses import replace
from fractions import Fraction

import pytest

from quiz.core.answers import Answers, parse_answers
from quiz.core.questionnaire import Questionnaire, Theme
from quiz.core.scale import Scale, ScalePoint
from quiz.core.texts import Texts
from quiz.journal.serialization import deserialize_questionnaire, serialize_questionnaire
from quiz.rules import Scorer
from tests.strategies import make

YES_NO = Scale("Is it so?", (ScalePoint(0, "No"), ScalePoint(1, "Yes")), "Not sure", id="yes-no")
TWO = make((1, 2, 3, 4, 5), ((False,) * 3, (False,) * 3))


def sections() -> Questionnaire:
    """Return a questionnaire whose first theme mixes two scales."""
    first, *others = TWO.statements
    return replace(TWO, scales=(YES_NO,), statements=(replace(first, scale="yes-no"), *others))


def scores(questionnaire: Questionnaire, answers: dict[str, int]) -> list[Fraction | None]:
    """Return the scores of all themes."""
    return [theme.score for theme in Scorer(questionnaire).profile(Answers(answers)).themes]


def test_each_answer_of_a_mixed_theme_counts_by_the_ends_of_its_own_scale() -> None:
    assert scores(sections(), {"s0-0": 1, "s0-1": 1, "s0-2": 3}) == [50, None]
    turned = sections()
    turned = replace(turned, statements=(replace(turned.statements[0], reversed=True), *turned.statements[1:]))
    assert scores(turned, {"s0-0": 1, "s0-1": 1, "s0-2": 1})[0] == 0


def test_only_the_answers_that_a_section_offers_are_valid() -> None:
    answers, invalid = parse_answers(sections(), {"s0-0": "5", "s0-1": "5", "s0-2": "skip", "s1-0": "0"})
    assert invalid == ("s0-0", "s1-0")
    assert answers.statements == {"s0-1": 5, "s0-2": None}


def test_a_statement_counts_for_every_theme_that_it_names() -> None:
    first, *others = TWO.statements
    shared = replace(TWO, statements=(replace(first, also=("t1",)), *others))
    assert [len(shared.statements_of(theme.id)) for theme in shared.themes] == [3, 4]
    assert scores(shared, {"s0-0": 5, "s0-1": 1, "s0-2": 1, "s1-0": 1, "s1-1": 1, "s1-2": 1}) == [Fraction(100, 3), 25]


def test_a_total_has_the_statements_of_its_parts_and_is_never_named_as_the_highest() -> None:
    total = replace(TWO, unit="sum", themes=(*TWO.themes, Theme("all", "all", "All", of=("t0", "t1"))))
    profile = Scorer(total).profile(Answers({s.id: 5 if s.theme == "t0" else 1 for s in total.statements}))
    assert [one.in_unit for one in profile.themes] == [15, 3, 18]
    assert [one.theme.id for one in profile.leading] == ["t0"]
    assert [one.theme.id for one in profile.in_focus] == ["t0"]


@pytest.mark.parametrize(
    "changed",
    [
        replace(TWO, texts=Texts(meaning="x"), title="Other", source="x", purpose="x", language="es"),
        replace(TWO, themes=tuple(replace(theme, direction="strength") for theme in TWO.themes)),
    ],
)
def test_words_and_directions_change_no_fingerprint(changed: Questionnaire) -> None:
    assert changed.fingerprint == TWO.fingerprint


def test_scales_and_totals_change_the_fingerprint() -> None:
    first, *others = TWO.statements
    shared = replace(TWO, statements=(replace(first, also=("t1",)), *others))
    total = replace(TWO, themes=(*TWO.themes, Theme("all", "all", "All", of=("t0", "t1"))))
    wider = replace(sections(), scales=(replace(YES_NO, points=(*YES_NO.points, ScalePoint(2, "Very"))),))
    found = {one.fingerprint for one in (TWO, sections(), shared, total, wider)}
    assert len(found) == 5


def test_all_of_it_is_saved_with_a_result() -> None:
    total = replace(sections(), themes=(*TWO.themes, Theme("all", "all", "All", of=("t0", "t1"))))
    assert deserialize_questionnaire(serialize_questionnaire(total)) == total.saved_part
