"""The answer sheet as a form: one field for all statements and questions, checked by the pure core."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from flask_wtf import FlaskForm
from itsdangerous import BadSignature
from wtforms import BooleanField, Field, HiddenField, StringField, ValidationError

from quiz.answers import Answers, read
from quiz.questionnaire import Questionnaire
from quiz.web.instrument import instrument
from quiz.web.sealed_session import sealer

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
    """Answers that go with the page without being shown on it. Its data are Answers."""

    data: Answers

    def process_data(self, value: Answers | None) -> None:
        """Take the answers to send along."""
        self.data = value or Answers()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Open what was sent; what does not open is nothing."""
        with suppress(BadSignature):
            self.data, _ = read(instrument().questionnaire, sealer().loads(valuelist[0] if valuelist else ""))

    def _value(self) -> str:
        return sealer().dumps(self.data.raw()) if self.data.raw() else ""


class AnswerForm(FlaskForm):  # type: ignore[misc]
    """The quiz page: the sheet, and what goes with it unseen.

    `unseen` brings back private answers, which are never shown again, when the session has lost them; `private` is
    "skip" when those given earlier are to be forgotten. `retried`: the page was sent before, without a session.
    """

    sheet = AnswerSheet()
    unseen = SealedAnswers()
    private = StringField()
    retried = BooleanField()


class PlainForm(FlaskForm):  # type: ignore[misc]
    """A button that changes something: nothing but its token."""


def _sent(quiz: Questionnaire, formdata: Any) -> dict[str, str]:  # noqa: ANN401
    ids = [*(statement.id for statement in quiz.statements), *(question.id for question in quiz.questions)]
    sent = {id_: set(formdata.getlist(PREFIX + id_)) - {""} for id_ in ids}
    return {id_: values.pop() if len(values) == 1 else TWICE for id_, values in sent.items() if values}
