"""Saved results: their order, their scores, and the series of each theme."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.answers import Answers
from quiz.core.questionnaire import Band, Questionnaire, Statement, Theme
from quiz.core.scale import ScalePoint
from quiz.journal.serialization import (
    deserialize,
    deserialize_questionnaire,
    serialize,
    serialize_questionnaire,
)
from quiz.progress.change import ThemeChange
from quiz.progress.history import SavedResult, changes, oldest_first
from quiz.progress.series import ThemeSeries, theme_series
from quiz.rules import Scorer
from tests.journal.written import QUESTIONNAIRE_ID
from tests.strategies import answered_questionnaires, answers_to, make, questionnaires

START = datetime(2026, 1, 1, tzinfo=UTC)
TWO = make(themes=[[False, True, False, False], [False] * 4])
ID = "0123456789abcdef" * 2


def saved(quiz: Questionnaire, week: int = 0, value: int = 4, skipped: Sequence[str] = ()) -> SavedResult:
    """Return a saved result with one value for every statement except the skipped ones."""
    chosen = {s.id: None if s.id in skipped else value for s in quiz.statements}
    return SavedResult.from_answers(f"{week:032x}", START + timedelta(weeks=week), quiz, Answers(chosen))


def without(quiz: Questionnaire, theme_id: str) -> Questionnaire:
    themes = tuple(theme for theme in quiz.themes if theme.id != theme_id)
    return replace(quiz, themes=themes, statements=tuple(s for s in quiz.statements if s.theme != theme_id))


def series(results: Sequence[SavedResult], theme_id: str) -> ThemeSeries:
    [found] = [one for one in theme_series(TWO, results) if one.theme.id == theme_id]
    return found


def kinds(results: Sequence[SavedResult]) -> dict[str, str]:
    """Return each theme's verdict, or the reason why it cannot be compared, for two results."""
    found = changes(results[:1], results[1])
    return {one.theme.id: one.verdict if isinstance(one, ThemeChange) else one.reason for one in found}


@given(st.lists(st.tuples(st.datetimes(timezones=st.just(UTC)), st.integers(0, 2**128 - 1)), max_size=8, unique=True))
def test_results_are_sorted_by_the_time_they_were_finished(when: list[tuple[datetime, int]]) -> None:
    results = [replace(saved(TWO), id=f"{number:032x}", finished_at=at) for at, number in when]
    ordered = oldest_first(results)
    assert sorted(found.id for found in ordered) == sorted(found.id for found in results)
    assert all(one.finished_at <= other.finished_at for one, other in pairwise(ordered))
    shuffled = random.Random(len(results)).sample(results, len(results))
    assert oldest_first(shuffled) == ordered


@given(answered_questionnaires(), st.data())
def test_a_later_edit_of_the_questionnaire_does_not_change_a_saved_result(
    answered: tuple[Questionnaire, Answers], data: st.DataObject
) -> None:
    quiz, answers = answered
    before = Scorer(quiz).profile(answers)
    saved = SavedResult.from_answers(ID, START, quiz, answers)
    written = serialize(saved, QUESTIONNAIRE_ID), serialize_questionnaire(saved.questionnaire)
    edited = data.draw(questionnaires())
    data.draw(answers_to(edited).map(lambda later: SavedResult.from_answers(ID, START, edited, later).profile))
    found = deserialize(ID, written[0], {QUESTIONNAIRE_ID: deserialize_questionnaire(written[1])})
    assert found
    assert [(t.score, t.low, t.high, t.band, t.state) for t in found.profile.themes] == [
        (t.score, t.low, t.high, t.band, t.state) for t in before.themes
    ]
    assert found.profile.keyed == before.keyed


def test_a_saved_result_can_be_scored_again_and_has_no_private_answers(
    questionnaire: Questionnaire,
) -> None:
    context = {q.id: questionnaire.options[q.options][-1].id for q in questionnaire.questions}
    answered = Answers({s.id: 3 for s in questionnaire.statements}, context)
    found = SavedResult.from_answers(ID, START, questionnaire, answered)
    assert found.profile.themes == Scorer(found.questionnaire).profile(answered).themes
    scores = [score.score for score in Scorer(questionnaire).profile(answered).themes]
    assert [score.score for score in found.profile.themes] == scores
    assert not found.raw.keys() & questionnaire.private_option_ids.keys()
    assert not found.questionnaire.private_option_ids
    assert {q.id for q in found.questionnaire.questions} == context.keys() - questionnaire.private_option_ids.keys()
    assert context.keys() - questionnaire.private_option_ids.keys() <= found.raw.keys()


