"""Which saved results are about the same relationship: only those can be compared."""

from collections.abc import Sequence

from quiz.core.questionnaire import Questionnaire
from quiz.progress.history import SavedResult


def suggests_another(questionnaire: Questionnaire, earlier: SavedResult, later: SavedResult) -> bool:
    """Return whether the later answers to context questions suggest that they are about another partner.

    `Question.suggests_another_partner` defines when they do. An unanswered question suggests nothing.
    """
    before, after = earlier.context(questionnaire), later.context(questionnaire)
    for question in questionnaire.questions:
        first, second = before.get(question.id), after.get(question.id)
        if first is None or second is None or first == second:
            continue
        options = questionnaire.option_ids[question.id]
        is_earlier = options.index(second) < options.index(first)
        if question.suggests_another_partner == "different" or (question.suggests_another_partner and is_earlier):
            return True
    return False


def starts_relationship(questionnaire: Questionnaire, earlier: SavedResult, later: SavedResult) -> bool:
    """Return whether the later of two neighboring results begins another relationship.

    What the person said counts; until they say, what the answers suggest.
    """
    said = later.remarks.relationship
    return said == "different" or (said is None and suggests_another(questionnaire, earlier, later))


def current_relationship(questionnaire: Questionnaire, results: Sequence[SavedResult]) -> Sequence[SavedResult]:
    """Return the newest results, oldest first, that are about the same relationship as the last one."""
    first = 0
    for number in range(1, len(results)):
        if starts_relationship(questionnaire, results[number - 1], results[number]):
            first = number
    return results[first:]
