"""Base rates of context answers in the simulated population: guesses, by question id, and their draw."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quiz.core.question import Question
from quiz.core.questionnaire import Questionnaire

FREQUENCY = ("never", "rarely", "sometimes", "often", "almost-always")


@dataclass(frozen=True)
class BaseRates:
    """How many give each answer, in the order in which insecurity makes them more likely.

    `insecurity` is the correlation with overall insecurity; `fear` with the fear of a partner, which the private
    questions share.
    """

    shares: Mapping[str, float]
    insecurity: float = 0.0
    fear: float = 0.0


def _frequency(*shares: float, **correlations: float) -> BaseRates:
    return BaseRates(dict(zip(FREQUENCY, shares, strict=True)), **correlations)


def _backward(*shares: float, **correlations: float) -> BaseRates:
    return BaseRates(dict(zip(reversed(FREQUENCY), shares, strict=True)), **correlations)


BASE_RATES: Mapping[str, BaseRates] = {
    "together": BaseRates({"yes": 0.87, "no": 0.13}, insecurity=0.15),
    "length": BaseRates(
        {"3-years-or-more": 0.42, "1-to-3-years": 0.27, "3-to-12-months": 0.20, "under-3-months": 0.11}, insecurity=0.15
    ),
    "texting": BaseRates(
        {"hardly-any": 0.12, "some": 0.34, "about-half": 0.26, "most": 0.20, "nearly-all": 0.08}, insecurity=0.1
    ),
    "social": _frequency(0.38, 0.27, 0.22, 0.10, 0.03, insecurity=0.4),
    "sharing": _backward(0.19, 0.33, 0.28, 0.15, 0.05, insecurity=0.35),
    "trust": BaseRates({"no": 0.50, "past-partner": 0.30, "current-partner": 0.13, "both": 0.07}, insecurity=0.3),
    "self": _backward(0.30, 0.34, 0.22, 0.10, 0.04, insecurity=0.45),
    "mood": _frequency(0.18, 0.27, 0.29, 0.18, 0.08, insecurity=0.5),
    "safety-disagree": _backward(0.63, 0.28, 0.055, 0.025, 0.01, insecurity=0.25, fear=0.75),
    "safety-limits": _frequency(0.78, 0.16, 0.04, 0.015, 0.005, insecurity=0.2, fear=0.75),
    "safety-afraid": _frequency(0.76, 0.18, 0.04, 0.015, 0.005, insecurity=0.25, fear=0.75),
}
SKIPPED, BLANK = 0.03, 0.02
PRIVATE_SKIPPED, PRIVATE_BLANK = 0.06, 0.07
"""Shares of people who skip a question, and who leave it blank. Private questions are left alone all together."""


def draw_context(
    questionnaire: Questionnaire, insecurity: NDArray[np.float64], random: np.random.Generator
) -> list[dict[str, str | None]]:
    """Return everyone's answers to context questions; `insecurity` has a mean of 0. Unknown questions are uniform."""
    count = len(insecurity)
    overall = insecurity / insecurity.std()
    fear = random.normal(size=count)
    silent = random.random(count)
    columns = {}
    for question in questionnaire.questions:
        rates = _rates(question, questionnaire.option_ids[question.id])
        alone = np.sqrt(1 - rates.insecurity**2 - rates.fear**2)
        inclination = rates.insecurity * overall + rates.fear * fear + alone * random.normal(size=count)
        skip, blank = (PRIVATE_SKIPPED, PRIVATE_BLANK) if question.private else (SKIPPED, BLANK)
        missing = silent if question.private else random.random(count)
        columns[question.id] = _choices(rates, inclination, missing < skip, missing > 1 - blank)
    ids = list(columns)
    return [
        {id_: option for id_, option in zip(ids, row, strict=True) if option != ""}
        for row in zip(*columns.values(), strict=True)
    ] or [{} for _ in range(count)]


def _rates(question: Question, option_ids: tuple[str, ...]) -> BaseRates:
    known = BASE_RATES.get(question.id)
    if known and set(known.shares) == set(option_ids):
        return known
    return BaseRates(dict.fromkeys(option_ids, 1 / len(option_ids)))


def _choices(
    rates: BaseRates, inclination: NDArray[np.float64], skipped: NDArray[np.bool_], blank: NDArray[np.bool_]
) -> list[str | None]:
    limits = np.quantile(inclination, np.minimum(1, np.cumsum(list(rates.shares.values())[:-1])))
    options = np.array([*rates.shares, None, ""], dtype=object)
    chosen = np.searchsorted(limits, inclination)
    chosen[skipped], chosen[blank] = len(rates.shares), len(rates.shares) + 1
    return list(options[chosen])
