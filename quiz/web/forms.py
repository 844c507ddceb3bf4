"""The answer sheet as a form: one field for all statements and questions, checked by the pure core."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from itsdangerous import BadSignature
from wtforms import BooleanField, Field, HiddenField, ValidationError

from quiz.answers import Answers, read
from quiz.questionnaire import Questionnaire
from quiz.web.instrument import instrument
from quiz.web.sealed_session import LONGEST, sealer

PREFIX = "q-"
TWICE = "\0twice"
"""What stands for an answer that came more than once with different values; no questionnaire offers it."""


class AnswerSheet(Field):  # type: ignore[misc]
    """Radio buttons for a whole questionnaire, each group named `q-` and its id. Its data are Answers."""

    data: Answers
    refused: Sequence[str]

    def process(self, formdata: Any, data: object = None, extra_filters: object = None) -> None:  # noqa: ANN401, ARG002
        """Read the sheet from the form that was sent."""
        self.process_errors: list[str] = []
        quiz = instrument().questionnaire
        self.data, self.refused = read(quiz, _sent(quiz, formdata) if formdata else {})

    def pre_validate(self, form: object) -> None:  # noqa: ARG002
        """Refuse the sheet when an answer is none that was offered."""
        if self.refused:
            raise ValidationError


class SealedAnswers(HiddenField):  # type: ignore[misc]
    """Answers that go with the page without being shown on it. Its data are context answers by question id."""

    data: dict[str, str | None]

    def process_formdata(self, valuelist: list[str]) -> None:
        """Open what was sent; what does not open is nothing."""
        try:
            self.data = sealer().loads(valuelist[0], LONGEST) if valuelist else {}
        except BadSignature:
            self.data = {}

    def _value(self) -> str:
        return sealer().dumps(self.data) if self.data else ""


class AnswerForm(FlaskForm):  # type: ignore[misc]
    """The quiz page: the sheet, and whether to go on with statements left open.

    `unseen` brings back private answers, which are never shown again, when the session has lost them.
    """

    sheet = AnswerSheet()
    unseen = SealedAnswers()
    anyway = BooleanField()


class PlainForm(FlaskForm):  # type: ignore[misc]
    """A button that changes something: nothing but its token."""


def _sent(quiz: Questionnaire, formdata: Any) -> dict[str, str]:  # noqa: ANN401
    ids = [*(statement.id for statement in quiz.statements), *(question.id for question in quiz.questions)]
    sent = {id_: set(formdata.getlist(PREFIX + id_)) - {""} for id_ in ids}
    return {id_: values.pop() if len(values) == 1 else TWICE for id_, values in sent.items() if values}
