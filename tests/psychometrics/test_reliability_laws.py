"""Laws of the reliability statistics."""

import math
import random
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from statistics import correlation, pstdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.core.questionnaire import Questionnaire
from quiz.psychometrics.coefficients import alpha, cronbach_alpha, item_rest_correlations, omega, scaled_covariances
from quiz.psychometrics.one_factor import fit
from quiz.psychometrics.reliability import Reliability, reliability
from tests.strategies import make

People = list[tuple[int, ...]]


def answered(seed: int, people: int = 60, statements: int = 5, common: float = 1.0) -> People:
    """Generate answers from 1 to 5 with a common factor that is stronger in some statements."""
    chance = random.Random(seed)
    share = [common * chance.uniform(0.5, 1.2) for _ in range(statements)]
    levels = [chance.gauss(2.8, 1) - 2.8 for _ in range(people)]
    return [tuple(min(5, max(1, round(2.8 + s * level + chance.gauss(0, 0.8)))) for s in share) for level in levels]


def statistics(people: People, questionnaire: Questionnaire | None = None) -> Reliability:
    quiz = questionnaire or make(themes=((False,) * len(people[0]),))
    return reliability(quiz, quiz.themes[0], Counter(people))


def covariances(people: People) -> list[list[int]]:
    return scaled_covariances(Counter(people))


def numbers(found: Reliability) -> list[float]:
    assert found.alpha and found.omega and found.sd and found.mean is not None, found.missing_reasons
    ends = [end for one in (found.alpha, found.omega) for end in (one.value, one.low, one.high)]
    return [float(found.mean), found.sd, *ends]


with_omega = st.builds(answered, st.integers(0, 10_000)).filter(lambda people: statistics(people).omega is not None)
"""Answers with an omega: about three in a thousand are a Heywood case."""
four_statements = st.lists(st.tuples(*[st.integers(1, 5)] * 4), min_size=2, max_size=12)


@given(with_omega, st.randoms())
@settings(max_examples=25)
def test_the_order_of_statements_and_of_people_is_irrelevant(people: People, chance: random.Random) -> None:
    order = list(range(5))
    chance.shuffle(order)
    permuted = [tuple(one[place] for place in order) for one in people]
    chance.shuffle(permuted)
    before, after = statistics(people), statistics(permuted)
    assert numbers(after) == pytest.approx(numbers(before), rel=1e-7)
    assert [item.correlation for item in after.items] == [before.items[place].correlation for place in order]
    assert cronbach_alpha(covariances(permuted)) == cronbach_alpha(covariances(people))


@given(with_omega)
@settings(max_examples=25)
def test_mirroring_every_answer_mirrors_the_mean_and_changes_nothing_else(people: People) -> None:
    before, after = statistics(people), statistics([tuple(6 - value for value in one) for one in people])
    assert after.mean == 100 - (before.mean or 0)
    assert numbers(after)[1:] == pytest.approx(numbers(before)[1:], rel=1e-7)
    assert [item.correlation for item in after.items] == [item.correlation for item in before.items]


@given(four_statements, st.integers(-7, 7))
def test_adding_a_constant_to_a_statement_does_not_change_the_covariances(people: People, more: int) -> None:
    moved = [(one[0] + more, *one[1:]) for one in people]
    assert covariances(moved) == covariances(people)


@given(with_omega, st.integers(2, 9))
@settings(max_examples=25)
def test_multiplying_all_answers_does_not_change_the_coefficients(people: People, unit: int) -> None:
    one, other = (Counter(people), Counter([tuple(unit * value for value in row) for row in people]))
    assert cronbach_alpha(scaled_covariances(other)) == cronbach_alpha(scaled_covariances(one))
    models = [fit(scaled_covariances(patterns)) for patterns in (one, other)]
    first, second = (omega(patterns, model) for patterns, model in zip((one, other), models, strict=True) if model)
    assert (second.value, second.low, second.high) == pytest.approx((first.value, first.low, first.high), rel=1e-7)