@given(st.lists(answered_questionnaires(), min_size=1, max_size=4))
def test_every_series_has_the_score_of_every_result(
    answered: list[tuple[Questionnaire, Answers]],
) -> None:
    results = [SavedResult.from_answers(f"{n:032x}", START + timedelta(n), *one) for n, one in enumerate(answered)]
    found = theme_series(TWO, results)
    newest = [theme.id for theme in results[-1].questionnaire.themes]
    assert [one.theme.id for one in found][: len(newest)] == newest
    assert {one.theme.id for one in found} == {theme.id for t in results for theme in t.questionnaire.themes}
    for one in found:
        own = [{score.theme.id: score for score in t.profile.themes}.get(one.theme.id) for t in results]
        assert list(one.scores) == own
        assert len(one.comparable) == len(results) and not one.comparable[0]


def test_current_themes_come_first_and_those_no_longer_asked_after_them() -> None:
    three = make(themes=[[False] * 3] * 3)
    reordered = replace(without(three, "t1"), themes=tuple(reversed(without(three, "t1").themes)))
    assert [one.theme.id for one in theme_series(three, [saved(three), saved(reordered, 4)])] == ["t2", "t0", "t1"]
    assert theme_series(three, []) == ()


def test_a_theme_left_out_in_between_has_a_gap() -> None:
    results = [saved(TWO, 0, 2), saved(without(TWO, "t1"), 4, 3), saved(TWO, 8, 4), saved(TWO, 12, 5)]
    found = series(results, "t1")
    assert [score and score.score for score in found.scores] == [25, None, 75, 100]
    assert found.comparable == (False, False, False, True)
    assert series(results, "t0").comparable == (False, True, True, True)


def test_a_removed_theme_keeps_its_past_and_a_new_one_has_none() -> None:
    results = [saved(without(TWO, "t1"), 0), saved(without(TWO, "t0"), 4)]
    assert [score is None for score in series(results, "t0").scores] == [False, True]
    assert [score is None for score in series(results, "t1").scores] == [True, False]
    assert kinds(results) == {"t1": "theme"}


def test_a_theme_has_its_newest_name() -> None:
    renamed = replace(TWO, themes=(Theme("t0", "New words", "New"), TWO.themes[1]))
    assert series([saved(TWO), saved(renamed, 4)], "t0").theme.name == "New words"
    assert series([saved(renamed), saved(without(TWO, "t0"), 4)], "t0").theme.name == "New words"


def test_results_with_different_scales_are_not_comparable() -> None:
    wider = replace(TWO, scale=replace(TWO.scale, points=(*TWO.scale.points, ScalePoint(6, "more"))))
    results = [saved(TWO), saved(wider, 4), saved(wider, 8)]
    assert kinds(results[:2]) == {"t0": "scale", "t1": "scale"}
    assert series(results, "t0").comparable == (False, False, True)


def test_results_stay_comparable_when_the_wording_of_points_and_bands_changes() -> None:
    points = tuple(replace(point, words=point.words.upper()) for point in TWO.scale.points)
    bands = (Band("all", Fraction(0), Fraction(100), "All of it"),)
    worded = replace(TWO, scale=replace(TWO.scale, points=points), bands=bands)
    results = [saved(TWO), saved(worded, 4)]
    assert kinds(results) == {"t0": "same", "t1": "same"}
    assert [score and score.band and score.band.id for score in series(results, "t0").scores] == [None, "all"]


FIRST, *REST = TWO.statements
EDITS: dict[str, tuple[tuple[Statement, ...], int, int]] = {
    # The edited statements; how many of the first theme's are compared, and of how many.
    "added": ((replace(FIRST, id="new", text="New."), *TWO.statements), 4, 5),
    "removed": (tuple(REST), 3, 4),
    "rekeyed": ((replace(FIRST, reversed=True), *REST), 3, 4),
    "reworded": ((replace(FIRST, text="Said better."), *REST), 4, 4),
    "mirrored": ((replace(FIRST, text="Not so.", reversed=True), *REST), 4, 4),
}


@pytest.mark.parametrize("edit", EDITS)
def test_statements_asked_the_same_way_in_both_are_compared_whichever_of_the_two_was_edited(edit: str) -> None:
    statements, shared, asked = EDITS[edit]
    edited = replace(TWO, statements=statements)
    for pair in ([saved(TWO), saved(edited, 4)], [saved(edited), saved(TWO, 4)]):
        found = changes(pair[:1], pair[1])[0]
        assert isinstance(found, ThemeChange)
        assert (found.shared, found.asked) == (shared, asked)
    assert kinds([saved(TWO), saved(edited, 4)])["t1"] == "same"


def test_a_theme_with_too_few_answers_is_not_comparable_and_the_others_are() -> None:
    sparse = saved(TWO, 4, skipped=["s0-0", "s0-1", "s0-2"])
    results = [saved(TWO), sparse, saved(TWO, 8)]
    assert kinds(results[:2]) == {"t0": "too_few", "t1": "same"}
    assert series(results, "t0").comparable == (False, False, False)
    middle = series(results, "t0").scores[1]
    assert middle and middle.score is None
    assert series(results, "t1").comparable == (False, True, True)
