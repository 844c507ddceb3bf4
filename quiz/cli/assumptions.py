"""The numbers for the `[assumptions]` of a questionnaire that answer sheets support."""

from collections.abc import Iterator, Sequence

import click

from quiz.cli.analysis import Analysis
from quiz.content.questionnaire_checks import MAX_SD
from quiz.core.questionnaire import Questionnaire
from quiz.psychometrics.reliability import MIN_CASES_FOR_ASSUMPTIONS, Reliability, pooled
from quiz.psychometrics.retest import Retest, pooled_retest

MIN_SD = 0.1
"""In points of a 0-100 score: the smallest number above 0 with one decimal."""
MIN_RELIABILITY, MAX_RELIABILITY = 0.01, 0.99
"""The limits with two decimals: a questionnaire must not claim 0 or 1."""
MIN_PEOPLE_FOR_RETEST = 100
"""People with two scores needed before their retest reliability may replace the assumed one (COSMIN)."""


def assumptions_toml(questionnaire: Questionnaire, analysis: Analysis) -> str:
    """Return the `[assumptions]` table that an analysis supports, with the numbers of each theme in comments.

    `retest` does not change unless enough people answered twice. Raises ClickException if nothing is supported.
    """
    results, retests = analysis.themes, _usable_retests(analysis)
    sd, reliability = _supported(results)
    cases, themes = min(result.cases for result in results), ", ".join(result.theme.id for result in results)
    if len(retests) == len(results):
        fewest = min(one.people for one in retests.values())
        retest, source = _reliability(pooled_retest(list(retests.values()))), f"retest from {fewest:,} or more people"
    else:
        retest, source = f"{float(questionnaire.assumptions.retest):g}", "retest is assumed"
    note = f"From {cases:,} or more complete cases for each theme ({themes}), by flask quiz analyze; {source}."
    lines = [f'[assumptions]\nsd = {sd}\nreliability = {reliability}\nretest = {retest}\nnote = "{note}"\n']
    if len(results) > 1:
        lines.append("\n# If themes differ, put these into their [[themes]] tables:\n")
        lines += [f"# {result.theme.id}: {_of_theme(result, retests.get(result.theme.id))}\n" for result in results]
    return "".join(lines)


def assessment(questionnaire: Questionnaire, analysis: Analysis) -> Iterator[str]:
    """Yield sentences that compare a questionnaire's assumptions with the numbers that an analysis supports."""
    results, assumed = analysis.themes, questionnaire.assumptions
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
            f"These two apply to all themes without their own numbers; SEMs range from {min(sems):.1f} to "
            f"{max(sems):.1f}."
        )


def _supported(results: Sequence[Reliability]) -> tuple[str, str]:
    if pair := pooled(results):
        sd, reliability = pair
        return _sd(sd), _reliability(reliability)
    if lacking := ", ".join(f"{r.theme.id} has {r.cases:,}" for r in results if r.cases < MIN_CASES_FOR_ASSUMPTIONS):
        needed = f"Each theme needs {MIN_CASES_FOR_ASSUMPTIONS} complete cases"
        raise click.ClickException(f"{needed} before its numbers can replace the assumed ones: {lacking}.")
    without = ", ".join(result.theme.id for result in results if result.alpha is None)
    raise click.ClickException(
        f"Each theme needs an alpha before its numbers can replace the assumed ones. Without one: {without}."
    )


def _usable_retests(analysis: Analysis) -> dict[str, Retest]:
    return {id_: one for id_, one in analysis.retests.items() if one.people >= MIN_PEOPLE_FOR_RETEST}


def _of_theme(result: Reliability, retest: Retest | None) -> str:
    numbers = []
    if result.sd is not None and result.alpha is not None:
        numbers += [f"sd = {_sd(result.sd)}", f"reliability = {_reliability(result.alpha.value)}"]
    if retest:
        numbers.append(f"retest = {_reliability(retest.consistency)}")
    return ", ".join(numbers)


def _sd(number: float) -> str:
    return f"{min(max(number, MIN_SD), MAX_SD):.1f}"


def _reliability(number: float) -> str:
    return f"{min(max(number, MIN_RELIABILITY), MAX_RELIABILITY):.2f}"