@given(with_omega, st.integers(2, 4))
@settings(max_examples=25)
def test_the_same_people_several_times_give_the_same_coefficients_and_narrower_intervals(
    people: People, times: int
) -> None:
    before, after = statistics(people), statistics(people * times)
    for one, more in ((before.alpha, after.alpha), (before.omega, after.omega)):
        assert one and more
        assert more.value == pytest.approx(one.value, rel=1e-9)
        assert one.low < more.low < more.value < more.high < one.high < 1


@given(four_statements)
def test_alpha_is_at_most_1_and_the_mean_of_all_split_half_coefficients(people: People) -> None:
    found = covariances(people)
    total = sum(map(sum, found))
    if not total:
        return
    assert cronbach_alpha(found) <= 1
    # Cronbach 1951: for halves of equal length, alpha is the mean of 4 × the halves' covariance / the sum's variance.
    halves = [((0, 1), (2, 3)), ((0, 2), (1, 3)), ((0, 3), (1, 2))]
    split = [Fraction(4 * sum(found[i][j] for i in one for j in other), total) for one, other in halves]
    assert cronbach_alpha(found) == sum(split) / 3


@given(st.integers(1, 9), st.integers(1, 9), st.integers(2, 6), st.integers(2, 4))
def test_more_parallel_statements_raise_alpha_by_the_spearman_brown_formula(
    common: int, own: int, size: int, times: int
) -> None:
    def parallel(statements: int) -> list[list[int]]:
        return [[common + own * (i == j) for j in range(statements)] for i in range(statements)]

    short = cronbach_alpha(parallel(size))
    assert cronbach_alpha(parallel(size * times)) == times * short / (1 + (times - 1) * short)


@given(st.lists(st.tuples(st.floats(0.3, 3), st.floats(0.2, 3)), min_size=3, max_size=8))
@settings(max_examples=50)
def test_the_factor_behind_exact_covariances_is_recovered(parts: Sequence[tuple[float, float]]) -> None:
    made_of = [[a * b + own * (i == j) for j, (b, _) in enumerate(parts)] for i, (a, own) in enumerate(parts)]
    model = fit(made_of)
    assert model
    assert model.loadings == pytest.approx([loading for loading, _ in parts], rel=1e-6)
    assert model.unique == pytest.approx([own for _, own in parts], rel=1e-6)
    common = sum(loading for loading, _ in parts) ** 2
    assert model.omega == pytest.approx(common / (common + sum(own for _, own in parts)), rel=1e-6)
    if len({loading for loading, _ in parts}) > 1:
        size, total = len(parts), sum(map(sum, made_of))
        lower = size / (size - 1) * (1 - sum(made_of[n][n] for n in range(size)) / total)
        assert lower <= model.omega + 1e-9


def clusters(first: int, second: int, between: int) -> list[list[float]]:
    """Return correlations in hundredths: within three statements, within five others, and between the two groups."""
    inside = [[first if max(i, j) < 3 else second if min(i, j) > 2 else between for j in range(8)] for i in range(8)]
    return [[100.0 if i == j else float(value) for j, value in enumerate(row)] for i, row in enumerate(inside)]


def test_of_two_unrelated_clusters_the_factor_is_the_one_that_explains_more() -> None:
    model = fit(clusters(80, 40, 0))
    assert model
    assert [abs(loading) for loading in model.loadings] == pytest.approx([80**0.5] * 3 + [0] * 5, abs=1e-6)
    assert model.omega == pytest.approx(9 * 80 / 1280)


@pytest.mark.parametrize(
    ("first", "second", "between", "own"), [(70, 40, 10, (30.42, 97.61)), (80, 50, 20, (20.63, 92.86))]
)
def test_of_two_clusters_the_best_factor_agrees_with_r(
    first: int, second: int, between: int, own: tuple[float, float]
) -> None:
    model = fit(clusters(first, second, between))
    assert model
    # factanal with five starts.
    assert model.unique == pytest.approx([own[0]] * 3 + [own[1]] * 5, abs=0.005)


