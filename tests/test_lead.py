"""What is said about leading themes and about the precision of a score is true of simulated people."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from quiz.core.questionnaire import Questionnaire
from quiz.rules import Profile, Scorer, ThemeScore
from tests.population import People

Scored = Sequence[tuple[Profile, Sequence[float]]]


@pytest.fixture(scope="module", params=[False, True], ids=["community", "in doubt"])
def scored(questionnaire: Questionnaire, request: pytest.FixtureRequest) -> Scored:
    """Return simulated people's profiles, each with the true scores."""
    answers, true = People(questionnaire, 2500, 12, in_doubt=request.param).take()
    scorer = Scorer(questionnaire)
    return list(zip(map(scorer.profile, answers), true.tolist(), strict=True))


def errors(scored: Scored, low: float, high: float) -> NDArray[np.float64]:
    """Return the true score minus the one that is shown, for scores in a range."""
    pairs = [(one, truth) for profile, row in scored for one, truth in zip(profile.themes, row, strict=True)]
    return np.array(
        [truth - float(one.score) for one, truth in pairs if one.score is not None and low <= one.score <= high]
    )


def test_the_leading_themes_contain_the_truly_highest_for_nine_people_in_ten(scored: Scored) -> None:
    found = []
    for profile, row in scored:
        if len(profile.scored) == len(profile.themes) and not profile.is_quiet:
            highest: ThemeScore = profile.themes[int(np.argmax(row))]
            found.append(highest in profile.leading)
    assert len(found) > 1700
    assert np.mean(found) >= 0.9


def test_most_leads_name_one_or_two_themes(scored: Scored) -> None:
    sizes = [len(profile.leading) for profile, _ in scored if not profile.is_quiet]
    assert np.mean(np.array(sizes) <= 2) > 0.5
    assert np.mean(np.array(sizes) == 5) < 0.1


def test_most_scores_are_within_the_give_or_take_that_is_shown(scored: Scored) -> None:
    margin = float(scored[0][0].questionnaire.assumptions.variance) ** 0.5
    assert np.mean(np.abs(errors(scored, 0, 100)) <= margin) > 0.7
    for low, high in ((0, 25), (25, 50), (50, 75), (75, 100)):
        assert np.mean(np.abs(errors(scored, low, high)) <= margin) > 0.5


def test_a_score_near_an_end_is_more_likely_too_far_from_the_middle_than_too_near(scored: Scored) -> None:
    assert np.mean(errors(scored, 75, 100) < 0) > 0.7
    assert np.mean(errors(scored, 0, 25) > 0) > 0.6
