"""Signs of careless responding."""

import itertools
from typing import Literal

from quiz.core.answers import Answers
from quiz.core.questionnaire import Questionnaire

CarelessSign = Literal["run", "fast"]


def careless_signs(
    questionnaire: Questionnaire, answers: Answers, seconds: float | None = None
) -> tuple[CarelessSign, ...]:
    """Return the signs of careless responding: a long run of identical raw answers, or too little time per statement.

    `seconds` is the time for the whole quiz, `None` if unknown. The limits are `Questionnaire.careless`.
    """
    signs: list[CarelessSign] = []
    limits = questionnaire.careless
    given = [(one.scale, answers.statements.get(one.id)) for one in questionnaire.statements]
    runs = (len(list(run)) for (_, value), run in itertools.groupby(given) if value is not None)
    if limits.run and max(runs, default=0) >= limits.run:
        signs.append("run")
    answered = sum(value is not None for _, value in given)
    if seconds is not None and answered and seconds < limits.seconds * answered:
        signs.append("fast")
    return tuple(signs)