def central_difference(value: Callable[[list[list[float]]], float], at: list[list[float]], i: int, j: int) -> float:
    """Return the central difference of a value with respect to one covariance."""
    found = []
    for step in (1e-5, -1e-5):
        moved = [list(row) for row in at]
        for one, other in {(i, j), (j, i)}:
            moved[one][other] += step
        found.append(value(moved))
    return (found[0] - found[1]) / 2e-5


@given(st.integers(0, 500))
@settings(max_examples=10)
def test_the_gradient_of_omega_agrees_with_finite_differences(seed: int) -> None:
    found = covariances(answered(seed, statements=4))
    at = [[value / found[0][0] for value in row] for row in found]
    model = fit(at)
    assert model

    def value(moved: list[list[float]]) -> float:
        found = fit(moved)
        assert found
        return found.omega

    for i in range(4):
        for j in range(i + 1):
            expected = model.gradient[i][j] * (1 if i == j else 2)
            assert central_difference(value, at, i, j) == pytest.approx(expected, abs=1e-6)


@given(with_omega)
@settings(max_examples=20)
def test_the_interval_agrees_with_the_jackknife(people: People) -> None:
    whole, count = alpha(Counter(people), covariances(people)), len(people)
    without = [float(cronbach_alpha(covariances(people[:n] + people[n + 1 :]))) for n in range(count)]
    error = (count - 1) ** 0.5 * pstdev(without)
    low, high = (1 - (1 - whole.value) * math.exp(side * 1.96 * error / (1 - whole.value)) for side in (1, -1))
    assert (whole.low, whole.high) == pytest.approx((low, high), abs=0.04)


@given(with_omega)
@settings(max_examples=20)
def test_an_item_rest_correlation_is_the_pearson_correlation_with_the_sum_of_the_others(people: People) -> None:
    for place, found in enumerate(item_rest_correlations(covariances(people))):
        rest = [sum(one) - one[place] for one in people]
        assert found == pytest.approx(correlation([one[place] for one in people], rest))


@st.composite
def odd_people(draw: st.DrawFn) -> tuple[People, Questionnaire]:
    """Draw answers of every kind: constant, mirrored, duplicated, from few people or random."""
    size = draw(st.integers(1, 5))
    values = draw(st.sampled_from([(0, 1), (1, 2, 3, 4, 5), (-1000, 1000)]))
    one = st.tuples(*[st.sampled_from(values)] * size)
    kinds = draw(st.lists(one, min_size=1, max_size=8))
    people = [kind for kind in kinds for _ in range(draw(st.integers(1, 40)))]
    for other in range(1, size):
        match draw(st.sampled_from(["own", "own", "same", "mirrored"])):
            case "same":
                people = [(*p[:other], p[0], *p[other + 1 :]) for p in people]
            case "mirrored":
                people = [(*p[:other], values[0] + values[-1] - p[0], *p[other + 1 :]) for p in people]
    return people, make(values, themes=((False,) * size,))


@given(odd_people())
@settings(max_examples=150)
def test_every_number_is_finite_or_a_reason_says_why_it_is_missing(
    case: tuple[People, Questionnaire],
) -> None:
    people, questionnaire = case
    found = statistics(people, questionnaire)
    assert found.cases == len(people)
    given_numbers = [found.mean, found.sd, found.sem, found.clear_change, *(item.correlation for item in found.items)]
    for one in (found.alpha, found.omega):
        given_numbers += [one.low, one.value, one.high] if one else []
        assert one is None or one.low <= one.value <= one.high <= 1
    assert all(number is None or math.isfinite(number) for number in given_numbers)
    assert (found.omega is None) == bool(found.missing_reasons)
    assert (found.alpha is None) == bool({"few", "single", "constant", "alike", "apart"} & set(found.missing_reasons))
    assert found.alpha is None or 0 < found.alpha.value < 1
    assert found.omega is None or 0 <= found.omega.low <= found.omega.value < 1
    assert (found.mean is None) == (found.cases < 30)
