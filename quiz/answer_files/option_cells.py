"""The cells of a context question: the id or the words of an option."""

from quiz.answer_files.notation import MISSING_SIGNS, MISSING_WORDS
from quiz.answer_files.table import Row
from quiz.answer_files.text_keys import letters
from quiz.core.answers import SKIP
from quiz.core.question import Question
from quiz.core.questionnaire import Questionnaire


class OptionCells:
    """Reads the answers to one context question. `id` is the id of the question, `place` its column, from 0."""

    def __init__(self, questionnaire: Questionnaire, question: Question, place: int) -> None:
        options = questionnaire.options[question.options]
        self.id, self._place = question.id, place
        self._ids = {letters(option.words): option.id for option in options} | {letters(o.id): o.id for o in options}
        self._missing = {letters(question.skip), *MISSING_WORDS} - self._ids.keys()
        self._expected = f"{', '.join(option.id for option in options)}; blank or {SKIP}"

    def option(self, row: Row) -> str | None:
        """Return the id of the chosen option, or `None` without an answer. Raises ValueError for any other text."""
        text = row[self._place].strip()
        key = letters(text)
        if key in self._ids:
            return self._ids[key]
        if text in MISSING_SIGNS or key in self._missing:
            return None
        raise ValueError(f'{self.id} is "{text[:40]}", which is not an answer to it ({self._expected}).')
