"""A questionnaire and its advice, loaded from their files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quiz.advice.book import AdviceBook
from quiz.content.advice_checks import check_advice
from quiz.content.paths import questions_file
from quiz.content.problems import Problem
from quiz.content.questionnaire_checks import check_questionnaire
from quiz.content.toml_document import Document
from quiz.core.questionnaire import Questionnaire


@dataclass(frozen=True)
class Content:
    """What was loaded, `None` for the questionnaire when it has errors, and all that was found wrong with it."""

    questionnaire: Questionnaire | None
    advice: AdviceBook
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the content from being used."""
        return tuple(problem for problem in self.problems if not problem.warning)


def load(path: Path) -> Content:
    """Load a questionnaire file, or `questions.toml` in a folder, and the advice file it names, if any."""
    document = Document.open(questions_file(path))
    parts = document.read(Questionnaire)
    if document.raw:
        check_questionnaire(document, parts)
    problems, advice = document.problems, AdviceBook()
    if name := parts.get("advice"):
        book = Document.open(document.path.parent / name)
        advice_parts = book.read(AdviceBook)
        if book.raw:
            check_advice(book, advice_parts, *_asked(document, parts))
        problems, advice = problems + book.problems, AdviceBook(**advice_parts)
    content = Content(None, AdviceBook(), tuple(problems))
    return content if content.errors else Content(Questionnaire(**parts), advice, content.problems)


def read_questionnaire(raw: Mapping[str, Any]) -> Questionnaire | None:
    """Read a questionnaire that came as plain values, held to all that a file is held to; `None` when it has errors."""
    document = Document(Path(), raw=raw)
    parts = document.read(Questionnaire)
    check_questionnaire(document, parts)
    return None if document.errors else Questionnaire(**parts)


def _asked(document: Document, parts: Mapping[str, Any]) -> tuple[list[str], dict[str, list[str]]]:
    """Give what advice may name, faulty entries too: all theme ids, and the option ids by question id.

    A question whose options are themselves at fault has none.
    """
    options = {name: [option.id for option in entries] for name, entries in parts.get("options", {}).items()}
    lists = {question.id: options.get(question.options, []) for question in parts.get("questions", ())}
    themes, questions = (list(filter(None, document.ids(table))) for table in ("themes", "questions"))
    return themes, {id_: lists.get(id_, []) for id_ in questions}
