"""What the templates of public pages may show."""

from collections.abc import Mapping
from datetime import date

from quiz.core.answers import Answers
from quiz.web.attempt.page import quiz_page
from quiz.web.services import Services


def public_context(services: Services, today: date) -> Mapping[str, object]:
    """Return the content, with the support lines that were checked within the year before `today`."""
    return {
        "questionnaire": services.questionnaire,
        "blank_quiz": quiz_page(services.questionnaire, Answers()),
        "advice": services.advice,
        "helplines": services.helplines.fresh(today),
    }
