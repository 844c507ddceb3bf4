"""What answer sheets say about a questionnaire's `[assumptions]`: how far its scores may be off."""

from collections.abc import Iterator, Sequence

from quiz.content.questionnaire_checks import MOST_SD
from quiz.core.questionnaire import Questionnaire
from quiz.psychometrics.reliability import MIN_CASES_FOR_ASSUMPTIONS, Reliability, pooled

LEAST_SD = 0.1
SURE = 0.01
"""A reliability is written with two decimals, at least this far from 0 and 1: a questionnaire may claim neither."""


def as_toml(found: Sequence[Reliability]) -> str:
    """Write the `[assumptions]` that these answers support; raises ValueError saying why they do not."""
    sd, reliability = _supported(found)
    fewest, names = min(one.cases for one in found), ", ".join(one.theme.id for one in found)
    note = f"From {fewest:,} or more complete cases for each theme ({names}), by flask quiz analyse."
    return f'[assumptions]\nsd = {sd}\nreliability = {reliability}\nnote = "{note}"\n'


def verdict(questionnaire: Questionnaire, found: Sequence[Reliability]) -> Iterator[str]:
    """Say what the questionnaire assumes, and whether these answers give better numbers."""
    assumed = questionnaire.assumptions
    now = f"sd = {float(assumed.sd):g} and reliability = {float(assumed.reliability):g}"
    try:
        sd, reliability = _supported(found)
    except ValueError as error:
        yield f"Keep {now} in [assumptions]. {error}"
        return
    sems = [one.sem for one in found if one.sem is not None]
    yield f"[assumptions] has {now}. These answers give sd = {sd} and reliability = {reliability}: --toml writes them."
    if len(sems) > 1:
        yield f"One pair stands for all themes, whose own SEM goes from {min(sems):.1f} to {max(sems):.1f}."


def _supported(found: Sequence[Reliability]) -> tuple[str, str]:
    both = pooled(found)
    if both:
        sd, reliability = both
        return f"{min(max(sd, LEAST_SD), MOST_SD):.1f}", f"{min(max(reliability, SURE), 1 - SURE):.2f}"
    if lacking := ", ".join(
        f"{one.theme.id} has {one.cases:,}" for one in found if one.cases < MIN_CASES_FOR_ASSUMPTIONS
    ):
        needed = f"Each theme needs {MIN_CASES_FOR_ASSUMPTIONS} complete cases"
        message = f"{needed} before its numbers replace assumed ones: {lacking}."
    else:
        without = ", ".join(one.theme.id for one in found if one.alpha is None)
        message = f"Each theme needs an alpha before its numbers replace assumed ones. Without one: {without}."
    raise ValueError(message)
