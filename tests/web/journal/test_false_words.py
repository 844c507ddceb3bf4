"""The promise of the journal, by the words on its pages: who hasn't changed rarely reads that something did."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template

from quiz.core.answers import Answers
from quiz.core.clear_change import FALSE_ALARM_RATE
from quiz.core.questionnaire import Questionnaire
from quiz.progress.history import SavedResult
from quiz.web.journal.page import journal_page
from tests.population import People
from tests.web.journal_client import MONTH, START

CLEAR = re.compile(r"(?<!may have )\b(?:eased|grew|grown|clearly (?!changed this time))", re.IGNORECASE)
"""What says that something changed: any such word that has no "may have" or "nothing" before it."""
TEMPLATES = ("journal/change.html", "journal/change_notes.html", "journal/history.html")


def results(questionnaire: Questionnaire, sheets: Sequence[Answers]) -> list[SavedResult]:
    """Return one person's results, a month apart."""
    return [
        SavedResult.from_answers(f"{take:032}", datetime.fromtimestamp(START + take * MONTH, UTC), questionnaire, sheet)
        for take, sheet in enumerate(sheets)
    ]


def words(saved: Sequence[SavedResult]) -> str:
    """Return what the journal says of these results, also to those who can't see its picture."""
    page = journal_page(saved, START)
    parts = [
        BeautifulSoup(
            render_template(name, page=page, details_hidden=False, unsaved=False, relationship_question=None),
            "html.parser",
        )
        for name in TEMPLATES
    ]
    alts = [str(image["alt"]) for part in parts for image in part.select("img")]
    return " ".join([*(" ".join(part.get_text(" ").split()) for part in parts), *alts])


@pytest.mark.parametrize("takes", [2, 4])
def test_for_someone_who_has_not_changed_at_most_one_page_in_twenty_has_a_word_of_change(
    app: Flask, questionnaire: Questionnaire, takes: int
) -> None:
    people = People(questionnaire, 120, 11, in_doubt=True)
    sheets = [people.take(0.6)[0] for _ in range(takes)]
    with app.test_request_context():
        pages = [words(results(questionnaire, own)) for own in zip(*sheets, strict=True)]
    assert sum(bool(CLEAR.search(page)) for page in pages) <= FALSE_ALARM_RATE * len(pages)


def test_a_word_of_change_would_be_noticed(app: Flask, questionnaire: Questionnaire) -> None:
    low, high = (Answers({s.id: value for s in questionnaire.statements}) for value in (1, 5))
    people = People(questionnaire, 30, 12, in_doubt=True)
    fallen = people.take(0.9)[0], people.take(0.9, {theme.id: 60.0 for theme in questionnaire.themes})[0]
    with app.test_request_context():
        pages = [words(results(questionnaire, own)) for own in zip(*fallen, strict=True)]
        assert not CLEAR.search(words(results(questionnaire, [low, low])))
        assert "about the same" in words(results(questionnaire, [high, high]))
    assert sum(bool(CLEAR.search(page)) for page in pages) > 3
