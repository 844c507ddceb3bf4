"""What the quiz page shows, ready to print: templates choose words and do no sums."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from quiz.core.answers import SKIP, Answers
from quiz.core.questionnaire import Questionnaire
from quiz.web.forms import PREFIX

Problem = Literal["expired", "blocked"]


@dataclass(frozen=True)
class Choice:
    """One answer that can be tapped. `skip` is the one that says a statement does not apply."""

    value: str
    words: str
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
    """The quiz as everybody sees it."""

    prompt: str
    statements: tuple[Item, ...]
    questions: tuple[Item, ...]

    @cached_property
    def by_field(self) -> Mapping[str, Item]:
        """All of them by their form field's name."""
        return {item.field: item for item in (*self.statements, *self.questions)}


@dataclass(frozen=True)
class Again:
    """What the person is asked to look at again: statements left open, and answers that were none.

    `problem` is "expired" when the sheet came without the session it was opened in, "blocked" when no cookie is kept.
    """

    unanswered: tuple[Item, ...]
    refused: tuple[Item, ...]
    problem: Problem | None = None

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.unanswered or self.refused or self.problem)


def quiz_page(quiz: Questionnaire) -> QuizPage:
    """Lay out a questionnaire."""
    scale = {str(point.value): point.words for point in quiz.scale.points}
    statements = tuple(
        Item(
            PREFIX + statement.id,
            f"s{number}",
            number,
            statement.text,
            private=False,
            choices=_choices(scale, quiz.scale.skip),
        )
        for number, statement in enumerate(quiz.statements, 1)
    )
    questions = []
    for number, question in enumerate(quiz.questions, 1):
        options = {option.id: option.words for option in quiz.options[question.options]}
        choices = _choices(options, question.skip or quiz.scale.skip)
        questions.append(Item(PREFIX + question.id, f"c{number}", number, question.text, question.private, choices))
    return QuizPage(quiz.scale.prompt, statements, tuple(questions))


def items(page: QuizPage, ids: Iterable[str]) -> tuple[Item, ...]:
    """Give the statements and questions with these ids; one that is no longer asked is passed over."""
    return tuple(page.by_field[PREFIX + id_] for id_ in ids if PREFIX + id_ in page.by_field)


def chosen(quiz: Questionnaire, answers: Answers) -> dict[str, str]:
    """Give the chosen values by field, as far as they may be shown: private ones never are again."""
    return {PREFIX + id_: value for id_, value in answers.without_private(quiz).raw().items()}


def first_open(page: QuizPage, shown: Mapping[str, str]) -> str:
    """Give the anchor of the card to begin with: the first without an answer, else the last part, else the end."""
    asked = [item for item in (*page.statements, *page.questions) if not item.private]
    last = "private" if any(item.private for item in page.questions) else "done"
    return next((item.anchor for item in asked if item.field not in shown), last)


def _choices(words: Mapping[str, str], skip: str) -> tuple[Choice, ...]:
    return (*(Choice(value, text, skip=False) for value, text in words.items()), Choice(SKIP, skip, skip=True))
