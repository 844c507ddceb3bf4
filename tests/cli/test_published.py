"""Published instruments, scored to the last digit.

They have the published structure and scoring rules; the sentences are placeholders.
"""

import io
import random
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from quiz.cli.answer_sheets import SheetReader
from quiz.cli.score import write_scores
from quiz.core.questionnaire import Questionnaire
from tests.cli.terminal import Bands, questionnaire_from, rows, toml

Sheet = Sequence[int]
Rule = Callable[[Sheet], dict[str, tuple[float, str]]]


def banded(value: float, cuts: Sequence[tuple[int, str]]) -> str:
    """Return the name of the band of a value. `cuts` has the highest whole score of each band."""
    return next((name for top, name in cuts if value <= top), "")


def bands(cuts: Sequence[tuple[int, str]], low: int = 0) -> Bands:
    """Convert highest whole scores to half-open bands."""
    edges = [low, *(top + 1 for top, _ in cuts[:-1]), cuts[-1][0]]
    return [(name, edges[n], edges[n + 1]) for n, (_, name) in enumerate(cuts)]


def summed(cuts: Sequence[tuple[int, str]]) -> Rule:
    """Return the rule of an instrument whose answers are summed."""
    return lambda sheet: {"total": (sum(sheet), banded(sum(sheet), cuts))}


# Kroenke, Spitzer & Williams 2001: nine items, 0-3, summed; 5, 10, 15 and 20 are the cutoffs.
PHQ_9 = [(4, "none"), (9, "mild"), (14, "moderate"), (19, "more"), (27, "most")]
# Spitzer, Kroenke, Williams & Löwe 2006: seven items, 0-3, summed; 5, 10 and 15.
GAD_7 = [(4, "none"), (9, "mild"), (14, "moderate"), (21, "most")]


# Twenty-five items on five factors, 1-6, some reversed (7 - answer), scored as the mean of each factor.
FACTORS = {factor: range(1 + 5 * n, 6 + 5 * n) for n, factor in enumerate(["A", "C", "E", "N", "O"])}
FACTORS_REVERSED = [1, 9, 10, 11, 12, 22, 25]


def factors(sheet: Sheet) -> dict[str, tuple[float, str]]:
    keyed = [7 - answer if n in FACTORS_REVERSED else answer for n, answer in enumerate(sheet, 1)]
    return {factor: (sum(keyed[n - 1] for n in numbers) / 5, "") for factor, numbers in FACTORS.items()}


# Rosenberg 1965, scored 0-3: ten items, 2, 5, 6, 8 and 9 reversed, summed.
ROSENBERG_REVERSED = [2, 5, 6, 8, 9]


def rosenberg(sheet: Sheet) -> dict[str, tuple[float, str]]:
    return {"esteem": (sum(3 - a if n in ROSENBERG_REVERSED else a for n, a in enumerate(sheet, 1)), "")}


# Lovibond & Lovibond 1995, the 21-item form: three scales of seven items, 0-3. The manual doubles the sums and gives
# cutoffs for the doubled ones; halved, they are these.
DASS = {
    "depression": ([3, 5, 10, 13, 16, 17, 21], [(4, "a"), (6, "b"), (10, "c"), (13, "d"), (21, "e")]),
    "anxiety": ([2, 4, 7, 9, 15, 19, 20], [(3, "a"), (4, "b"), (7, "c"), (9, "d"), (21, "e")]),
    "stress": ([1, 6, 8, 11, 12, 14, 18], [(7, "a"), (9, "b"), (12, "c"), (16, "d"), (21, "e")]),
}


def dass(sheet: Sheet) -> dict[str, tuple[float, str]]:
    sums = {name: sum(sheet[n - 1] for n in numbers) for name, (numbers, _) in DASS.items()}
    return {name: (total, banded(total, DASS[name][1])) for name, total in sums.items()}


# Diener, Emmons, Larsen & Griffin 1985: five items, 1-7, summed; bands of five points from 5.
SWLS = [(9, "i"), (14, "ii"), (19, "iii"), (20, "iv"), (25, "v"), (30, "vi"), (35, "vii")]


INSTRUMENTS: dict[str, tuple[str, range, int, Rule]] = {
    "PHQ-9": (toml(range(4), {"total": range(1, 10)}, bands={"": bands(PHQ_9)}), range(4), 9, summed(PHQ_9)),
    "GAD-7": (toml(range(4), {"total": range(1, 8)}, bands={"": bands(GAD_7)}), range(4), 7, summed(GAD_7)),
    "five factors": (toml(range(1, 7), dict(FACTORS), FACTORS_REVERSED, "mean"), range(1, 7), 25, factors),
    "Rosenberg": (toml(range(4), {"esteem": range(1, 11)}, ROSENBERG_REVERSED), range(4), 10, rosenberg),
    "DASS-21": (
        toml(range(4), {n: i for n, (i, _) in DASS.items()}, bands={n: bands(c) for n, (_, c) in DASS.items()}),
        range(4),
        21,
        dass,
    ),
    "SWLS": (toml(range(1, 8), {"total": range(1, 6)}, bands={"": bands(SWLS, 5)}), range(1, 8), 5, summed(SWLS)),
}


def scored(questionnaire: Questionnaire, lines: Iterable[str]) -> list[dict[str, str]]:
    """Return the scores of a CSV of answers, as `flask quiz score` writes them."""
    out = io.StringIO()
    write_scores(questionnaire, SheetReader(questionnaire, io.BytesIO("\n".join(lines).encode())), out)
    return rows(out.getvalue())


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_a_published_instrument_is_scored_to_the_last_digit(tmp_path: Path, name: str) -> None:
    text, scale, items, rule = INSTRUMENTS[name]
    questionnaire = questionnaire_from(tmp_path / "published.toml", text)
    chance = random.Random(name)
    sheets = [[value] * items for value in scale]
    sheets += [[min(scale[-1], max(scale[0], round(chance.gauss(level, 1)))) for _ in range(items)] for level in
               (chance.uniform(scale[0], scale[-1]) for _ in range(500))]  # fmt: skip
    heading = ",".join(f"q{n}" for n in range(1, items + 1))
    lines = [heading, *(",".join(map(str, sheet)) for sheet in sheets)]
    found = scored(questionnaire, lines)
    assert len(found) == len(sheets)
    seen = set()
    for row, sheet in zip(found, sheets, strict=True):
        for theme, (score, band) in rule(sheet).items():
            assert (float(row[theme]), row[f"{theme}_band"]) == (score, band), sheet
            seen.add(band)
    assert seen == {band.id for theme in questionnaire.themes for band in questionnaire.bands_of(theme)} or seen == {""}


def test_in_a_sum_a_missing_answer_counts_as_the_mean_of_the_others_and_a_whole_sum_is_a_whole_number(
    tmp_path: Path,
) -> None:
    questionnaire = questionnaire_from(tmp_path / "published.toml", INSTRUMENTS["PHQ-9"][0])
    lines = ["q1,q2,q3,q4,q5,q6,q7,q8,q9", "1,1,1,1,2,2,2,2,", "1,1,1,0,0,0,0,0,1"]
    row, whole = scored(questionnaire, lines)
    assert whole["total"] == "4"
    assert (Fraction(row["total"]), row["total_band"], row["total_answered"]) == (Fraction(27, 2), "moderate", "8")
