"""The scoring rules, case by case."""

import math
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from quiz.core.answers import Answers
from quiz.core.assumptions import Careless
from quiz.core.careless_signs import careless_signs
from quiz.core.questionnaire import Band, Questionnaire
from quiz.core.unit_range import Unit
from quiz.rules import Scorer, ThemeScore, band_at, error_variance
from tests.strategies import make

SIX = make()


def first(questionnaire: Questionnaire, *values: int | None) -> ThemeScore:
    """Return the score of the first theme, answered with these values in order."""
    ids = (statement.id for statement in questionnaire.statements)
    return Scorer(questionnaire).profile(Answers(dict(zip(ids, values, strict=False)))).themes[0]


QUARTERS = tuple(
    Band(id_, Fraction(low), Fraction(low + 25), id_)
    for id_, low in (("quiet", 0), ("at-times", 25), ("a-lot", 50), ("a-lot-of-room", 75))
)


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (Fraction(0), "quiet"),
        (Fraction(25) - Fraction(1, 10**9), "quiet"),
        (Fraction(25), "at-times"),
        (Fraction(50) - Fraction(1, 10**9), "at-times"),
        (Fraction(50), "a-lot"),
        (Fraction(75) - Fraction(1, 10**9), "a-lot"),
        (Fraction(75), "a-lot-of-room"),
        (Fraction(100), "a-lot-of-room"),
    ],
)
def test_a_limit_belongs_to_the_band_above_it(score: Fraction, band: str) -> None:
    found = band_at(QUARTERS, score)
    assert found is not None
    assert found.id == band


def test_a_questionnaire_without_bands_has_scores_without_bands() -> None:
    assert band_at((), Fraction(50)) is None
    assert first(SIX, 3, 3, 3, 3, 3, 3).band is None


def test_the_band_is_that_of_the_exact_score_and_the_ends_of_the_range_have_their_own() -> None:
    score = first(replace(SIX, bands=QUARTERS), 2, 3, 3, 3, 3, 3)
    assert score.score == Fraction(100 * 11, 24)
    found = [band.id for band in (score.band_low, score.band, score.band_high) if band]
    assert found == ["at-times", "at-times", "a-lot"]


@pytest.mark.parametrize(
    ("answered", "state"),
    [(6, "full"), (5, "full"), (4, "partial"), (3, "too_few"), (1, "too_few"), (0, "too_few")],
)
def test_five_of_six_answers_give_a_full_score_four_a_partial_one_and_three_none(answered: int, state: str) -> None:
    score = first(SIX, *[4] * answered, *[None] * (6 - answered))
    assert (score.state, score.answered, score.asked) == (state, answered, 6)
    assert score.score == (None if state == "too_few" else 75)
    assert (score.low is None) == (score.high is None) == (state == "too_few")


def test_the_standard_error_of_six_answers_is_about_ten_points() -> None:
    score = first(SIX, 3, 3, 3, 3, 3, 3)
    assert score.low == pytest.approx(50 - 9.84, abs=0.005)
    assert score.high == pytest.approx(50 + 9.84, abs=0.005)


@pytest.mark.parametrize(("missing", "points"), [(0, 0.0), (1, 4.3), (2, 6.9), (3, 9.8)])
def test_each_missing_answer_adds_to_the_error(missing: int, points: float) -> None:
    added = error_variance(SIX.assumptions.variance, 6 - missing, 6) - SIX.assumptions.variance
    assert math.sqrt(added) == pytest.approx(points, abs=0.2)


def test_a_range_ends_at_the_ends_of_the_scale() -> None:
    assert first(SIX, 1, 1, 1, 1, 1, 1).low == 0
    assert first(SIX, 5, 5, 5, 5, 5, 5).high == 100


def leading(*answers: list[int], missing: int = 0) -> set[str]:
    """Return the short names of the leading themes; `missing` answers are left out of the first."""
    questionnaire = make(themes=[[False] * 6] * len(answers))
    values = {f"s{t}-{n}": value for t, theme in enumerate(answers) for n, value in enumerate(theme)}
    for n in range(missing):
        del values[f"s0-{n}"]
    profile = Scorer(questionnaire).profile(Answers(dict(values)))
    return {theme.theme.short for theme in profile.leading}


def test_themes_lead_together_within_14_points_and_alone_beyond_it() -> None:
    assert math.sqrt(2 * SIX.assumptions.variance) == pytest.approx(13.9, abs=0.05)
    half = [3] * 6
    assert leading(half, [3, 3, 3, 2, 2, 2]) == {"T0", "T1"}
    assert leading(half, [3, 3, 2, 2, 2, 2]) == {"T0"}
    assert leading([5] * 6, missing=3) == set()
    # 14.6 points apart, which is close enough when one of the two has four answers.
    assert leading([3, 3, 4, 3, 3, 3], [3, 3, 3, 3, 2, 2], missing=2) == {"T0", "T1"}


def test_two_themes_exactly_one_standard_error_apart_lead_together() -> None:
    # SD 10 and reliability .5: the standard error of a difference is exactly 10 points.
    exact = make(range(1001), [[False], [False]], sd=Fraction(10), reliability=Fraction(1, 2))
    for tenths, count in ((400, 2), (399, 1)):
        profile = Scorer(exact).profile(Answers({"s0-0": 500, "s1-0": tenths}))
        assert len(profile.leading) == count


