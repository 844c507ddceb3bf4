"""What the quiz page shows, ready to print: templates choose words and do no sums."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quiz.answers import SKIP, Answers
from quiz.questionnaire import Questionnaire
from quiz.web.forms import PREFIX


@dataclass(frozen=True)
class Choice:
    """One answer that can be tapped. `skip` is the one that says a statement does not apply."""

    value: str
    words: str
    chosen: bool
    skip: bool


@dataclass(frozen=True)
class Item:
    """One statement or question; `field` is its form field's name, `number` counts from 1.

    `anchor` is its place on the page: it may show in the address bar, and so names no theme.
    """

    field: str
    anchor: str
    number: int
    text: str
    private: bool
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class QuizPage:
    """The quiz form: `unanswered` and `refused` are what the person is asked to look at again.

    `expired`: it came without the session it was opened in; `blocked`: for the second time, so cookies are off.
    """

    prompt: str
    statements: tuple[Item, ...]
    questions: tuple[Item, ...]
    unanswered: tuple[Item, ...] = ()
    refused: tuple[Item, ...] = ()
    expired: bool = False
    blocked: bool = False


def quiz_page(
    quiz: Questionnaire,
    answers: Answers,
    *,
    unanswered: Iterable[str] = (),
    refused: Iterable[str] = (),
) -> QuizPage:
    """Lay out a questionnaire with the answers given so far; private ones are never shown again.

    An id in `refused` that is no longer asked is passed over.
    """
    chosen = answers.without_private(quiz).raw()
    scale = {str(point.value): point.words for point in quiz.scale.points}
    statements = tuple(
        Item(
            PREFIX + statement.id,
            f"s{number}",
            number,
            statement.text,
            private=False,
            choices=_choices(scale, quiz.scale.skip, chosen.get(statement.id)),
        )
        for number, statement in enumerate(quiz.statements, 1)
    )
    questions = []
    for number, question in enumerate(quiz.questions, 1):
        options = {option.id: option.words for option in quiz.options[question.options]}
        choices = _choices(options, question.skip or quiz.scale.skip, chosen.get(question.id))
        field = PREFIX + question.id
        questions.append(Item(field, f"c{number}", number, question.text, question.private, choices))
    items = {item.field.removeprefix(PREFIX): item for item in (*statements, *questions)}
    return QuizPage(
        prompt=quiz.scale.prompt,
        statements=statements,
        questions=tuple(questions),
        unanswered=tuple(items[id_] for id_ in unanswered),
        refused=tuple(items[id_] for id_ in refused if id_ in items),
    )


def _choices(words: Mapping[str, str], skip: str, chosen: str | None) -> tuple[Choice, ...]:
    offered = [Choice(value, text, value == chosen, skip=False) for value, text in words.items()]
    return (*offered, Choice(SKIP, skip, chosen == SKIP, skip=True))
