"""Checks the limits of scores and answers in advice, and that their unit is clear."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from quiz.advice.book import AdviceBook, Condition
from quiz.content.toml_document import Document
from quiz.core.unit_range import POMP, Unit, UnitRange

SCORES = {"pomp": "scores from 0 to 100", "sum": "sums", "mean": "means"}


class QuestionnaireIds(NamedTuple):
    """What advice may refer to: theme ids, option ids by question id, and the ids of `private` questions.

    `statements` has the ends of each statement's scale by id. `ranges` has the range of scores by theme id, in `unit`.
    Both are empty if the questionnaire has errors.
    """

    themes: Sequence[str]
    options: Mapping[str, Sequence[str]]
    private: Collection[str] = ()
    statements: Mapping[str, tuple[int, int]] = {}
    ranges: Mapping[str, UnitRange] = {}
    unit: Unit = "pomp"


def check_unit(document: Document, book: AdviceBook, asked: QuestionnaireIds, *, has_limits: bool) -> None:
    """Report a unit that differs from the questionnaire's, and warn if limits may be meant in another unit."""
    own = asked.unit
    if not asked.ranges:
        return
    if book.unit and book.unit not in {"pomp", own}:
        message = f"Limits here are {SCORES[book.unit]}, but the questionnaire has {SCORES[own]}."
        document.report("unit", message, f'Write unit = "{own}" in the advice file, or "pomp" for 0 to 100.')
    if book.unit is None and own != "pomp" and has_limits:
        fix = f'Write unit = "{own}" at the top of the advice file if they are, or unit = "pomp" if they are 0 to 100.'
        message = f"Limits of scores are read as 0 to 100 here. The questionnaire has {SCORES[own]}: are these, too?"
        document.report("", message, fix, warning=True)


def check_limits(
    document: Document, location: str, condition: Condition, unit: Unit | None, asked: QuestionnaireIds
) -> None:
    """Report a limit that no score, or no answer to a statement, can reach."""
    limits = [limit for limit in (condition.at_least, condition.below) if limit is not None]
    if condition.statement:
        ends = asked.statements.get(condition.statement)
        if ends and any(not ends[0] <= limit <= ends[1] for limit in limits):
            message = f'A limit is outside {ends[0]} to {ends[1]}, the scale of "{condition.statement}".'
            document.report(location, message, "Limits for a statement are values on its scale.")
        return
    ranges = asked.ranges if unit not in {None, "pomp"} else {}
    for theme in condition.themes or asked.themes:
        scores = ranges.get(theme, POMP)
        if any(not scores.low <= limit <= scores.high for limit in limits):
            fix = f"Limits are {SCORES[scores.unit]} here."
            message = f'A limit is outside {scores.low} to {scores.high}, the scores of "{theme}".'
            document.report(location, message, fix)
            return
