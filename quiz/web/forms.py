"""The answer sheet as a form: one field for all statements and questions, checked by the pure core."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from itsdangerous import BadSignature
from wtforms import BooleanField, Field, HiddenField, StringField, ValidationError

from quiz.core.answers import Answers, parse_answers
from quiz.core.questionnaire import Questionnaire
from quiz.web.csrf import csrf_token
from quiz.web.instrument import instrument
from quiz.web.journals import word_list
from quiz.web.post_form import PostForm
from quiz.web.sealed_session import LIFETIME_SECONDS, sealer

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
        self.data, self.refused = parse_answers(quiz, _sent(quiz, formdata) if formdata else {})

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
            self.data, _ = parse_answers(
                instrument().questionnaire,
                _unsealed("unseen answers", valuelist),
            )


def sealed_answers(answers: Answers) -> str:
    """Seal answers that go with the page unseen; nothing when there are none."""
    raw = answers.raw()
    return sealer("unseen answers").dumps(raw) if raw else ""


class AnswerForm(PostForm):
    """The quiz page: the sheet, and what goes with it unseen.

    `unseen` brings back private answers, which are never shown again, when the session has lost them; `private` is
    "skip" when those given earlier are to be forgotten.
    """

    sheet = AnswerSheet()
    unseen = SealedAnswers()
    private = StringField()


def sealed_code(words: str = "") -> str:
    """Seal the words of a code as they go along with a form; new ones when none are given."""
    return sealer("new code").dumps({"words": words or word_list().new_code(), "session": csrf_token()})


class SealedCode(HiddenField):  # type: ignore[misc]
    """A new code that nobody has seen yet, or that comes back with the form it went out with. Its data are words.

    The words are sealed: a page that offers to make a journal shows none of them, not even to who looks at its source.
    They come back in the session that they were made in, and in no other.
    """

    data: str

    def process_data(self, value: str | None) -> None:
        """Take the words, or make new ones."""
        self.data = value or word_list().new_code()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Open what was sent; what does not open is nothing."""
        self.data = ""
        with suppress(BadSignature):
            found = _unsealed("new code", valuelist)
            if found["session"] == csrf_token():
                self.data = found["words"]

    def _value(self) -> str:
        return sealed_code(self.data) if self.data else ""


class CodeForm(PostForm):
    """A button that makes a journal, or gives one new words."""

    code = SealedCode()


class ShownCode(HiddenField):  # type: ignore[misc]
    """Words that stand on the page, to be saved as a file. Their seal is enough: whoever has the page has them."""

    data: str

    def process_formdata(self, valuelist: list[str]) -> None:
        """Open what was sent; what does not open is nothing."""
        self.data = ""
        with suppress(BadSignature):
            self.data = _unsealed("shown code", valuelist)["words"]

    def _value(self) -> str:
        return sealer("shown code").dumps({"words": self.data})


class ShownForm(PostForm):
    """Words to be saved as a file; nothing is changed, so no token is asked for."""

    class Meta(PostForm.Meta):
        """Without a token."""

        csrf = False

    code = ShownCode()


class OpenForm(PostForm):
    """The words that open a journal, and whether this browser is to remember it."""

    words = StringField()
    remember = BooleanField()


class DiscreetForm(PostForm):
    """The button for discreet mode, and the page it is on."""

    page = HiddenField()


class ResultForm(PostForm):
    """A button for one kept result, by its id."""

    result = HiddenField()


def _sent(quiz: Questionnaire, formdata: Any) -> dict[str, str]:  # noqa: ANN401
    ids = [*(statement.id for statement in quiz.statements), *(question.id for question in quiz.questions)]
    sent = {id_: set(formdata.getlist(PREFIX + id_)) - {""} for id_ in ids}
    return {id_: values.pop() if len(values) == 1 else TWICE for id_, values in sent.items() if values}


def _unsealed(purpose: str, sent: Sequence[str]) -> dict[str, Any]:
    return sealer(purpose).loads(sent[0] if sent else "", LIFETIME_SECONDS)
