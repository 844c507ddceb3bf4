"""A result's own answers on paper: those behind the themes that came up most, and on request all but private ones."""

from collections.abc import Iterator, Mapping

from quiz.core.questionnaire import Statement
from quiz.core.wording import chosen_variant
from quiz.progress.history import SavedResult
from quiz.report.model import AnswerLine, Appendix, ThemeAnswers, ThemeInWords
from quiz.web.rendering.text_macros import render_text
from quiz.web.results.own_words import FEW_THEMES
from quiz.web.results.page import ResultPage
from quiz.web.services import services

PAPER_TEXT = "results/paper_text.html"


def themes_in_words(page: ResultPage, result: SavedResult) -> tuple[ThemeInWords, ...]:
    """Return the leading themes with the answers that raised them most; none if no answer did, or if all are quiet."""
    profile = result.profile
    bands = {row.name: render_text("band", row) for row in page.rows}
    limit = 2 if len(profile.leading) <= FEW_THEMES else 1
    found = tuple(
        ThemeInWords(
            theme.name,
            bands[theme.name],
            tuple(_answer_line(statement, result) for statement in profile.top_statements(theme.id, limit)),
        )
        for theme in (score.theme for score in profile.leading)
    )
    return found if any(theme.answers for theme in found) and not profile.is_quiet else ()


def least(page: ResultPage) -> str:
    """Return the theme that came up least; empty if it came up most as well, or as little as another."""
    behind = sorted((row for row in page.rows if row.muted and row.score), key=lambda row: row.plotted[0] or 0)
    if not behind or (len(behind) > 1 and behind[0].plotted[0] == behind[1].plotted[0]):
        return ""
    return render_text("least", behind[0], template=PAPER_TEXT)


def prompt(result: SavedResult) -> str:
    """Return the question on which all statements of a result were answered, in the wording that was shown."""
    scale = result.as_read(services().questionnaire).scale
    chosen = chosen_variant(scale.variants, _given(result))
    return chosen.text if chosen else scale.prompt


def appendix(result: SavedResult) -> Appendix:
    """Return all answers to statements and context questions but private ones, in the words they were asked in."""
    quiz = result.questionnaire
    themes = tuple(
        ThemeAnswers(theme.name, tuple(_answer_line(statement, result) for statement in quiz.statements_of(theme.id)))
        for theme in quiz.themes
    )
    has_reversed = any(statement.reversed for statement in quiz.statements)
    intro = render_text("appendix_intro", prompt(result), has_reversed, template=PAPER_TEXT)
    return Appendix(intro, themes, tuple(_context(result)))


def _answer_line(statement: Statement, result: SavedResult) -> AnswerLine:
    scale = result.questionnaire.scale
    words: Mapping[int | None, str] = {None: scale.skip, **{point.value: point.words for point in scale.points}}
    given = result.answers.statements
    answer = words[given[statement.id]] if statement.id in given else render_text("not_answered", template=PAPER_TEXT)
    return AnswerLine(statement.text, answer, statement.reversed)


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
