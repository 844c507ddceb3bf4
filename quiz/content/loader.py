"""Loads a questionnaire and its advice from their files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quiz.advice.book import AdviceBook
from quiz.content.advice_checks import check_advice
from quiz.content.advice_limits import QuestionnaireIds
from quiz.content.labels import check_labels
from quiz.content.problems import Problem
from quiz.content.questionnaire_checks import check_questionnaire
from quiz.content.toml_document import Document
from quiz.core.questionnaire import Questionnaire

QUESTIONS_FILE_NAME = "questions.toml"


@dataclass(frozen=True)
class Content:
    """A questionnaire with its advice, and all problems found. If any is an error, `questionnaire` is `None`."""

    questionnaire: Questionnaire | None
    advice: AdviceBook
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that prevent the content from being used."""
        return tuple(problem for problem in self.problems if not problem.warning)


def load(path: Path) -> Content:
    """Load a questionnaire file, or `questions.toml` in a folder, and the advice file that it names, if any.

    A file that cannot be read is one of the problems, not an exception.
    """
    document = Document.open(questions_path(path))
    values = document.parse(Questionnaire)
    if document.raw:
        check_questionnaire(document, values)
        check_labels(document)
    problems, advice = document.problems, AdviceBook()
    if name := values.get("advice"):
        advice_document = Document.open(document.path.parent / name)
        advice_values = advice_document.parse(AdviceBook)
        if advice_document.raw:
            check_advice(advice_document, advice_values, _questionnaire_ids(document, values))
        problems, advice = problems + advice_document.problems, AdviceBook(**advice_values)
    content = Content(None, AdviceBook(), tuple(problems))
    return content if content.errors else Content(Questionnaire(**values), advice, content.problems)


def read_questionnaire(raw: Mapping[str, Any]) -> Questionnaire | None:
    """Return a questionnaire from parsed JSON or TOML, checked as strictly as a file; `None` if it has errors."""
    document = Document(Path(), raw=raw)
    values = document.parse(Questionnaire)
    check_questionnaire(document, values)
    return None if document.errors else Questionnaire(**values)


def questions_path(path: Path) -> Path:
    """Return the path, or if it is a folder, the path of `questions.toml` in it."""
    try:
        return path / QUESTIONS_FILE_NAME if path.is_dir() else path
    except OSError:
        # The path lacks permission or is not a valid file name. Opening it reports which.
        return path


def _questionnaire_ids(document: Document, values: Mapping[str, Any]) -> QuestionnaireIds:
    """Return the ids that advice may refer to.

    Entries with errors count, too, so that one mistake is reported once. If a question's options have errors, it has no
    options here.
    """
    options = {name: [option.id for option in entries] for name, entries in values.get("options", {}).items()}
    lists = {question.id: options.get(question.options, []) for question in values.get("questions", ())}
    themes, questions = (list(filter(None, document.ids(table))) for table in ("themes", "questions"))
    private = {question.id for question in values.get("questions", ()) if question.private}
    asked = QuestionnaireIds(themes, {id_: lists.get(id_, []) for id_ in questions}, private)
    if document.errors:
        return asked
    quiz = Questionnaire(**values)
    return asked._replace(
        statements={statement.id: quiz.scale_of(statement).ends for statement in quiz.statements},
        ranges={theme.id: quiz.range_of(theme.id) for theme in quiz.themes},
        unit=quiz.unit,
    )
