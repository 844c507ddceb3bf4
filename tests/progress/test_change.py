"""The change between two profiles, case by case."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from quiz.core.answers import Answers
from quiz.core.clear_change import clear_change_z
from quiz.core.questionnaire import Questionnaire
from quiz.core.scale import ScalePoint
from quiz.progress.change import NotComparable, ThemeChange, change_limits, compare
from quiz.rules import Profile, Scorer
from tests.strategies import make

SIX = make(themes=[[False] * 6])
POINT_BY_POINT = make(range(1001), [[False]], sd=Fraction(22))
"""One statement from 0 to 1000: a score may be any tenth of a point."""


def profile(questionnaire: Questionnaire, answers: Mapping[str, int | None]) -> Profile:
    return Scorer(questionnaire).profile(Answers(answers))


def change(before: Profile, after: Profile) -> ThemeChange:
    [found] = compare([before], after)
    assert isinstance(found, ThemeChange)
    return found


def refusal(before: Profile, after: Profile) -> NotComparable:
    [found] = compare([before], after)
    assert isinstance(found, NotComparable)
    return found


def verdict(tenths: int, questionnaire: Questionnaire = POINT_BY_POINT) -> str:
    """Return the verdict on a change of this many tenths of a point."""
    before, after = (profile(questionnaire, {"s0-0": 500 + n}) for n in (0, tenths))
    return change(before, after).verdict


@pytest.mark.parametrize(
    ("tenths", "expected"),
    [(0, "same"), (139, "same"), (140, "maybe"), (272, "maybe"), (273, "clear"), (500, "clear")],
)
def test_a_change_is_maybe_beyond_13_9_points_and_clear_beyond_27_3(tenths: int, expected: str) -> None:
    assert verdict(tenths) == expected
    assert verdict(-tenths) == expected


@pytest.mark.parametrize(
    ("tenths", "expected"),
    [(99, "same"), (100, "same"), (101, "maybe"), (195, "maybe"), (196, "clear")],
)
def test_a_change_exactly_at_a_threshold_does_not_exceed_it(tenths: int, expected: str) -> None:
    # SD 10 and retest reliability .5: the standard error of a difference is exactly 10 points, the threshold 19.59964.
    exact = make(range(1001), [[False]], sd=Fraction(10), retest=Fraction(1, 2))
    assert verdict(tenths, exact) == expected


def test_a_change_has_both_scores_and_the_number_of_statements() -> None:
    before = profile(SIX, {f"s0-{n}": 2 for n in range(6)})
    after = profile(SIX, {f"s0-{n}": 5 for n in range(5)})
    found = change(before, after)
    assert (found.before, found.after, found.shared, found.asked, found.verdict) == (25, 100, 5, 6, "clear")
    assert found.variance == 2 * Fraction(968, 10) * Fraction(6, 5)
    assert math.sqrt(found.threshold_squared) == pytest.approx(1.96 * math.sqrt(found.variance), rel=1e-4)


def test_only_statements_answered_both_times_count() -> None:
    before = profile(SIX, {"s0-0": 5, "s0-1": 1, "s0-2": 1, "s0-3": 1, "s0-4": 1, "s0-5": None})
    after = profile(SIX, {"s0-0": None, "s0-1": 1, "s0-2": 1, "s0-3": 1, "s0-4": 1, "s0-5": 5})
    found = change(before, after)
    assert (found.before, found.after, found.shared) == (0, 0, 4)


def test_statements_are_matched_by_id_not_by_position() -> None:
    two = make(themes=[[False, True, False], [False, False]])
    reordered = replace(two, themes=two.themes[::-1], statements=two.statements[::-1])
    values: dict[str, int | None] = {"s0-0": 5, "s0-1": 2, "s0-2": 1, "s1-0": 1, "s1-1": 4}
    changes = compare([profile(two, values)], profile(reordered, values))
    assert [found.theme.id for found in changes] == ["t1", "t0"]
    for found in changes:
        assert isinstance(found, ThemeChange)
        assert found.before == found.after
        assert found.verdict == "same"


def test_a_statement_with_a_corrected_text_is_still_the_same_statement() -> None:
    corrected = replace(SIX, statements=tuple(replace(s, text=s.text + "!") for s in SIX.statements))
    values = {f"s0-{n}": 3 for n in range(6)}
    assert change(profile(SIX, values), profile(corrected, values)).shared == 6


def test_a_statement_reworded_in_reverse_is_scored_by_each_version_s_own_key() -> None:
    flipped = replace(SIX, statements=tuple(replace(s, text=f"Not: {s.text}", reversed=True) for s in SIX.statements))
    before = profile(SIX, {f"s0-{n}": 4 for n in range(6)})
    after = profile(flipped, {f"s0-{n}": 2 for n in range(6)})
    assert change(before, after).verdict == "same"


def test_a_statement_that_moved_to_another_theme_is_not_shared() -> None:
    two = make(themes=[[False] * 3, [False] * 3])
    moved = replace(two, statements=tuple(replace(s, theme="t1") if s.id == "s0-0" else s for s in two.statements))
    values = {s.id: 3 for s in two.statements}
    found = compare([profile(two, values)], profile(moved, values))
    assert [one.shared for one in found] == [2, 3]


def longer(statements: int) -> Questionnaire:
    return make(themes=[[False] * statements])


TALLER = replace(SIX, scale=replace(SIX.scale, points=(*SIX.scale.points, ScalePoint(6, "more"))))
RENAMED = replace(
    SIX, themes=(replace(SIX.themes[0], id="new"),), statements=tuple(replace(s, theme="new") for s in SIX.statements)
)


@pytest.mark.parametrize(
    ("other", "reason", "shared"),
    [(RENAMED, "theme", 0), (TALLER, "scale", 0), (longer(10), "too_few", 6), (longer(3), "too_few", 3)],
    ids=["renamed", "taller scale", "longer", "shorter"],
)
def test_a_theme_that_cannot_be_compared_has_a_reason(other: Questionnaire, reason: str, shared: int) -> None:
    before, now = (profile(quiz, {s.id: 3 for s in quiz.statements}) for quiz in (SIX, other))
    found = refusal(before, now)
    assert (found.theme, found.reason, found.shared) == (other.themes[0], reason, shared)


def test_too_few_statements_answered_both_times_are_the_reason() -> None:
    before = profile(SIX, {f"s0-{n}": 3 for n in range(5)})
    after = profile(SIX, {f"s0-{n}": 3 for n in range(2, 6)})
    assert refusal(before, after).reason == "too_few"
    assert (refusal(before, after).shared, refusal(before, after).asked) == (3, 6)
    assert refusal(before, profile(SIX, {})).shared == 0


def test_one_theme_that_cannot_be_compared_does_not_affect_the_others() -> None:
    two = make(themes=[[False] * 6, [False] * 6])
    whole: dict[str, int | None] = {s.id: 3 for s in two.statements}
    part = {**whole, "s0-0": None, "s0-1": None, "s0-2": None}
    kinds = [type(found) for found in compare([profile(two, whole)], profile(two, part))]
    assert kinds == [NotComparable, ThemeChange]


def test_a_statement_whose_key_was_corrected_is_left_out_so_that_the_correction_is_no_change() -> None:
    corrected = replace(SIX, statements=tuple(replace(s, reversed=s.id == "s0-0") for s in SIX.statements))
    before = profile(SIX, {f"s0-{n}": 5 for n in range(6)})
    after = profile(corrected, {f"s0-{n}": 5 for n in range(6)})
    found = change(before, after)
    assert (found.verdict, found.shared, found.asked) == ("same", 5, 6)
    assert found.before == found.after


def several(before: Sequence[Profile], after: Profile) -> ThemeChange:
    found = compare(before, after)[0]
    assert isinstance(found, ThemeChange)
    return found


def at(value: int, missing: int = 0) -> Profile:
    return profile(SIX, {f"s0-{n}": None if n < missing else value for n in range(6)})


def test_several_earlier_results_count_by_their_mean_which_is_more_exact_than_one() -> None:
    one, three = several([at(1)], at(3)), several([at(1), at(3), at(5)], at(3))
    assert (one.before, one.after, one.results) == (0, 50, 1)
    assert (three.before, three.after, three.results, three.verdict) == (50, 50, 3, "same")
    # One error of the later result, and a third of one for the mean of three.
    assert three.variance / one.variance == Fraction(4, 3) / 2


def test_the_more_earlier_results_there_are_the_smaller_a_clear_change_is() -> None:
    limits = [several([at(2)] * count, at(3)).threshold_squared for count in range(1, 13)]
    assert limits == sorted(limits, reverse=True)
    assert [change_limits(SIX, 1, count)[1] for count in range(1, 13)] == limits


def test_an_earlier_result_with_too_few_shared_answers_is_left_out_and_the_others_still_count() -> None:
    found = several([at(1, missing=3), at(2), at(4, missing=1)], at(3))
    assert (found.before, found.results, found.shared) == (50, 2, 5)
    assert isinstance(compare([at(1, missing=3), at(2, missing=4)], at(3))[0], NotComparable)


def test_the_more_themes_are_compared_the_larger_a_clear_change_is() -> None:
    # Two-sided 5 % for all themes together; 1.96 for one, as Jacobson & Truax have it.
    assert [round(float(clear_change_z(count)), 2) for count in (1, 2, 5)] == [1.96, 2.24, 2.57]
    five = make(themes=[[False] * 6] * 5)
    values: dict[str, int | None] = {s.id: 3 for s in five.statements}
    fewer = {id_: value for id_, value in values.items() if not id_.startswith(("s0", "s1", "s2"))}
    for now, compared in ((values, 5), (fewer, 2)):
        found = compare([profile(five, values)], profile(five, now))
        limits = {one.threshold_squared for one in found if isinstance(one, ThemeChange)}
        assert limits == {change_limits(five, compared)[1]}


def test_a_theme_s_own_numbers_replace_those_of_the_questionnaire() -> None:
    own = replace(SIX, themes=(replace(SIX.themes[0], sd=Fraction(11), retest=Fraction(9, 10)),))
    values = {f"s0-{n}": 3 for n in range(6)}
    found = change(profile(own, values), profile(own, values))
    assert found.variance == 2 * Fraction(121) / 10
