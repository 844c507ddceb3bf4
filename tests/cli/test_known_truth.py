"""Made-up people whose truth is known: one cause, two clusters, a floor and a drift are found, as large as they are.

Answers are whole numbers from 0 to 100, so that rounding changes next to nothing and the truth can be calculated.
"""

import json
import random
from typing import Any

import pytest

from tests.cli.terminal import answer_csv, run, toml

PEOPLE = 900
LOADINGS, UNIQUE_SD = (10, 9, 8, 7, 6, 5), 8
"""Of theme "one": its statements share one cause."""
CLUSTERS_CORRELATE = 0.4
AT_FLOOR = 0.3
TRAIT_SD, DAY_SD, NOISE_SD, SHIFT = 10, 5, 6, 5
"""Of theme "drift": people differ, have good and bad days, answer with noise, and rise on the whole."""
THEMES = {"one": range(1, 7), "two": range(7, 13), "floor": range(13, 17), "drift": range(17, 21)}
STATEMENTS = 20


def people(seed: int) -> tuple[list[list[int]], list[list[int]]]:
    """Return the sheets of the same people on two days."""
    chance = random.Random(seed)
    days: tuple[list[list[int]], list[list[int]]] = ([], [])
    for _ in range(PEOPLE):
        cause, shared, trait = chance.gauss(0, 1), chance.gauss(0, 1), chance.gauss(0, TRAIT_SD)
        one, other = (
            CLUSTERS_CORRELATE**0.5 * shared + (1 - CLUSTERS_CORRELATE) ** 0.5 * chance.gauss(0, 1) for _ in "ab"
        )
        nothing = chance.random() < AT_FLOOR
        for number, day in enumerate(days):
            mood = chance.gauss(0, DAY_SD) + SHIFT * number
            levels = [loading * cause for loading in LOADINGS]
            levels += [8 * one] * 3 + [8 * other] * 3
            levels += [-99.0 if nothing else 10 * cause] * 4
            levels += [trait + mood] * 4
            noise = [UNIQUE_SD] * 6 + [6] * 6 + [6] * 4 + [NOISE_SD] * 4
            values = [50 + level + chance.gauss(0, sd) for level, sd in zip(levels, noise, strict=True)]
            day.append([min(100, max(0, round(value))) for value in values])
    return days


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return the themes of an analysis of these people."""
    folder = tmp_path_factory.mktemp("truth")
    (folder / "q.toml").write_text(toml(range(101), THEMES), encoding="utf-8")
    paths = [folder / "first.csv", folder / "second.csv"]
    for path, lines in zip(paths, people(7), strict=True):
        path.write_bytes(answer_csv(lines, STATEMENTS))
    result = run("analyze", "--questions", folder / "q.toml", "--json", "--again", paths[1], paths[0])
    assert (result.exit_code, result.stderr) == (0, "")
    themes: dict[str, Any] = json.loads(result.stdout)["themes"]
    return themes


def test_alpha_and_omega_of_one_cause_are_the_true_ones(found: dict[str, Any]) -> None:
    common, unique = sum(LOADINGS) ** 2, len(LOADINGS) * UNIQUE_SD**2
    own = sum(loading**2 for loading in LOADINGS) + unique
    alpha = len(LOADINGS) / (len(LOADINGS) - 1) * (1 - own / (common + unique))
    one = found["one"]
    assert one["omega"] == pytest.approx(common / (common + unique), abs=0.015)
    assert one["alpha"] == pytest.approx(alpha, abs=0.015)
    assert one["alpha_low"] <= alpha <= one["alpha_high"]
    assert one["sd"] == pytest.approx((common + unique) ** 0.5 / len(LOADINGS), rel=0.05)
    assert (one["rmsea_low"], one["looks_like_two"], one["note"]) == (0, [], "")


def test_two_clusters_are_named(found: dict[str, Any]) -> None:
    two = found["two"]
    assert two["looks_like_two"] == [["q7", "q8", "q9"], ["q10", "q11", "q12"]]
    assert two["rmsea_low"] > 0.1
    assert "it looks like two themes" in two["note"]


def test_a_floor_is_as_large_as_it_is(found: dict[str, Any]) -> None:
    assert found["floor"]["floor"] == pytest.approx(AT_FLOOR, abs=0.04)
    assert "of scores are 0" in found["floor"]["note"]
    assert all(found[theme]["floor"] == 0 for theme in ("one", "two", "drift"))


def test_a_drift_and_the_reliability_across_days_are_the_true_ones(found: dict[str, Any]) -> None:
    spread = TRAIT_SD**2 + DAY_SD**2 + NOISE_SD**2 / 4
    drift = found["drift"]
    assert drift["retest"] == pytest.approx(TRAIT_SD**2 / spread, abs=0.03)
    assert drift["retest_low"] <= TRAIT_SD**2 / spread <= drift["retest_high"]
    assert drift["retest_shift"] == pytest.approx(SHIFT, abs=0.7)
    assert drift["retest_sem"] == pytest.approx((DAY_SD**2 + NOISE_SD**2 / 4) ** 0.5, rel=0.06)
    # Alpha is from a single day, so it counts the mood of that day as part of the person.
    assert drift["alpha"] == pytest.approx((TRAIT_SD**2 + DAY_SD**2) / spread, abs=0.015)
    assert "scores rose by" in drift["note"]
    assert not any("scores rose" in found[theme]["note"] for theme in ("one", "two", "floor"))
