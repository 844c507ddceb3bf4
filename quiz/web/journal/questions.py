"""What the journal asks once after a new result: how a step went, and whether the relationship is the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.progress.history import SavedResult
from quiz.progress.relationships import suggests_another
from quiz.web.journal.result_dates import ResultDate, dated
from quiz.web.services import services


@dataclass(frozen=True)
class StepQuestion:
    """The question how a step went that was chosen after an earlier result."""

    result_id: str
    step: str


@dataclass(frozen=True)
class RelationshipQuestion:
    """The question whether the newest result is about the same relationship as the one before."""

    result_id: str
    earlier: ResultDate
    later: ResultDate


def step_question(results: Sequence[SavedResult]) -> StepQuestion | None:
    """Return the question about the last step chosen before the newest result, unless it was answered."""
    for saved in reversed(results[:-1]):
        if saved.remarks.step:
            return None if saved.remarks.outcome else StepQuestion(saved.id, saved.remarks.step)
    return None


def relationship_question(results: Sequence[SavedResult]) -> RelationshipQuestion | None:
    """Return the question if the newest result suggests another relationship, unless it was answered."""
    if len(results) < 2 or results[-1].remarks.relationship:  # noqa: PLR2004 two are needed
        return None
    if not suggests_another(services().questionnaire, *results[-2:]):
        return None
    earlier, later = dated(results)[-2:]
    return RelationshipQuestion(results[-1].id, earlier, later)
