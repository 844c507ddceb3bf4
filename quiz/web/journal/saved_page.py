"""The page of one saved result: its base advice, what the person added, and their own answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC

from flask import render_template, session

from quiz.advice.choose import Advice, paper_advice, saved_advice
from quiz.advice.situation import situation_of
from quiz.progress.history import SavedResult
from quiz.progress.relationships import starts_relationship
from quiz.progress.remarks import NO_REMARKS
from quiz.rules import Profile, Scorer
from quiz.web.journal.forms import note_digest
from quiz.web.journal.result_dates import dated
from quiz.web.rendering.formats import local_day
from quiz.web.rendering.hidden_details import are_details_hidden
from quiz.web.results.answer_sheet import appendix
from quiz.web.results.charts import picture_sizes
from quiz.web.results.page import ResultPage, result_page
from quiz.web.results.report import usual_paper
from quiz.web.services import services


@dataclass(frozen=True)
class LongNote:
    """A typed note that is `excess` characters too long; `shown` is the digest that its form sent."""

    text: str
    excess: int
    shown: str


def saved_result_page(results: Sequence[SavedResult], number: int, long_note: LongNote | None = None) -> str:
    """Render the page of a result, by its number from 1; `results` are all of the journal, oldest first.

    While details are hidden, it has nothing that the person wrote or answered, except a note that is too long, which
    would be lost otherwise.
    """
    results, hidden = services().local.of_saved(results), are_details_hidden()
    result = results[number - 1]
    page = saved_page(result)
    quiz = services().questionnaire
    return render_template(
        "journal/saved_result.html",
        page=page,
        pictures=picture_sizes(page.rows, page.marks),
        date=dated(results)[number - 1],
        taken_in=result.taken_in,
        comparable=number > 1,
        result_id=result.id,
        details_hidden=hidden,
        paper=usual_paper(),
        helplines=services().helplines,
        note_notice=session.pop("note_notice", ""),
        remarks=NO_REMARKS if hidden else result.remarks,
        long_note=long_note,
        note_shown=long_note.shown if long_note else note_digest(result.remarks.note),
        starts_relationship=number > 1 and starts_relationship(quiz, *results[number - 2 : number]),
        answers=None if hidden else appendix(result),
    )


def saved_page(result: SavedResult, *, on_paper: bool = False) -> ResultPage:
    """Lay out a saved result. It has base advice only, because private answers are not saved."""
    (result,) = services().local.of_saved([result])
    quiz, book = services().questionnaire, services().advice
    day, given = local_day(result.finished_at, UTC), result.answers.statements
    now = situation_of(book, result.profile, result.context(quiz), day, given)
    advice = paper_advice(book, now) if on_paper else saved_advice(book, now)
    if not {theme.id for theme in quiz.themes} & {theme.id for theme in result.questionnaire.themes}:
        advice = Advice()
    return result_page(shown_profile(result), result.answers, advice, quiz)


def small_step(result: SavedResult) -> str:
    """Return the small step on the page of a saved result; empty if it has none."""
    cards = saved_page(result).cards
    return cards[0].step if cards else ""


def shown_profile(result: SavedResult) -> Profile:
    """Return the scores with the bands and directions of today's questionnaire, if it has the same unit and themes."""
    saved, quiz = result.questionnaire, services().questionnaire
    if saved.unit != quiz.unit or [theme.id for theme in saved.themes] != [theme.id for theme in quiz.themes]:
        return result.profile
    themes = tuple(replace(one, direction=now.direction) for one, now in zip(saved.themes, quiz.themes, strict=True))
    return Scorer(replace(saved, bands=quiz.bands, themes=themes)).profile(result.answers)
