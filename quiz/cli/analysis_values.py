"""An analysis for other programs: all numbers as JSON, or those of themes and statements as CSV."""

import csv
import json
from typing import TextIO

from quiz.cli.analysis import Analysis
from quiz.cli.reliability_notes import item_note, theme_notes
from quiz.core.questionnaire import Questionnaire
from quiz.psychometrics.coefficients import Estimate
from quiz.psychometrics.reliability import MIN_CASES, Reliability
from quiz.psychometrics.retest import Retest

THEME_COLUMNS = (
    *("cases", "mean", "sd", "floor", "ceiling", "alpha", "alpha_low", "alpha_high", "omega", "omega_low"),
    *("omega_high", "sem", "clear_change", "alpha_pairwise", "people_pairwise", "chi_square", "df"),
    *("rmsea", "rmsea_low", "rmsea_high", "cfi"),
    *("retest_people", "retest", "retest_low", "retest_high", "icc_agreement", "retest_sem", "retest_change"),
    *("retest_shift", "note"),
)
STATEMENT_COLUMNS = (
    *("answered", "skipped", "mean", "sd", "item_rest_pairwise", "alpha_without_pairwise"),
    *("item_rest", "alpha_without", "note"),
)


def write_csv(questionnaire: Questionnaire, analysis: Analysis, out: TextIO) -> None:
    """Write a line for each theme, followed by one for each of its statements. A missing number is blank.

    Mean and SD of a theme are of its scores, 0 to 100; those of a statement are of its answers as people chose them.
    `share_…` is the share of people, 0 to 1, who chose each answer.
    """
    shares = [f"share_{point.value}" for point in questionnaire.scale.points]
    names = list(dict.fromkeys(["theme", "statement", *THEME_COLUMNS[:-1], *STATEMENT_COLUMNS[:-1], *shares, "note"]))
    writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
    writer.writeheader()
    for result in analysis.themes:
        values = theme_values(result, analysis.retests.get(result.theme.id))
        writer.writerow({"theme": result.theme.id, **values})
        for statement, more in statement_values(result).items():
            writer.writerow({"theme": result.theme.id, "statement": statement, "cases": result.cases, **more})


def write_json(analysis: Analysis, out: TextIO) -> None:
    """Write everything as one JSON object. A missing number is null."""
    themes = {
        result.theme.id: {
            **theme_values(result, analysis.retests.get(result.theme.id)),
            "looks_like_two": groups(result),
            "statements": statement_values(result),
        }
        for result in analysis.themes
    }
    correlations = [
        {"themes": [one.first.id, one.second.id], "cases": one.cases, "r": one.value, "corrected": one.corrected}
        for one in analysis.correlations
    ]
    careless = analysis.careless
    sheets = {
        "read": careless.sheets,
        "straight_liners": careless.straight_liners,
        "duplicates": careless.duplicates,
        "excluded": sorted(careless.excluded),
        "people_with_several": analysis.repeated,
    }
    json.dump({"sheets": sheets, "themes": themes, "correlations": correlations}, out, indent=1, ensure_ascii=False)
    out.write("\n")


def theme_values(result: Reliability, retest: Retest | None) -> dict[str, object]:
    """Return the numbers of a theme by the names of `THEME_COLUMNS`; `None` for a missing one."""
    enough, fit, pairwise = result.cases >= MIN_CASES, result.fit, result.pairwise
    numbers: list[object] = [result.cases, None if result.mean is None else float(result.mean), result.sd]
    numbers += [result.floor, result.ceiling] if enough else [None, None]
    numbers += [*_ends(result.alpha), *_ends(result.omega), result.sem, result.clear_change]
    numbers += [pairwise.value, pairwise.people] if pairwise else [None] * 2
    numbers += [fit.chi_square, fit.degrees, fit.rmsea, *fit.rmsea_interval, fit.cfi] if fit else [None] * 6
    numbers += (
        [
            retest.people,
            retest.consistency,
            retest.low,
            retest.high,
            retest.agreement,
            retest.sem,
            retest.change,
            retest.shift,
        ]
        if retest
        else [None] * 8
    )
    return dict(zip(THEME_COLUMNS, [*numbers, " ".join(theme_notes(result, retest))], strict=True))


def statement_values(result: Reliability) -> dict[str, dict[str, object]]:
    """Return the numbers of each statement by id, then by column name; nothing for a theme with too few cases."""
    items = {item.statement.id: item for item in result.items}
    found: dict[str, dict[str, object]] = {}
    for place, one in enumerate(result.answers if result.cases >= MIN_CASES else ()):
        item = items.get(one.statement.id)
        pairwise = result.pairwise
        of_all = [pairwise.item_rest[place], pairwise.without[place]] if pairwise else [None, None]
        numbers = [one.answered, one.skipped, one.mean, one.sd, *of_all]
        fits = [item.correlation, item.alpha_without, item_note(item)] if item else [None, None, ""]
        shares = {f"share_{value}": one.share(value) for value in one.counts}
        found[one.statement.id] = dict(zip(STATEMENT_COLUMNS, [*numbers, *fits], strict=True)) | shares
    return found


def groups(result: Reliability) -> list[list[str]]:
    """Return the statement ids of the two groups into which a theme seems to fall; [] without groups."""
    return [
        [result.items[place].statement.id for place in group] for group in (result.fit.groups if result.fit else ())
    ]


def _ends(estimate: Estimate | None) -> list[object]:
    return [estimate.value, estimate.low, estimate.high] if estimate else [None] * 3
