"""All answers behind a result, except private ones."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from quiz.core.questionnaire import Statement
from quiz.core.wording import chosen_variant
from quiz.progress.history import SavedResult
from quiz.report.model import AnswerLine, Appendix, ThemeAnswers
from quiz.web.rendering.text_macros import render_text
from quiz.web.results.own_words import own_answer
from quiz.web.services import services

PAPER_TEXT = "results/paper_text.html"


def prompt(result: SavedResult) -> str:
    """Return the question on which all statements of a result were answered, in the wording that was shown.

    It is empty if there are several.
    """
    scale, *others = result.as_read(services().questionnaire).all_scales
    if any(other.prompt != scale.prompt for other in others):
        return ""
    chosen = chosen_variant(scale.variants, _given(result))
    return chosen.text if chosen else scale.prompt


def appendix(result: SavedResult) -> Appendix:
    """Return all answers to statements and context questions, except private ones, with the words that were asked."""
    quiz = result.questionnaire
    themes = tuple(
        ThemeAnswers(theme.name, tuple(_answer_line(one, result) for one in quiz.statements if one.theme == theme.id))
        for theme in quiz.themes
        if not theme.of
    )
    has_reversed = quiz.has_reversed
    intro = render_text("appendix_intro", prompt(result), has_reversed, quiz.direction, template=PAPER_TEXT)
    return Appendix(intro, themes, tuple(_context(result)))


def _answer_line(statement: Statement, result: SavedResult) -> AnswerLine:
    line = own_answer(result.questionnaire, result.answers, statement)
    return line if line.answer else replace(line, answer=render_text("not_answered", template=PAPER_TEXT))


def _context(result: SavedResult) -> Iterator[AnswerLine]:
    """Yield the answered context questions. A `SavedResult` has no private answers, and none of their questions."""
    quiz, given = result.as_read(services().questionnaire), _given(result)
    for question in quiz.questions:
        for option in quiz.options[question.options]:
            if given.get(question.id) == option.id:
                chosen = chosen_variant(question.variants, given)
                yield AnswerLine(chosen.text if chosen else question.text, option.words)


def _given(result: SavedResult) -> Mapping[str, str | None]:
    """Return the answers to context questions by id."""
    return result.context(result.as_read(services().questionnaire))
