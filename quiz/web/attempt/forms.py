"""The quiz as a form: one field for all statements and questions, checked by the pure core."""

from collections.abc import Sequence
from typing import Any

from wtforms import Field, HiddenField, StringField, ValidationError

from quiz.core.answers import Answers, offered_answers, parse_answers
from quiz.core.questionnaire import Questionnaire
from quiz.web.security.csrf import BaseForm
from quiz.web.security.encryption import Purpose
from quiz.web.services import services

FIELD_PREFIX = "q-"
FILLER = "."
"""Ends the values of radio buttons: whatever is chosen or left blank, the form has one length. TLS hides none."""
CONFLICTING = "\0conflicting"
"""Stands for an answer that was sent more than once with different values; no questionnaire offers it."""


class AnswersField(Field):  # type: ignore[misc]
    """The radio buttons of a whole questionnaire, each group named `q-` and its id.

    One field instead of forty: reading them one by one is twenty times slower in WTForms, at every draft.
    """

    data: Answers
    refused: Sequence[str]
    """The ids whose answer was never offered."""

    def process(self, formdata: Any, data: object = None, extra_filters: object = None) -> None:  # noqa: ANN401, ARG002
        """Read the answers from the submitted form."""
        self.process_errors: list[str] = []
        quiz = services().questionnaire
        self.data, self.refused = parse_answers(quiz, _submitted(quiz, formdata) if formdata else {})

    def pre_validate(self, form: object) -> None:  # noqa: ARG002
        """Raise ValidationError when an answer was never offered."""
        if self.refused:
            raise ValidationError


def encrypt_answers(answers: Answers) -> str:
    """Return the value of `QuizForm.private_answers_token`: the answers, encrypted."""
    encoded = services().answer_codec.encode(answers.raw())
    return services().encryptor.encrypt(Purpose.PRIVATE_ANSWERS, {"answers": encoded})


class QuizForm(BaseForm):
    """The quiz page.

    `private_answers_token` restores private answers after the session was lost, because no page shows them again.
    `private` is "skip" to discard earlier private answers. `attempt` is the id of the attempt that the page is about.
    """

    answers = AnswersField()
    private_answers_token = HiddenField(name="unseen")
    private = StringField()
    attempt = StringField()

    @property
    def restored_answers(self) -> Answers:
        """The decrypted answers in `private_answers_token`; none if it cannot be decrypted."""
        token = self.private_answers_token.data or ""
        found = services().encryptor.decrypt(Purpose.PRIVATE_ANSWERS, token)
        raw = services().answer_codec.decode(found["answers"]) if found else {}
        return parse_answers(services().questionnaire, raw)[0]


def _submitted(quiz: Questionnaire, formdata: Any) -> dict[str, str]:  # noqa: ANN401 WTForms passes a MultiDict
    sent = {
        id_: {value.rstrip(FILLER) for value in formdata.getlist(FIELD_PREFIX + id_)} - {""}
        for id_ in offered_answers(quiz)
    }
    return {id_: values.pop() if len(values) == 1 else CONFLICTING for id_, values in sent.items() if values}
