"""A result as the words of its report: the same texts as on the page, in the same order."""

from collections.abc import Iterable, Iterator
from datetime import date

from quiz.core.helplines import Helplines
from quiz.report.model import (
    AdviceSection,
    AnswerLine,
    PaperSize,
    Report,
    ScoreLine,
    SupportSection,
    TopAnswers,
)
from quiz.web.formats import LANGUAGE, day_in_words
from quiz.web.result_page import AdviceCard, Reason, ResultPage, Row
from quiz.web.words import say, say_lines


def report_page(page: ResultPage, picture: bytes, helplines: Helplines, paper: PaperSize, day: date) -> Report:
    """Lay a result out for paper. `picture` is its profile as SVG, empty when nothing was scored."""
    return Report(
        paper=paper,
        language=LANGUAGE,
        day=day,
        day_in_words=day_in_words(day),
        lead=say("lead", page),
        picture=picture,
        alt=say("alt", page),
        caption=say("key"),
        lines=tuple(map(_line, page.rows)),
        careless=say_lines("hurried", page.hurried),
        meaning=say("meaning"),
        limits=say_lines("limits", page),
        step=page.cards[0].step if page.cards else "",
        welcome=say("welcome") if page.cards else "",
        advice=tuple(_advice(card, with_step=place > 0) for place, card in enumerate(page.cards)),
        top_answers=tuple(_behind(reason for card in page.cards for reason in card.reasons)),
        support=SupportSection(
            page.support_first,
            say_lines("support"),
            helplines.anywhere,
        ),
    )


def _line(row: Row) -> ScoreLine:
    note = say("answered", row)
    if row.state == "too_few":
        return ScoreLine(row.name, "", "", say("score", row), note)
    return ScoreLine(row.name, row.score, say("span", row), say("band", row), note)


def _advice(card: AdviceCard, *, with_step: bool) -> AdviceSection:
    step = card.step if with_step else ""
    return AdviceSection(card.title, card.paragraphs, card.who, card.role, step, tuple(map(_why, card.reasons)))


def _why(reason: Reason) -> str:
    return f"{reason.row.name}: {say('because', reason.row)}" if reason.row else reason.because


def _behind(reasons: Iterable[Reason]) -> Iterator[TopAnswers]:
    """Name each theme's answers once, however many cards it called for."""
    moved = {reason.row.name: reason.moved_by for reason in reasons if reason.row and reason.moved_by}
    for theme, answers in moved.items():
        yield TopAnswers(theme, tuple(AnswerLine(one.statement, one.answer) for one in answers))
