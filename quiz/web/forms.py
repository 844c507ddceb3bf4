"""The answer sheet as a form: one field for all statements and questions, checked by the pure core."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, ValidationError

from quiz.answers import Answers, read
from quiz.questionnaire import Questionnaire
from quiz.web.instrument import instrument

PREFIX = "q-"
TWICE = "\0twice"
"""What stands for an answer that came more than once with different values; no questionnaire offers it."""


class AnswerSheet(Field):  # type: ignore[misc]
    """Radio buttons for a whole questionnaire, each group named `q-` and its id. Its data are Answers."""

    raw: Mapping[str, str]
    refused: Sequence[str]

    def process(self, formdata: Any, data: object = None, extra_filters: object = None) -> None:  # noqa: ANN401, ARG002
        """Read the sheet from a form that was sent, else from the raw answers given as data."""
        quiz = instrument().questionnaire
        self.process_errors: list[str] = []
        self.raw = _sent(quiz, formdata) if formdata else data if isinstance(data, dict) else {}
        self.data: Answers
        self.data, self.refused = read(quiz, self.raw)

    def pre_validate(self, form: object) -> None:  # noqa: ARG002
        """Refuse the sheet when an answer is none that was offered."""
        if self.refused:
            raise ValidationError


class AnswerForm(FlaskForm):  # type: ignore[misc]
    """The quiz page: the sheet, and whether to go on with statements left open."""

    sheet = AnswerSheet()
    anyway = BooleanField()


class PlainForm(FlaskForm):  # type: ignore[misc]
    """A button that changes something: nothing but its token."""


def _sent(quiz: Questionnaire, formdata: Any) -> dict[str, str]:  # noqa: ANN401
    ids = [*(statement.id for statement in quiz.statements), *(question.id for question in quiz.questions)]
    sent = {id_: set(formdata.getlist(PREFIX + id_)) - {""} for id_ in ids}
    return {id_: values.pop() if len(values) == 1 else TWICE for id_, values in sent.items() if values}
