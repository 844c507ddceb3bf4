"""Two neighboring results are kept apart when the later one begins another relationship."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from quiz.core.answers import Answers
from quiz.core.question import Option, Question
from quiz.core.questionnaire import Questionnaire
from quiz.journal.export_import import from_json
from quiz.progress.history import SavedResult
from quiz.progress.relationships import current_relationship, starts_relationship, suggests_another
from quiz.progress.remarks import NO_REMARKS, Relationship, Remarks
from quiz.progress.series import theme_series
from tests.journal import version_1
from tests.strategies import make

OPTIONS = {
    "yes-no": (Option("yes", "Yes"), Option("no", "No")),
    "length": (Option("short", "Short"), Option("medium", "Medium"), Option("long", "Long")),
}
PLAIN = replace(
    make(),
    options=OPTIONS,
    questions=(
        Question("together", "Together?", "yes-no", suggests_another_partner="different"),
        Question("length", "How long?", "length", suggests_another_partner="earlier"),
        Question("other", "Something else?", "length"),
    ),
)
START = datetime(2026, 1, 1, tzinfo=UTC)


def saved(
    week: int = 0, context: Mapping[str, str | None] | None = None, relationship: Relationship | None = None
) -> SavedResult:
    """Return a result with these answers to context questions."""
    answers = Answers({statement.id: 3 for statement in PLAIN.statements}, context or {})
    result = SavedResult.from_answers(f"{week:032x}", START + timedelta(weeks=week), PLAIN, answers)
    return replace(result, remarks=Remarks(relationship=relationship))


@pytest.mark.parametrize(
    ("before", "after", "suggested"),
    [
        ({"length": "long"}, {"length": "short"}, True),
        ({"length": "medium"}, {"length": "short"}, True),
        ({"length": "short"}, {"length": "long"}, False),
        ({"length": "long"}, {"length": "long"}, False),
        ({"together": "no"}, {"together": "yes"}, True),
        ({"together": "yes"}, {"together": "no"}, True),
        ({"together": "yes"}, {"together": "yes"}, False),
        ({"together": "yes", "length": "long"}, {"together": "yes", "length": "short"}, True),
        ({"other": "long"}, {"other": "short"}, False),
        # Unanswered or skipped questions suggest nothing.
        ({}, {}, False),
        ({"length": "long"}, {}, False),
        ({}, {"length": "short"}, False),
        ({"length": "long"}, {"length": None}, False),
        ({"together": None}, {"together": "yes"}, False),
    ],
)
def test_a_shorter_time_together_or_another_answer_suggests_another_partner(
    before: dict[str, str | None], after: dict[str, str | None], *, suggested: bool
) -> None:
    assert suggests_another(PLAIN, saved(0, before), saved(1, after)) == suggested


def test_an_answer_that_is_no_longer_offered_suggests_nothing() -> None:
    narrowed = replace(PLAIN, options={**OPTIONS, "length": OPTIONS["length"][:2]})
    assert not suggests_another(narrowed, saved(0, {"length": "long"}), saved(1, {"length": "short"}))


def test_a_questionnaire_without_such_questions_suggests_nothing() -> None:
    assert not suggests_another(make(), saved(0, {"length": "long"}), saved(1, {"length": "short"}))


@pytest.mark.parametrize("said", ["same", "different", None])
@pytest.mark.parametrize("length", ["long", "short"])
def test_what_the_person_says_wins_and_a_suggestion_counts_until_then(said: Relationship | None, length: str) -> None:
    starts = starts_relationship(PLAIN, saved(0, {"length": "long"}), saved(1, {"length": length}, said))
    assert starts == (said == "different" or (said is None and length == "short"))


def test_only_the_newest_relationship_is_the_current_one() -> None:
    results = [
        saved(0, {"length": "long"}),
        saved(1, {"length": "short"}),
        saved(2, {"length": "short"}, "same"),
        saved(3, {"length": "short"}, "different"),
        saved(4, {"length": "medium"}),
    ]
    assert current_relationship(PLAIN, results) == results[3:]
    assert current_relationship(PLAIN, results[:3]) == results[1:3]
    assert current_relationship(PLAIN, results[:1]) == results[:1]
    assert current_relationship(PLAIN, []) == []


def test_no_theme_is_joined_across_two_relationships() -> None:
    results = [
        saved(0),
        saved(1),
        saved(2, {}, "different"),
        saved(3, {"length": "long"}),
        saved(4, {"length": "short"}),
    ]
    [theme] = theme_series(PLAIN, results)
    assert theme.comparable == (False, True, False, True, False)
    assert all(score and score.score is not None for score in theme.scores)


def test_saying_that_it_is_the_same_relationship_joins_the_line_again() -> None:
    results = [saved(0, {"length": "long"}), saved(1, {"length": "short"}, "same")]
    [theme] = theme_series(PLAIN, results)
    assert theme.comparable == (False, True)


def test_results_of_version_1_are_told_apart_by_questions_that_are_still_asked(
    questionnaire: Questionnaire,
) -> None:
    first, second = from_json(version_1.FILE, questionnaire.private_option_ids)
    assert first.remarks == NO_REMARKS
    assert not suggests_another(questionnaire, first, second)
    later = replace(second, raw={**second.raw, "length": "under-3-months", "together": "yes"})
    assert suggests_another(questionnaire, first, later)
