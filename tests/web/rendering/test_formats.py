"""Numbers as a reader sees them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.web.rendering.formats import whole

SCORES = st.fractions(0, 100)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(0), "0"),
        (Fraction(1, 1000), "1"),
        (Fraction(1, 2), "1"),
        (Fraction(149, 100), "1"),
        (Fraction(5, 2), "3"),
        (Fraction(7, 2), "4"),
        (Fraction(2083, 100), "21"),
        (Fraction(199, 2), "99"),
        (Fraction(99999, 1000), "99"),
        (Fraction(100), "100"),
        (0.0, "0"),
        (9.84, "10"),
        (99.6, "99"),
        (100.0, "100"),
    ],
)
def test_halves_go_up_and_an_end_is_only_ever_exact(value: Fraction | float, shown: str) -> None:
    assert whole(value) == shown


@given(SCORES)
def test_a_shown_0_or_100_is_exact(value: Fraction) -> None:
    assert (whole(value) == "0") == (value == 0)
    assert (whole(value) == "100") == (value == 100)


@given(SCORES)
def test_a_shown_number_is_less_than_one_away_and_half_away_from_the_ends(value: Fraction) -> None:
    away = abs(int(whole(value)) - value)
    assert away < 1
    if 1 <= value <= 99:
        assert away <= Fraction(1, 2)


@given(SCORES, SCORES)
def test_a_higher_score_is_never_shown_lower(one: Fraction, other: Fraction) -> None:
    low, high = sorted([one, other])
    assert int(whole(low)) <= int(whole(high))
