"""The simulated people are as realistic as their description says, since other tests build on them."""

import numpy as np
import pytest
from numpy.typing import NDArray

from quiz.core.answers import Answers
from quiz.core.questionnaire import Questionnaire
from quiz.psychometrics.reliability import reliability
from quiz.rules import Scorer
from tests.population import People, population

UNSAFE = {
    "safety-disagree": {"never", "rarely", "sometimes"},
    "safety-limits": {"sometimes", "often", "almost-always"},
    "safety-afraid": {"sometimes", "often", "almost-always"},
}


def _scores(questionnaire: Questionnaire, sheets: list[Answers]) -> NDArray[np.float64]:
    scorer = Scorer(questionnaire)
    rows = [[one.score for one in scorer.profile(sheet).themes] for sheet in sheets]
    return np.array([[np.nan if score is None else float(score) for score in row] for row in rows])


@pytest.mark.parametrize(("in_doubt", "low", "high"), [(False, 30, 36), (True, 42, 48)])
def test_scores_are_spread_and_related_as_described(
    questionnaire: Questionnaire, low: float, high: float, *, in_doubt: bool
) -> None:
    scores = _scores(questionnaire, population(questionnaire, 1500, 1, in_doubt=in_doubt))
    complete = scores[np.isfinite(scores.sum(axis=1))]
    between = np.asarray(np.corrcoef(complete.T))[np.triu_indices(complete.shape[1], 1)]
    assert low < complete.mean() < high
    assert 17 < complete.std(axis=0).mean() < 22
    assert 0.36 < between.mean() < 0.46
    assert 0.95 < len(complete) / len(scores) < 1


def test_every_theme_has_an_alpha_of_about_four_fifths(questionnaire: Questionnaire) -> None:
    sheets, scorer = population(questionnaire, 2000, 2), Scorer(questionnaire)
    for theme in questionnaire.themes:
        statements = questionnaire.statements_of(theme.id)
        patterns: dict[tuple[int, ...], int] = {}
        for sheet in sheets:
            values = [(s, sheet.statements[s.id]) for s in statements]
            pattern = tuple(scorer.keyed(s, value) for s, value in values if value is not None)
            if len(pattern) == len(statements):
                patterns[pattern] = patterns.get(pattern, 0) + 1
        alpha = reliability(questionnaire, theme, patterns).alpha
        assert alpha and 0.76 < alpha.value < 0.84


@pytest.mark.parametrize("retest", [0.6, 0.8, 0.9])
def test_a_second_take_is_as_similar_as_was_asked_for(questionnaire: Questionnaire, retest: float) -> None:
    people = People(questionnaire, 1200, 3)
    first, second = (_scores(questionnaire, people.take(retest)[0]) for _ in range(2))
    both = ~np.isnan(first + second)
    found = [np.corrcoef(first[both[:, n], n], second[both[:, n], n])[0, 1] for n in range(len(questionnaire.themes))]
    assert np.mean(found) == pytest.approx(retest, abs=0.03)


def test_a_true_fall_lowers_the_scores_of_its_theme_alone(questionnaire: Questionnaire) -> None:
    theme = questionnaire.themes[0].id
    before, after = (People(questionnaire, 1500, 4, in_doubt=True).take(fall=fall)[1] for fall in ({}, {theme: 20.0}))
    high = before[:, 0] > 30
    assert np.allclose(before[high, 0] - after[high, 0], 20, atol=0.5)
    assert np.allclose(before[:, 1:], after[:, 1:])


def test_about_one_person_in_eight_is_unsafe_and_some_do_not_say(questionnaire: Questionnaire) -> None:
    sheets = population(questionnaire, 4000, 5)
    unsafe = np.mean([any(sheet.context.get(id_) in worst for id_, worst in UNSAFE.items()) for sheet in sheets])
    assert 0.07 < unsafe < 0.16
    private = questionnaire.private_option_ids
    assert any(sheet.context.get(id_, "") is None for id_ in private for sheet in sheets)
    assert any(id_ not in sheet.context for id_ in private for sheet in sheets)


def test_the_same_seed_gives_the_same_people(questionnaire: Questionnaire) -> None:
    assert population(questionnaire, 20, 6) == population(questionnaire, 20, 6)
    assert population(questionnaire, 20, 6) != population(questionnaire, 20, 7)
