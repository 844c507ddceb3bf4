"""The fit of one factor, against lavaan, and two groups of statements in made-up answers with a known truth."""

import random
from collections import Counter
from statistics import NormalDist

import pytest

from quiz.psychometrics.coefficients import cronbach_alpha, item_rest_correlations, scaled_covariances
from quiz.psychometrics.model_fit import ModelFit, model_fit
from quiz.psychometrics.noncentral import noncentral_cdf
from quiz.psychometrics.one_factor import fit
from quiz.psychometrics.pairwise import pairwise_alpha, pairwise_covariances
from tests.cli.test_published_reliability import GIRLS, PUPILS, square

# Eight statements of the SPSS Anxiety Questionnaire, 2,571 students (UCLA, Confirmatory Factor Analysis in R with
# lavaan): correlations as R prints them, with two decimals, and what lavaan 0.6-10 prints for one factor.
SAQ_8 = square(
    (1.00,),
    (-0.10, 1.00),
    (-0.34, 0.32, 1.00),
    (0.44, -0.11, -0.38, 1.00),
    (0.40, -0.12, -0.31, 0.40, 1.00),
    (0.22, -0.07, -0.23, 0.28, 0.26, 1.00),
    (0.31, -0.16, -0.38, 0.41, 0.34, 0.51, 1.00),
    (0.33, -0.05, -0.26, 0.35, 0.27, 0.22, 0.30, 1.00),
)
LAVAAN = ModelFit(554.191, 20, 0.102, 0.871, poor=True)
LOADINGS = [0.586, -0.233, -0.570, 0.667, 0.574, 0.494, 0.650, 0.486]


def test_one_factor_of_eight_statements_fits_as_lavaan_says_up_to_the_rounding_of_the_correlations() -> None:
    model = fit(SAQ_8)
    assert model
    found = model_fit(SAQ_8, model, 2571)
    assert found
    assert found.degrees == LAVAAN.degrees
    assert found.chi_square == pytest.approx(LAVAAN.chi_square, rel=0.03)
    assert found.rmsea == pytest.approx(LAVAAN.rmsea, abs=0.002)
    assert found.cfi == pytest.approx(LAVAAN.cfi, abs=0.004)
    assert list(model.loadings) == pytest.approx(LOADINGS, abs=0.006)


def test_one_factor_of_nine_ability_tests_fits_as_badly_as_lavaan_and_semopy_say() -> None:
    model = fit(PUPILS)
    assert model
    found = model_fit(PUPILS, model, 301)
    assert found
    # With the raw data, which this repository does not hold, chi-square is 312.264 here as well.
    assert found.chi_square == pytest.approx(312.264, rel=0.001)
    assert (found.degrees, round(found.cfi, 3), round(found.rmsea, 3)) == (27, 0.677, 0.187)


@pytest.mark.parametrize(
    ("chi_square", "degrees", "number", "printed"),
    [
        (85.306, 24, 301, (0.092, 0.071, 0.114)),  # lavaan's tutorial: three factors of Holzinger & Swineford's tests
        (554.191, 20, 2571, (0.102, 0.095, 0.109)),  # the SPSS Anxiety Questionnaire, above
        (10.0, 24, 301, (0.0, 0.0, 0.0)),  # lavaan prints 0 where chi-square is far below its degrees of freedom
    ],
)
def test_the_interval_of_rmsea_is_what_lavaan_prints(
    chi_square: float, degrees: int, number: int, printed: tuple[float, float, float]
) -> None:
    rmsea = max(0.0, (chi_square / number) / degrees - 1 / number) ** 0.5
    fitted = ModelFit(chi_square, degrees, rmsea, 1.0, poor=False, people=number)
    assert tuple(round(value, 3) for value in (rmsea, *fitted.rmsea_interval)) == printed


def test_the_noncentral_distribution_has_its_known_values() -> None:
    assert noncentral_cdf(3.841459, 1, 0) == pytest.approx(0.95, abs=1e-7)
    # With one degree of freedom, it is the distribution of (Z + √noncentrality)² for a standard normal Z.
    normal = NormalDist()
    assert noncentral_cdf(9.0, 1, 4.0) == pytest.approx(normal.cdf(3 - 2) - normal.cdf(-3 - 2), abs=1e-12)
    assert noncentral_cdf(0.0, 5, 4.0) == 0


def test_measures_of_length_and_of_girth_are_two_groups() -> None:
    model = fit(GIRLS)
    assert model
    found = model_fit(GIRLS, model, 305)
    assert found
    assert found.groups == ((0, 1, 2, 3), (4, 5, 6, 7))


def people(seed: int, clusters: int, number: int = 300, size: int = 6) -> list[tuple[int, ...]]:
    """Return answers of people whose statements have one cause, or two that correlate by .4."""
    chance = random.Random(seed)
    found = []
    for _ in range(number):
        shared = chance.gauss(0, 1)
        causes = [0.4**0.5 * shared + 0.6**0.5 * chance.gauss(0, 1) for _ in range(2)] if clusters > 1 else [shared] * 2
        levels = [causes[place * 2 // size] for place in range(size)]
        found.append(tuple(min(5, max(1, round(3 + 0.8 * level + chance.gauss(0, 0.7)))) for level in levels))
    return found


@pytest.mark.parametrize(("clusters", "least", "most"), [(1, 0, 0), (2, 38, 40)])
def test_two_clusters_are_told_from_one(clusters: int, least: int, most: int) -> None:
    hits = 0
    for seed in range(40):
        covariances = scaled_covariances(Counter(people(seed, clusters)))
        model = fit(covariances)
        found = model_fit(covariances, model, 300) if model else None
        hits += bool(found and found.groups == ((0, 1, 2), (3, 4, 5)))
        assert clusters > 1 or not (found and (found.poor or found.groups))
    assert least <= hits <= most


def test_three_statements_have_no_fit_because_they_always_fit() -> None:
    covariances = scaled_covariances(Counter(people(1, 1, size=3)))
    model = fit(covariances)
    assert model
    assert model_fit(covariances, model, 300) is None


def test_without_gaps_the_pairwise_alpha_is_alpha() -> None:
    patterns = Counter(people(2, 1))
    found = pairwise_alpha({tuple(pattern): number for pattern, number in patterns.items()}, 30)
    assert found
    assert found.value == pytest.approx(float(cronbach_alpha(scaled_covariances(patterns))))
    assert found.people == 300


def test_each_covariance_is_that_of_the_people_who_answered_both_statements() -> None:
    chance = random.Random(3)
    gaps = [tuple(value if chance.random() > 0.2 else None for value in one) for one in people(4, 1, 80)]
    covariances, numbers = pairwise_covariances(Counter(gaps))
    both = [(one[0], one[3]) for one in gaps if one[0] is not None and one[3] is not None]
    means = [sum(pair[n] or 0 for pair in both) / len(both) for n in (0, 1)]
    products = sum(((a or 0) - means[0]) * ((b or 0) - means[1]) for a, b in both)
    assert covariances[0, 3] == pytest.approx(products / (len(both) - 1))
    assert numbers[0, 3] == len(both)
    assert pairwise_alpha(Counter(gaps), 70) is None
    found = pairwise_alpha(Counter(gaps), 30)
    rest = pairwise_alpha(Counter(one[1:] for one in gaps), 30)
    assert found
    assert rest
    assert found.without[0] == pytest.approx(rest.value)
    whole = pairwise_alpha(Counter(people(2, 1)), 30)
    assert whole
    assert whole.item_rest == pytest.approx(item_rest_correlations(scaled_covariances(Counter(people(2, 1)))))
