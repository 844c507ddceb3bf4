"""Answers that call for help at once."""

from quiz.core.answers import Answers
from quiz.core.questionnaire import Alert, Questionnaire


def alerts_of(questionnaire: Questionnaire, answers: Answers) -> tuple[Alert, ...]:
    """Return the alerts of a questionnaire that these answers set off, in its order."""
    given = answers.statements
    return tuple(
        alert
        for alert in questionnaire.alerts
        if (value := given.get(alert.statement)) is not None and value >= alert.at_least
    )
