"""Published reliability figures, reproduced to the last digit.

The source of each data set is named beside it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from quiz.psychometrics.coefficients import cronbach_alpha, item_rest_correlations, scaled_covariances
from quiz.psychometrics.one_factor import OneFactor, fit
from tests.cli.terminal import rows, run, toml

# Chatterjee & Price 1977, Regression Analysis by Example: ratings of 30 departments of a clerical firm, 0 to 100; in R
# as `attitude`. Columns: rating, complaints, privileges, learning, raises, critical, advance.
ATTITUDE = """
43 51 30 39 61 92 45 / 63 64 51 54 63 73 47 / 71 70 68 69 76 86 48 / 61 63 45 47 54 84 35 / 81 78 56 66 71 83 47
43 55 49 44 54 49 34 / 58 67 42 56 66 68 35 / 71 75 50 55 70 66 41 / 72 82 72 67 71 83 31 / 67 61 45 47 62 80 41
64 53 53 58 58 67 34 / 67 60 47 39 59 74 41 / 69 62 57 42 55 63 25 / 68 83 83 45 59 77 35 / 77 77 54 72 79 77 46
81 90 50 72 60 54 36 / 74 85 64 69 79 79 63 / 65 60 65 75 55 80 60 / 65 70 46 57 75 85 46 / 50 58 68 54 64 78 52
50 40 33 34 43 64 33 / 64 61 52 62 66 80 41 / 53 66 52 50 63 80 37 / 40 37 42 58 50 57 49 / 63 54 42 48 66 75 33
66 77 66 63 88 76 72 / 78 75 58 74 80 78 49 / 48 57 44 45 51 83 38 / 85 85 71 71 77 74 55 / 82 82 39 59 64 78 39
"""
DEPARTMENTS = [tuple(map(int, one.split())) for line in ATTITUDE.strip().splitlines() for one in line.split("/")]
# Revelle, An overview of the psych package: alpha(attitude), with a third decimal as the package computes it.
ITEM_REST = [0.67, 0.74, 0.56, 0.71, 0.79, 0.27, 0.46]
WITHOUT_EACH = [0.810, 0.797, 0.828, 0.803, 0.795, 0.864, 0.840]


def analyzed(folder: Path, scale: range, people: Iterable[Sequence[int]]) -> list[dict[str, str]]:
    """Return the rows that `flask quiz analyze --csv` writes about these answers."""
    lines = [",".join(map(str, one)) for one in people]
    numbers = range(1, lines[0].count(",") + 2)
    (folder / "q.toml").write_text(toml(scale, {"t": numbers}), encoding="utf-8")
    (folder / "answers.csv").write_text("\n".join([",".join(f"q{n}" for n in numbers), *lines]), encoding="utf-8")
    result = run("analyze", "--questions", folder / "q.toml", "--csv", folder / "answers.csv")
    assert (result.exit_code, result.stderr) == (0, "")
    return rows(result.stdout)


def test_the_command_prints_the_published_alpha_mean_sd_and_item_rest_correlations(tmp_path: Path) -> None:
    theme, *items = analyzed(tmp_path, range(101), DEPARTMENTS)
    assert theme["cases"] == "30"
    assert round(float(theme["alpha"]), 3) == 0.843
    assert (round(float(theme["mean"])), round(float(theme["sd"]), 1)) == (60, 8.2)
    assert [round(float(item["item_rest"]), 2) for item in items] == ITEM_REST


def test_alpha_without_each_statement_is_the_published_one() -> None:
    spread = scaled_covariances(Counter(DEPARTMENTS))
    assert [round(float(cronbach_alpha(without(spread, place))), 3) for place in range(7)] == WITHOUT_EACH


def test_two_statements_reversed_by_mistake_give_the_published_low_alpha() -> None:
    flipped = [(a, 100 - b, c, d, e, 100 - f, g) for a, b, c, d, e, f, g in DEPARTMENTS]
    spread = scaled_covariances(Counter(flipped))
    assert round(float(cronbach_alpha(spread)), 2) == 0.18
    assert min(rest for rest in item_rest_correlations(spread) if rest is not None) < 0


def without(spread: Sequence[Sequence[int]], place: int) -> list[list[int]]:
    return [[*row[:place], *row[place + 1 :]] for n, row in enumerate(spread) if n != place]


def square(*rows_: Sequence[float]) -> list[list[float]]:
    """Return the full covariance matrix of a lower half."""
    size = range(len(rows_))
    return [[rows_[max(i, j)][min(i, j)] for j in size] for i in size]


def exact(matrix: Sequence[Sequence[float]]) -> list[list[int]]:
    return [[int(Fraction(str(value)) * 1000) for value in row] for row in matrix]


# Holzinger & Swineford 1939, 301 pupils: nine tests of three abilities, their covariances as lavaan prints them.
PUPILS = square(
    (1.358,),
    (0.407, 1.382),
    (0.580, 0.451, 1.275),
    (0.505, 0.209, 0.208, 1.351),
    (0.441, 0.211, 0.112, 1.098, 1.660),
    (0.455, 0.248, 0.244, 0.896, 1.015, 1.196),
    (0.085, -0.097, 0.088, 0.220, 0.143, 0.144, 1.183),
    (0.264, 0.110, 0.212, 0.126, 0.181, 0.165, 0.535, 1.022),
    (0.458, 0.244, 0.374, 0.243, 0.295, 0.236, 0.373, 0.457, 1.015),
)
# Thériault, lavaanExtra, "Second example": psych::alpha of each ability.
ABILITIES = [(0.63, [0.45, 0.37, 0.48]), (0.88, [0.78, 0.79, 0.77]), (0.69, [0.49, 0.57, 0.46])]


@pytest.mark.parametrize("number", range(3))
def test_alpha_and_item_rest_of_holzinger_and_swineford_s_abilities_are_the_published_ones(number: int) -> None:
    part = range(3 * number, 3 * number + 3)
    spread = exact([[PUPILS[i][j] for j in part] for i in part])
    found = [round(rest, 2) for rest in item_rest_correlations(spread) if rest is not None]
    assert (round(float(cronbach_alpha(spread)), 2), found) == ABILITIES[number]


# Smith & Stanley 1983, 112 people, six tests, as `ability.cov` in R; one factor as `factanal` prints it.
ABILITY = square(
    (24.641,),
    (5.991, 6.700),
    (33.520, 18.137, 149.831),
    (6.023, 1.782, 19.424, 12.711),
    (20.755, 4.936, 31.430, 4.757, 52.604),
    (29.701, 7.204, 50.753, 9.075, 66.762, 135.292),
)
# Lord 1957, 649 people, four vocabulary tests; one factor by Jöreskog 1971, Psychometrika 36:109.
LORD = square((86.3979,), (57.7751, 86.2632), (56.8651, 59.3177, 97.2850), (58.8986, 59.6683, 73.8201, 97.8192))


def misfit(covariances: Sequence[Sequence[float]], model: OneFactor) -> float:
    """Return the maximum likelihood discrepancy: log |E| + tr(S E⁻¹) - log |S| - k."""
    seen, expected = np.array(covariances), np.outer(model.loadings, model.loadings) + np.diag(model.unique)
    logarithms = np.linalg.slogdet(expected).logabsdet - np.linalg.slogdet(seen).logabsdet
    return float(logarithms + np.trace(seen @ np.linalg.inv(expected)) - len(seen))


def test_one_factor_of_six_ability_tests_is_the_one_r_publishes() -> None:
    model = fit(ABILITY)
    assert model
    assert [round(own / ABILITY[n][n], 3) for n, own in enumerate(model.unique)] == [
        0.535, 0.853, 0.748, 0.910, 0.232, 0.280,
    ]  # fmt: skip
    standard = [loading / math.sqrt(ABILITY[n][n]) for n, loading in enumerate(model.loadings)]
    assert [round(loading, 3) for loading in standard] == [0.682, 0.384, 0.502, 0.300, 0.877, 0.849]
    # Bartlett's correction: n - 1 - (2 k + 5) / 6 - 2 / 3.
    assert round((111 - 17 / 6 - 2 / 3) * misfit(ABILITY, model), 2) == 75.18


def test_one_factor_of_lord_s_vocabulary_tests_and_its_omega_are_joreskog_s() -> None:
    model = fit(LORD)
    assert model
    assert [round(loading, 2) for loading in model.loadings] == [7.10, 7.27, 8.37, 8.51]
    assert [round(own, 1) for own in model.unique] == [35.9, 33.4, 27.2, 25.4]
    assert round(648 * misfit(LORD, model), 2) == 36.21
    common = (7.10 + 7.27 + 8.37 + 8.51) ** 2
    assert model.omega == pytest.approx(common / (common + 35.9 + 33.4 + 27.2 + 25.4), abs=0.0005)


# Harman 1976, Modern Factor Analysis: eight measures of 305 girls, as `Harman23.cor` in R, whose first example prints
# their one factor. Four measures of length and four of girth: two clusters.
GIRLS = square(
    (1,),
    (0.846, 1),
    (0.805, 0.881, 1),
    (0.859, 0.826, 0.801, 1),
    (0.473, 0.376, 0.380, 0.436, 1),
    (0.398, 0.326, 0.319, 0.329, 0.762, 1),
    (0.301, 0.277, 0.237, 0.327, 0.730, 0.583, 1),
    (0.382, 0.415, 0.345, 0.365, 0.629, 0.577, 0.539, 1),
)


def test_one_factor_of_eight_measures_of_girls_is_the_one_r_publishes() -> None:
    model = fit(GIRLS)
    assert model
    assert [round(own, 3) for own in model.unique] == [0.158, 0.135, 0.190, 0.187, 0.760, 0.829, 0.877, 0.801]
    assert [round(loading, 3) for loading in model.loadings] == [0.918, 0.930, 0.900, 0.902, 0.490, 0.413, 0.351, 0.446]
    assert round((304 - 21 / 6 - 2 / 3) * misfit(GIRLS, model), 2) == 611.44


# Bock & Lieberman 1970, Psychometrika 35:179: 1,000 people's right and wrong answers to five questions of a law school
# admission test. How many gave each pattern, as in R's psych (`lsat6`) and ltm (`LSAT`).
LSAT = """
00000 3 / 00001 6 / 00010 2 / 00011 11 / 00100 1 / 00101 1 / 00110 3 / 00111 4 / 01000 1 / 01001 8 / 01011 16
01101 3 / 01110 2 / 01111 15 / 10000 10 / 10001 29 / 10010 14 / 10011 81 / 10100 3 / 10101 28 / 10110 15
10111 80 / 11000 16 / 11001 56 / 11010 21 / 11011 173 / 11100 11 / 11101 61 / 11110 28 / 11111 298
"""
PATTERNS = Counter(
    {
        tuple(map(int, pattern)): int(times)
        for pattern, times in (one.split() for one in LSAT.replace("/", "\n").strip().splitlines())
    }
)
# ltm's descript(LSAT): alpha, and alpha without each question. To two decimals psych gives the same correlations.
LSAT_ALPHA, LSAT_WITHOUT_EACH = 0.2950, [0.2754, 0.2376, 0.2168, 0.2459, 0.2663]
LSAT_ITEM_REST = [0.11, 0.15, 0.17, 0.14, 0.12]


def test_binary_answers_give_the_published_alpha_and_item_rest_correlations(tmp_path: Path) -> None:
    theme, *items = analyzed(tmp_path, range(2), PATTERNS.elements())
    assert (theme["cases"], round(float(theme["alpha"]), 4)) == ("1000", LSAT_ALPHA)
    assert [round(float(item["item_rest"]), 2) for item in items] == LSAT_ITEM_REST
    spread = scaled_covariances(PATTERNS)
    assert [round(float(cronbach_alpha(without(spread, place))), 4) for place in range(5)] == LSAT_WITHOUT_EACH
