"""Looking at the result of the take just finished: on the page, as a picture, and on paper."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from quiz.advice.choose import advise, advise_without_private
from quiz.rules import careless_signs
from quiz.web import journal_access, take
from quiz.web.change_sheet import change_sheet
from quiz.web.clock import now
from quiz.web.discreet import Veil, is_discreet, open_book, veil
from quiz.web.instrument import instrument
from quiz.web.journal_access import opened
from quiz.web.journals import look_into
from quiz.web.result_files import asked_paper, profile_svg, report_pdf
from quiz.web.result_page import ResultPage, result_page, rows_of
from quiz.web.result_print import print_result
from quiz.web.words import say

NOT_FOUND = 404


def show() -> ResponseReturnValue:
    """Show the result of the last finished take."""
    page = _page(veil())
    if page is None:
        return render_template("no_result.html"), NOT_FOUND
    return print_result(page, journal_access.held(take.id_()))


def profile() -> ResponseReturnValue:
    """Draw the result of the last finished take; `?ink=dark` draws it for a dark page."""
    found = take.result()
    if found is None:
        return render_template("no_result.html"), NOT_FOUND
    answers, hide = found[0], veil()
    key = (*answers.statements.items(), is_discreet())
    return profile_svg(key, lambda: rows_of(instrument().scorer.profile(answers), hide))


def report() -> ResponseReturnValue:
    """Print the result of the last finished take as a PDF to keep, on `?paper=a4` or `letter`.

    With `?journal=yes` what changed in the open journal is added.
    """
    paper = asked_paper()
    page = _page(on_paper=True)
    if page is None:
        return render_template("no_result.html"), NOT_FOUND
    change = change_sheet(look_into(opened(visit=False)).takes, now()) if "journal" in request.args else None
    welcome = say("on_paper", of="changes.html") if take.has_private() else ""
    return report_pdf(page, take.day(), paper, change, welcome)


def _page(veil: Veil = open_book, *, on_paper: bool = False) -> ResultPage | None:
    """Lay out the result. A file may be found: on paper nothing depends on how the private questions were answered."""
    found = take.result()
    if found is None:
        return None
    answers, seconds = found
    asked = instrument()
    profile = asked.scorer.profile(answers)
    if on_paper and take.has_private():
        advice = advise_without_private(asked.advice, profile, answers.context, asked.questionnaire.private_option_ids)
    else:
        advice = advise(asked.advice, profile, answers.context)
    return result_page(profile, answers, advice, careless_signs(asked.questionnaire, answers, seconds), veil)