def test_leading_themes_come_highest_first_and_equal_ones_in_the_order_of_the_questionnaire() -> None:
    questionnaire = make(range(101), [[False]] * 4)
    profile = Scorer(questionnaire).profile(Answers({"s0-0": 60, "s1-0": 70, "s2-0": 60, "s3-0": 20}))
    assert [theme.theme.short for theme in profile.leading] == ["T1", "T0", "T2"]


def test_a_theme_s_own_assumptions_make_its_own_range() -> None:
    own = replace(SIX, themes=(replace(SIX.themes[0], sd=Fraction(10), reliability=Fraction(3, 4)),))
    assert first(own, 3, 3, 3, 3, 3, 3).variance == 25


@pytest.mark.parametrize(("score", "quiet"), [(0, True), (24, True), (25, False), (80, False)])
def test_all_scores_below_a_quarter_are_quiet_whatever_the_bands(score: int, quiet: bool) -> None:  # noqa: FBT001
    questionnaire = make(range(101), [[False], [False]])
    assert Scorer(questionnaire).profile(Answers({"s0-0": score, "s1-0": 3})).is_quiet is quiet
    assert not Scorer(questionnaire).profile(Answers({})).is_quiet


@pytest.mark.parametrize(
    ("score", "lean"), [(0, "higher"), (25, "higher"), (26, ""), (74, ""), (75, "lower"), (100, "lower")]
)
def test_only_very_high_and_very_low_scores_lean_toward_the_middle(score: int, lean: str) -> None:
    assert first(make(range(101), [[False]]), score).lean == lean
    assert first(SIX, None).lean == ""


def test_top_statements_are_above_the_middle_and_highest_first() -> None:
    questionnaire = make(themes=[[False, True, False, False], [False]])
    answers = Answers({"s0-0": 4, "s0-1": 1, "s0-2": 3, "s0-3": 2, "s1-0": 5})
    profile = Scorer(questionnaire).profile(answers)
    assert [s.id for s in profile.top_statements("t0", 9)] == ["s0-1", "s0-0"]
    assert [s.id for s in profile.top_statements("t0", 1)] == ["s0-1"]


def test_at_most_two_top_statements_are_returned_and_just_above_the_middle_is_above_it() -> None:
    profile = Scorer(make(range(101), [[False] * 4])).profile(Answers({"s0-0": 51, "s0-1": 50, "s0-2": 90, "s0-3": 51}))
    assert [s.id for s in profile.top_statements("t0")] == ["s0-2", "s0-0"]


def test_an_unanswered_statement_is_no_top_statement() -> None:
    profile = Scorer(SIX).profile(Answers({"s0-0": None}))
    assert profile.top_statements("t0") == ()


CAREFUL = make(themes=[[False] * 10])


def signs_of(values: Sequence[int | None], seconds: float | None = None, run: int = 8) -> tuple[str, ...]:
    questionnaire = replace(CAREFUL, careless=Careless(run, Fraction(2)))
    return careless_signs(questionnaire, Answers({f"s0-{n}": value for n, value in enumerate(values)}), seconds)


@pytest.mark.parametrize(
    ("values", "signs"),
    [
        ([4] * 7 + [1, 1, 1], ()),
        ([4] * 8 + [1, 1], ("run",)),
        ([1] + [4] * 9, ("run",)),
        ([4] * 4 + [None] + [4] * 5, ()),
        ([None] * 10, ()),
        ([], ()),
    ],
)
def test_eight_identical_raw_answers_are_a_run_and_a_skipped_one_breaks_it(
    values: list[int | None], signs: tuple[str, ...]
) -> None:
    assert signs_of(values) == signs


def test_a_run_can_be_turned_off_and_no_answers_are_none() -> None:
    assert signs_of([4] * 10, run=0) == signs_of([], run=1) == ()


@pytest.mark.parametrize(
    ("answered", "seconds", "signs"), [(10, 19.9, ("fast",)), (10, 20, ()), (5, 10, ()), (5, 9, ("fast",)), (0, 0, ())]
)
def test_under_two_seconds_for_each_answer_is_fast(answered: int, seconds: float, signs: tuple[str, ...]) -> None:
    assert signs_of([1, 2, 3, 4, 5, 1, 2, 3, 4, 5][:answered], seconds) == signs


def test_an_unknown_duration_is_not_fast() -> None:
    assert signs_of([1, 2] * 5, None) == ()


@pytest.mark.parametrize(
    ("unit", "expected"), [("pomp", Fraction(200, 3)), ("mean", Fraction(2)), ("sum", Fraction(12))]
)
def test_a_score_can_be_converted_to_a_sum_or_a_mean(unit: Unit, expected: Fraction) -> None:
    questionnaire = replace(make((0, 1, 2, 3)), unit=unit)
    assert questionnaire.range_of("t0").at(Fraction(200, 3)) == expected


def test_a_mean_lies_on_the_scale_wherever_it_begins() -> None:
    questionnaire = replace(make((1, 2, 3, 4, 5)), unit="mean")
    assert [questionnaire.range_of("t0").at(Fraction(score)) for score in (0, 50, 100)] == [1, 3, 5]


def test_bands_are_in_the_unit_of_the_questionnaire() -> None:
    bands = (Band("low", Fraction(0), Fraction(10), "low"), Band("high", Fraction(10), Fraction(18), "high"))
    questionnaire = replace(make((0, 1, 2, 3)), unit="sum", bands=bands)
    for values, band in [((1, 1, 1, 2, 2, 2), bands[0]), ((1, 1, 2, 2, 2, 2), bands[1]), ((3,) * 6, bands[1])]:
        assert first(questionnaire, *values).band == band
