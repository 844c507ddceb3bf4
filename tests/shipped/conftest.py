"""What the tests of the shipped content share."""

import pytest

from quiz.advice.book import AdviceBook
from quiz.core.questionnaire import Questionnaire
from tests.shipped.readers import Reader, readers


@pytest.fixture(scope="session")
def everyone(questionnaire: Questionnaire, book: AdviceBook) -> list[Reader]:
    """Return the readers of a few thousand answer sheets to the shipped questionnaire."""
    return list(readers(questionnaire, book, 4000))
