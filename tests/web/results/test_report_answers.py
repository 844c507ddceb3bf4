"""All answers as an appendix of the report: only when asked for, and never a private one."""

import json

import pytest

from quiz.core.questionnaire import Questionnaire
from tests.journal import version_1
from tests.report.paper import SIZES, Paper, one_line
from tests.web.journal_client import World
from tests.web.page_client import PageClient
from tests.web.sample_answers import ADDRESS, CLEAR, FULL, UNSAFE, Keyed

WITH_ANSWERS = f"{ADDRESS}?answers=yes"


def appendix(client: PageClient, address: str = WITH_ANSWERS) -> str:
    """Return the text of the appendix of a report."""
    response = client.get(address)
    assert response.status_code == 200
    paper = Paper(response.data)
    assert paper.faults() == []
    return paper.words.split("All answers ")[1]


def test_every_statement_stands_there_with_its_answer_and_reversed_ones_are_marked(
    questionnaire: Questionnaire, client: PageClient, answers: Keyed
) -> None:
    sheet = answers(4)
    skipped, blank, *_ = (statement.id for statement in questionnaire.statements)
    client.send({**{id_: value for id_, value in sheet.items() if id_ != blank}, skipped: "skip"}, twice=True)
    found = appendix(client)
    words = {str(point.value): point.words for point in questionnaire.scale.points}
    for statement in questionnaire.statements:
        answer = {skipped: questionnaire.scale.skip, blank: "Not answered"}.get(
            statement.id, words[sheet[statement.id]]
        )
        mark = " (scored in reverse)" if statement.reversed else ""
        assert f"{statement.text}{mark} {answer}" in found
    places = [found.index(f"{theme.name.capitalize()} Answer") for theme in questionnaire.themes]
    assert places == sorted(places)


def test_answers_are_added_only_when_asked_for(client: PageClient, answers: Keyed) -> None:
    client.send({**answers(4), **FULL})
    for address in (ADDRESS, f"{ADDRESS}?answers=no", f"{ADDRESS}?answers="):
        words = Paper(client.get(address).data).words
        assert "All answers" not in words
        assert "low mood" not in words


def test_context_questions_that_were_answered_stand_there_in_the_wording_that_was_shown(
    questionnaire: Questionnaire, client: PageClient, answers: Keyed
) -> None:
    client.send({**answers(4), "together": "no", "mood": "often", "trust": "both", "texting": "skip"})
    found = appendix(client)
    (prompt,) = [variant.text for variant in questionnaire.scale.variants if "no" in variant.answers]
    assert f"“{prompt}”" in found
    assert "Are you two together now? No" in found
    assert "In the last 4 weeks, how often did low mood or worry make daily life hard? Often" in found
    assert "Has a partner ever badly broken your trust? Yes, both" in found
    assert "over text" not in found


def test_no_private_answer_is_added_and_the_file_is_the_same_whatever_it_was(
    questionnaire: Questionnaire, world: World
) -> None:
    files, saved = set(), set()
    for private in (UNSAFE, CLEAR, {"safety-afraid": "skip"}, {}):
        phone = world.phone()
        phone.start_journal({**world.keyed(4), **FULL, **private})
        files.add(phone.get(WITH_ANSWERS).data)
        saved.add(phone.get("/journal/1/report.pdf?answers=yes").data)
    assert len(files) == len(saved) == 1
    for file in (*files, *saved):
        words = Paper(file).words
        for question in questionnaire.questions:
            assert (question.text in words) == (question.id in FULL), question.id


def test_a_saved_result_has_the_statements_and_names_of_its_own_version(world: World) -> None:
    phone = world.phone()
    phone.import_file(version_1.FILE)
    export = json.loads(version_1.FILE)
    (old,) = export["questionnaires"].values()
    found = appendix(phone, "/journal/1/report.pdf?answers=yes")
    for statement in old["statements"]:
        assert statement["text"] in found


@pytest.mark.parametrize("paper", SIZES)
def test_with_all_answers_the_report_has_one_page_more(client: PageClient, answers: Keyed, paper: str) -> None:
    client.send({**answers(2), **FULL, "together": "yes"})
    without, with_answers = (
        Paper(client.get(f"{address}paper={paper}").data) for address in (f"{ADDRESS}?", f"{WITH_ANSWERS}&")
    )
    assert len(with_answers.pages) == len(without.pages) + 1
    assert one_line(without.pages[0])[:-6] == one_line(with_answers.pages[0])[:-6]
