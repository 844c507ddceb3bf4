"""An analysis as text tables, followed by notes."""

from collections.abc import Iterator
from fractions import Fraction

from quiz.cli.analysis import Analysis
from quiz.cli.reliability_notes import careless_notes, item_note, skip_note, theme_notes
from quiz.cli.text import aligned
from quiz.core.questionnaire import Questionnaire
from quiz.psychometrics.reliability import MIN_CASES, Reliability
from quiz.psychometrics.retest import Retest
from quiz.psychometrics.theme_correlations import ThemeCorrelation

THEME_COLUMNS = ("theme", "cases", "mean", "SD", "alpha (95%)", "omega (95%)", "SEM", "clear change")
FIT_COLUMNS = ("theme", "at 0", "at 100", "alpha of all", "people", "chi-square", "df", "RMSEA (90%)", "CFI")
CORRELATION_COLUMNS = ("themes", "cases", "r", "without error")
RETEST_COLUMNS = ("theme", "people", "retest (95%)", "ICC(2,1)", "SEM", "change", "shift")
MAX_POINTS = 11
"""The share of each answer is shown for scales of up to this many points."""


def text_table(questionnaire: Questionnaire, analysis: Analysis) -> Iterator[str]:
    """Yield the lines of all tables that have rows (themes, fit, statements, correlations, retest), then all notes."""
    results = analysis.themes
    yield from aligned("<>>>>>>>", [THEME_COLUMNS, *map(_theme_row, results)])
    if fits := [_fit_row(result) for result in results if result.cases >= MIN_CASES]:
        yield from ["", *aligned("<>>>>>>>>", [FIT_COLUMNS, *fits])]
    if statements := [row for result in results for row in _statement_rows(result, questionnaire)]:
        values = [str(point.value) for point in questionnaire.scale.points][: _shown_points(questionnaire)]
        columns = ("statement", "mean", "SD", *values, "none", "item-rest", "alpha without", "theme")
        yield from ["", *aligned(f"<{'>' * (len(columns) - 2)}<", [columns, *statements])]
    if analysis.correlations:
        yield from ["", *aligned("<>>>", [CORRELATION_COLUMNS, *map(_correlation_row, analysis.correlations)])]
    retests = [(result, one) for result in results if (one := analysis.retests.get(result.theme.id))]
    if retests:
        yield from ["", *aligned("<>>>>>>", [RETEST_COLUMNS, *(_retest_row(*pair) for pair in retests)])]
    notes = [note for result in results for note in _notes(result, analysis.retests.get(result.theme.id))]
    if notes := [*notes, *careless_notes(analysis.careless)]:
        yield from ["", *notes]


def _notes(result: Reliability, retest: Retest | None) -> Iterator[str]:
    yield from theme_notes(result, retest)
    yield from filter(None, map(item_note, result.items))
    if result.cases >= MIN_CASES:
        yield from filter(None, map(skip_note, result.answers))


def _theme_row(result: Reliability) -> tuple[str, ...]:
    mean, sd = _points(result.mean), _points(result.sd)
    sem, change = _points(result.sem), _points(result.clear_change)
    alpha, omega = ("" if estimate is None else str(estimate) for estimate in (result.alpha, result.omega))
    return result.theme.short, f"{result.cases:,}", mean, sd, alpha, omega, sem, change


def _fit_row(result: Reliability) -> tuple[str, ...]:
    pairwise = (f"{result.pairwise.value:z.2f}", f"{result.pairwise.people:,}") if result.pairwise else ("", "")
    fit = result.fit
    numbers = ("",) * 4
    if fit:
        low, high = fit.rmsea_interval
        rmsea = f"{fit.rmsea:.3f} ({low:.3f} to {high:.3f})"
        numbers = (f"{fit.chi_square:.1f}", str(fit.degrees), rmsea, f"{fit.cfi:.3f}")
    return result.theme.short, f"{result.floor:.0%}", f"{result.ceiling:.0%}", *pairwise, *numbers


def _statement_rows(result: Reliability, questionnaire: Questionnaire) -> Iterator[tuple[str, ...]]:
    items = {item.statement.id: item for item in result.items}
    for one in result.answers if result.cases >= MIN_CASES else ():
        item = items.get(one.statement.id)
        shares = [f"{one.share(value):.0%}" for value in one.counts][: _shown_points(questionnaire)]
        fits = map(_two_decimals, (item.correlation, item.alpha_without) if item else (None, None))
        answers = (_two_decimals(one.mean), _two_decimals(one.sd), *shares, f"{one.skipped_share:.0%}")
        yield one.statement.id, *answers, *fits, result.theme.short


def _correlation_row(one: ThemeCorrelation) -> tuple[str, ...]:
    names = f"{one.first.short} and {one.second.short}"
    return names, f"{one.cases:,}", _two_decimals(one.value), _two_decimals(one.corrected)


def _retest_row(result: Reliability, one: Retest) -> tuple[str, ...]:
    interval = f"{one.consistency:z.2f} ({one.low:z.2f} to {one.high:z.2f})"
    numbers = f"{one.agreement:z.2f}", f"{one.sem:.1f}", f"{one.change:.1f}", f"{one.shift:+.1f}"
    return result.theme.short, f"{one.people:,}", interval, *numbers


def _shown_points(questionnaire: Questionnaire) -> int:
    points = len(questionnaire.scale.points)
    return points if points <= MAX_POINTS else 0


def _points(number: Fraction | float | None) -> str:
    return "" if number is None else f"{float(number):.1f}"


def _two_decimals(number: float | None) -> str:
    return "" if number is None else f"{number:z.2f}"
