"""A report has two pages for nearly everyone: simulated people, half of them in doubt."""

import io
import itertools

import pypdf
from flask import Flask

from quiz.core.questionnaire import Questionnaire
from quiz.web.attempt import attempt_session
from quiz.web.results.views import report
from tests.population import population
from tests.report.paper import SIZES
from tests.web.sample_answers import ADDRESS

PEOPLE = 30
"""Of each of the two populations."""


def test_at_most_one_report_in_twenty_has_a_third_page(app: Flask, questionnaire: Questionnaire) -> None:
    sheets = [
        *population(questionnaire, PEOPLE, 20261127),
        *population(questionnaire, PEOPLE, 20261128, in_doubt=True),
    ]
    longer = []
    for sheet, paper in zip(sheets, itertools.cycle(SIZES)):
        with app.test_request_context(f"{ADDRESS}?paper={paper}"):
            attempt_session.finish(attempt_session.start(), sheet)
            made = app.make_response(report()).data
        if len(pypdf.PdfReader(io.BytesIO(made)).pages) > 2:
            longer.append(sheet)
    assert len(longer) <= len(sheets) * 0.05
