"""What the quiz page shows, ready for its template, which chooses words and does no sums."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from quiz.core.answers import SKIP, Answers
from quiz.core.question import Option, Question
from quiz.core.questionnaire import Questionnaire, Statement
from quiz.core.scale import Scale
from quiz.web.attempt.forms import FIELD_PREFIX, FILLER
from quiz.web.attempt.wordings import WordedText, Wordings

SessionProblem = Literal["expired", "blocked", "replaced"]
NEARLY_DONE = 5
"""With this many cards left, one of them says so."""
SHORT_QUIZ = 12
"""Up to this many cards, none says how far one is: the progress bar is enough."""


@dataclass(frozen=True)
class Choice:
    """One answer to choose from, and what the form sends for it.

    `skip` is True for the one that says a statement does not apply.

    `meets` has the numbers of the conditions for another wording that it meets, separated by spaces.
    """

    value: str
    words: str
    skip: bool
    chosen: bool
    meets: str


@dataclass(frozen=True)
class QuizItem:
    """One statement or question; `field` is the name of its form field.

    `number` is its place among all statements and questions in the order they are shown, from 1.
    `anchor` is its place on the page: the address bar may show it, so it names no theme. `answered` is False for a
    private question, whose answer is never shown again.
    """

    field: str
    anchor: str
    number: int
    text: WordedText
    private: bool
    choices: tuple[Choice, ...]

    @property
    def blank(self) -> str:
        """What its field sends for no answer: as much as for any."""
        return FILLER * len(self.choices[0].value)

    @property
    def answered(self) -> bool:
        """Whether one of the choices shows as chosen."""
        return any(choice.chosen for choice in self.choices)


@dataclass(frozen=True)
class Review:
    """What to look at again before sending: statements left open, and answers that were never offered.

    `problem` is "expired" when the answers came without the session they were given in, "blocked" when the browser
    keeps no cookie, "replaced" when other attempts were begun since.
    """

    unanswered: tuple[QuizItem, ...]
    refused: tuple[QuizItem, ...]
    problem: SessionProblem | None


@dataclass(frozen=True)
class Section:
    """Statements in a row that are answered on one scale, with its prompt; `anchor` is the id of that."""

    anchor: str
    prompt: WordedText
    statements: tuple[QuizItem, ...]


@dataclass(frozen=True)
class QuizPage:
    """The quiz with the answers so far. `current` is the anchor of the card to begin with.

    `first` has the questions before the statements, `questions` and `private_questions` those after them.
    `direction` is that of the questionnaire. `total` counts all of them. `halfway` and `nearly_done` are the numbers of
    the cards that say how far one is, or 0.
    """

    direction: str
    first: tuple[QuizItem, ...]
    sections: tuple[Section, ...]
    questions: tuple[QuizItem, ...]
    private_questions: tuple[QuizItem, ...]
    current: str
    review: Review | None
    total: int
    halfway: int
    nearly_done: int

    @property
    def left(self) -> int:
        """How many cards are left at the one that says that few are."""
        return self.total - self.nearly_done + 1


def quiz_page(
    quiz: Questionnaire,
    answers: Answers,
    *,
    unanswered: Iterable[str] = (),
    refused: Iterable[str] = (),
    problem: SessionProblem | None = None,
) -> QuizPage:
    """Lay out a questionnaire with the answers so far; private ones are never shown again.

    `unanswered` and `refused` are ids to look at again; one that is no longer asked is passed over.
    """
    shown = answers.without_private(quiz)
    raw, wordings = shown.raw(), Wordings(quiz, shown.context)
    numbers = _numbers(quiz)

    def item(id_: str, anchor: str, text: WordedText, choices: Iterable[Option], *, private: bool = False) -> QuizItem:
        offered = tuple(choices)
        width = max(len(one.id) for one in offered)
        shown = tuple(
            Choice(
                one.id.ljust(width, FILLER),
                one.words,
                one.id == SKIP,
                one.id == raw.get(id_),
                wordings.conditions_of(id_, one.id),
            )
            for one in offered
        )
        return QuizItem(FIELD_PREFIX + id_, anchor, numbers[id_], text, private, shown)

    skip = Option(SKIP, quiz.scale.skip)
    statements = tuple(
        item(statement.id, f"s{place}", WordedText(statement.text), _scale_options(quiz.scale_of(statement)))
        for place, statement in enumerate(quiz.statements, 1)
    )
    questions = tuple(
        item(
            question.id,
            f"c{place}",
            wordings.of(question.text, question.variants),
            (*quiz.options[question.options], Option(SKIP, question.skip) if question.skip else skip),
            private=question.private,
        )
        for place, question in enumerate(quiz.questions, 1)
    )
    by_field = {item.field: item for item in (*statements, *questions)}
    review = Review(_items(by_field, unanswered), _items(by_field, refused), problem)
    first = tuple(item for item in questions if item.number < statements[0].number)
    private = tuple(item for item in questions if item.private)
    visible = tuple(item for item in questions if item not in first and item not in private)
    total = len(numbers)
    return QuizPage(
        quiz.direction,
        first,
        tuple(_sections(quiz, statements, wordings)),
        visible,
        private,
        current=_first_open((*first, *statements, *visible), "private" if private else "done"),
        review=review if review.unanswered or review.refused or problem else None,
        total=total,
        halfway=total // 2 + 1 if total > SHORT_QUIZ else 0,
        nearly_done=total - NEARLY_DONE + 1 if total > SHORT_QUIZ else 0,
    )


def _scale_options(scale: Scale) -> tuple[Option, ...]:
    return (*(Option(str(point.value), point.words) for point in scale.points), Option(SKIP, scale.skip))


def _sections(quiz: Questionnaire, items: Sequence[QuizItem], wordings: Wordings) -> Iterator[Section]:
    """Yield a section for each run of statements on one scale."""
    pairs = zip(quiz.statements, items, strict=True)
    runs = itertools.groupby(pairs, lambda pair: quiz.scale_of(pair[0]))
    for number, (scale, run) in enumerate(runs, 1):
        anchor = "prompt" if number == 1 else f"prompt-{number}"
        yield Section(anchor, wordings.of(scale.prompt, scale.variants), tuple(item for _, item in run))


def _numbers(quiz: Questionnaire) -> Mapping[str, int]:
    """Return each statement's and question's number, by id: first questions, statements, others, private ones."""
    questions = sorted(quiz.questions, key=lambda question: (not question.first, question.private))
    first = sum(question.first for question in quiz.questions)
    shown: tuple[Statement | Question, ...] = (*questions[:first], *quiz.statements, *questions[first:])
    return {item.id: number for number, item in enumerate(shown, 1)}


def _items(by_field: Mapping[str, QuizItem], ids: Iterable[str]) -> tuple[QuizItem, ...]:
    return tuple(by_field[FIELD_PREFIX + id_] for id_ in ids if FIELD_PREFIX + id_ in by_field)


def _first_open(items: Iterable[QuizItem], last: str) -> str:
    return next((item.anchor for item in items if not item.answered), last)
