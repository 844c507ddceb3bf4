"""How often a 95 % interval of alpha or omega holds the true value, for made-up people whose truth is known.

Six statements of one theme, 1 to 5, answered evenly or mostly at the low end; 30, 60 or 200 people at a time. The truth
is that of 400,000 people. Target: from 200 people on, 92 to 98 of 100.
"""

import math
import random
from collections import Counter
from fractions import Fraction

from figures import Figure, conclude

from quiz.core.questionnaire import Assumptions, Questionnaire, Scale, ScalePoint, Statement, Theme
from quiz.psychometrics.coefficients import PatternCounts, cronbach_alpha, scaled_covariances
from quiz.psychometrics.one_factor import fit
from quiz.psychometrics.reliability import MIN_CASES_FOR_ASSUMPTIONS, reliability

LOADINGS = (0.8, 0.7, 0.65, 0.6, 0.55, 0.5)
SHAPES = {"even": (-1.2, -0.4, 0.4, 1.2), "low": (0.3, 0.9, 1.5, 2.1)}
"""Where a normal quantity passes to the next answer."""
SIZES = (30, 60, 200)
ROUNDS = 2000
MANY = 400_000
TARGET = (0.92, 0.98)


def people(chance: random.Random, number: int, cuts: tuple[float, ...]) -> PatternCounts:
    """Make up answer sheets with one thing in common."""
    sheets: Counter[tuple[int, ...]] = Counter()
    for _ in range(number):
        common = chance.gauss(0, 1)
        values = (loading * common + math.sqrt(1 - loading**2) * chance.gauss(0, 1) for loading in LOADINGS)
        sheets[tuple(1 + sum(value > cut for cut in cuts) for value in values)] += 1
    return sheets


def questionnaire() -> Questionnaire:
    """Give one theme of as many statements as there are loadings."""
    return Questionnaire(
        title="Made up",
        scale=Scale("How often?", tuple(ScalePoint(value, str(value)) for value in range(1, 6)), "Skip"),
        themes=(Theme("t", "t", "T"),),
        statements=tuple(Statement(f"s{n}", "t", f"{n}") for n in range(len(LOADINGS))),
        assumptions=Assumptions(Fraction(22), Fraction(8, 10)),
    )


def main() -> None:
    """Print the shares, and fail when one misses its target."""
    asked = questionnaire()
    missed = 0
    for shape, cuts in SHAPES.items():
        chance = random.Random(shape)
        spread = scaled_covariances(people(chance, MANY, cuts))
        model = fit(spread)
        assert model
        truth = {"alpha": float(cronbach_alpha(spread)), "omega": model.omega}
        for number in SIZES:
            held, made = Counter[str](), Counter[str]()
            for _ in range(ROUNDS):
                found = reliability(asked, asked.themes[0], people(chance, number, cuts))
                for name, one in (("alpha", found.alpha), ("omega", found.omega)):
                    made[name] += one is not None
                    held[name] += one is not None and one.low <= truth[name] <= one.high
            shares = {name: held[name] / made[name] for name in truth}
            told = ", ".join(f"{name} {truth[name]:.3f} held in {shares[name]:.3f} of {made[name]}" for name in truth)
            print(f"{shape}, {number} people: {told}", flush=True)
            missed += number >= MIN_CASES_FOR_ASSUMPTIONS and not all(
                TARGET[0] <= share <= TARGET[1] for share in shares.values()
            )
    conclude(Figure("-", "intervals from 200 people on that miss 0.92 to 0.98", "0", str(missed), ok=not missed))


if __name__ == "__main__":
    main()
