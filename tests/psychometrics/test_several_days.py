"""Retest statistics, against published figures and made-up people with a known truth."""

import random

import pytest

from quiz.psychometrics.retest import intraclass, retest

# Shrout & Fleiss 1979, Psychological Bulletin 86:420, table 2: four judges rate six targets.
RATINGS = [(9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7)]


def test_both_intraclass_correlations_are_the_published_ones() -> None:
    agreement, consistency, error = intraclass(RATINGS)
    assert (round(agreement, 2), round(consistency, 2), round(error, 2)) == (0.29, 0.71, 1.02)


@pytest.mark.parametrize("truth", [0.5, 0.7, 0.9])
def test_the_true_reliability_of_made_up_people_lies_in_the_interval_as_often_as_it_should(truth: float) -> None:
    chance = random.Random(5)
    hits = 0
    for _ in range(200):
        levels = [chance.gauss(50, 20 * truth**0.5) for _ in range(60)]
        error = 20 * (1 - truth) ** 0.5
        found = retest([(level + chance.gauss(0, error), level + chance.gauss(0, error)) for level in levels])
        assert found
        hits += found.low <= truth <= found.high
    assert 184 <= hits <= 197


def test_a_shift_counts_for_agreement_and_not_for_consistency() -> None:
    chance = random.Random(6)
    levels = [chance.gauss(50, 20) for _ in range(100)]
    days = [(level + chance.gauss(0, 5), level + 10 + chance.gauss(0, 5)) for level in levels]
    still = [(one, two - 10) for one, two in days]
    moved, unmoved = retest(days), retest(still)
    assert moved
    assert unmoved
    assert moved.consistency == pytest.approx(unmoved.consistency)
    assert moved.agreement < unmoved.agreement
    assert (moved.drifted, unmoved.drifted) == (True, False)
    assert moved.sem == pytest.approx(5, rel=0.2)


def test_nothing_is_said_about_too_few_people_or_scores_that_do_not_vary() -> None:
    assert retest([(50, 60), (40, 30)] * 14) is None
    assert retest([(50, 50)] * 40) is None
    assert retest([(50, 50), (60, 60)] * 20) is not None
