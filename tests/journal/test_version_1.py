"""Results of version 1 of the questionnaire: the scores they had, what is known, and what is not compared."""

import json
from dataclasses import replace

from quiz.core.questionnaire import Questionnaire
from quiz.journal.export_import import from_json, to_json
from quiz.journal.serialization import deserialize
from quiz.progress.change import NotComparable
from quiz.progress.history import SavedResult, changes
from tests.journal import version_1
from tests.journal.written import read_back


def results(questionnaire: Questionnaire) -> tuple[SavedResult, ...]:
    return from_json(version_1.FILE, questionnaire.private_option_ids)


def test_an_export_has_the_scores_it_had(questionnaire: Questionnaire) -> None:
    scores = [{score.theme.id: score.score for score in saved.profile.themes} for saved in results(questionnaire)]
    assert scores == version_1.SCORES
    assert {saved.questionnaire.version for saved in results(questionnaire)} == {1}


def test_a_result_that_the_journal_stored_then_can_be_read(questionnaire: Questionnaire) -> None:
    document = version_1.document()
    [[fingerprint, asked]] = document["questionnaires"].items()
    for saved, exported in zip(results(questionnaire), document["results"], strict=True):
        stored = {"taken": exported["taken"], "fingerprint": fingerprint, "questionnaire": asked}
        read = deserialize(saved.id, json.dumps({**stored, "answers": exported["answers"]}).encode(), {})
        assert read == saved
        assert read_back(read) == saved


def test_exporting_it_again_changes_no_result(questionnaire: Questionnaire) -> None:
    both = results(questionnaire)
    assert from_json(to_json(both).encode(), ()) == both


def test_its_answers_to_questions_that_are_still_asked_are_known(questionnaire: Questionnaire) -> None:
    first, second = results(questionnaire)
    assert first.context(questionnaire) == version_1.CONTEXT
    assert second.context(questionnaire) == {**version_1.CONTEXT, "sharing": None, "mood": "sometimes"}


def test_private_answers_and_those_no_longer_offered_are_never_known(questionnaire: Questionnaire) -> None:
    saved = results(questionnaire)[0]
    private = {id_: options[0] for id_, options in questionnaire.private_option_ids.items()}
    assert len(private) == 3
    added = replace(saved, raw={**saved.raw, **private, "mood": "all-the-time", "weather": "never"})
    assert added.context(questionnaire) == {id_: v for id_, v in version_1.CONTEXT.items() if id_ != "mood"}


def test_no_theme_is_compared_with_version_2_because_too_few_statements_are_the_same(
    questionnaire: Questionnaire,
) -> None:
    old = results(questionnaire)[0]
    answers = {statement.id: "3" for statement in questionnaire.statements}
    new = SavedResult("0" * 32, old.finished_at, questionnaire.saved_part, answers)
    assert old.questionnaire.fingerprint != new.questionnaire.fingerprint
    found = {change.theme.id: change for change in changes([old], new)}
    assert all(isinstance(change, NotComparable) and change.reason == "too_few" for change in found.values())
    assert {id_: change.shared for id_, change in found.items()} == {
        "burden": 2,
        "needs": 2,
        "attraction": 1,
        "abandonment": 3,
        "jealousy": 3,
    }
