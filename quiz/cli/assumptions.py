"""The `[assumptions]` of a questionnaire that answer sheets support."""

from collections.abc import Iterator, Sequence

import click

from quiz.content.questionnaire_checks import MAX_SD
from quiz.core.questionnaire import Questionnaire
from quiz.psychometrics.reliability import MIN_CASES_FOR_ASSUMPTIONS, Reliability, pooled

MIN_SD = 0.1
"""In points of a 0-100 score; the smallest that is above 0 with one decimal."""
MIN_RELIABILITY, MAX_RELIABILITY = 0.01, 0.99
"""A questionnaire may not claim 0 or 1, and the number has two decimals."""


def assumptions_toml(questionnaire: Questionnaire, results: Sequence[Reliability]) -> str:
    """Return the `[assumptions]` table that these results support. Raises ClickException if they do not.

    `retest` stays as it is: one sheet per person says nothing about it.
    """
    sd, reliability = _supported(results)
    cases, themes = min(result.cases for result in results), ", ".join(result.theme.id for result in results)
    retest = f"{float(questionnaire.assumptions.retest):g}"
    note = f"From {cases:,} or more complete cases for each theme ({themes}), by flask quiz analyse; retest is assumed."
    return f'[assumptions]\nsd = {sd}\nreliability = {reliability}\nretest = {retest}\nnote = "{note}"\n'


def assessment(questionnaire: Questionnaire, results: Sequence[Reliability]) -> Iterator[str]:
    """Yield sentences that compare the assumptions of a questionnaire with what these results support."""
    assumed = questionnaire.assumptions
    current = f"sd = {float(assumed.sd):g} and reliability = {float(assumed.reliability):g}"
    try:
        sd, reliability = _supported(results)
    except click.ClickException as error:
        yield f"Keep {current} in [assumptions]. {error.message}"
        return
    yield (
        f"[assumptions] has {current}. These answers support sd = {sd} and reliability = {reliability}; "
        "--toml writes them."
    )
    sems = [result.sem for result in results if result.sem is not None]
    if len(sems) > 1:
        yield (
            f"The pair applies to all themes with no numbers of their own; SEMs range from {min(sems):.1f} to "
            f"{max(sems):.1f}."
        )


def _supported(results: Sequence[Reliability]) -> tuple[str, str]:
    if pair := pooled(results):
        sd, reliability = pair
        reliability = min(max(reliability, MIN_RELIABILITY), MAX_RELIABILITY)
        return f"{min(max(sd, MIN_SD), MAX_SD):.1f}", f"{reliability:.2f}"
    if lacking := ", ".join(f"{r.theme.id} has {r.cases:,}" for r in results if r.cases < MIN_CASES_FOR_ASSUMPTIONS):
        needed = f"Each theme needs {MIN_CASES_FOR_ASSUMPTIONS} complete cases"
        raise click.ClickException(f"{needed} before its numbers can replace the assumed ones: {lacking}.")
    without = ", ".join(result.theme.id for result in results if result.alpha is None)
    raise click.ClickException(
        f"Each theme needs an alpha before its numbers can replace the assumed ones. Without one: {without}."
    )
