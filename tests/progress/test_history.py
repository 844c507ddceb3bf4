"""What holds for kept takes: their order, their scores, and how themes go from one to the next."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.answers import Answers
from quiz.core.questionnaire import Band, Questionnaire, ScalePoint, Theme
from quiz.journal.serialization import from_text, to_text
from quiz.progress.change import ThemeChange
from quiz.progress.history import SavedResult, ThemeSeries, changes, oldest_first, theme_series
from quiz.rules import Scorer
from tests.strategies import answers_to, make, questionnaires
from tests.strategies import takes as sheets

START = datetime(2026, 1, 1, tzinfo=UTC)
TWO = make(themes=[[False, True, False, False], [False] * 4])
ID = "0123456789abcdef" * 2


def take(quiz: Questionnaire, week: int = 0, value: int = 4, skipped: Sequence[str] = ()) -> SavedResult:
    """Keep a take with one value everywhere, but for the statements that were skipped."""
    chosen = {s.id: None if s.id in skipped else value for s in quiz.statements}
    return SavedResult.from_answers(f"{week:032x}", START + timedelta(weeks=week), quiz, Answers(chosen))


def without(quiz: Questionnaire, theme_id: str) -> Questionnaire:
    themes = tuple(theme for theme in quiz.themes if theme.id != theme_id)
    return replace(quiz, themes=themes, statements=tuple(s for s in quiz.statements if s.theme != theme_id))


def strand(takes: Sequence[SavedResult], theme_id: str) -> ThemeSeries:
    [found] = [one for one in theme_series(takes) if one.theme.id == theme_id]
    return found


def kinds(takes: Sequence[SavedResult]) -> dict[str, str]:
    """Say of each theme of the later take how it compares: a word, or a reason why it does not."""
    found = changes(*takes)
    return {one.theme.id: one.verdict if isinstance(one, ThemeChange) else one.reason for one in found}


@given(st.lists(st.tuples(st.datetimes(timezones=st.just(UTC)), st.integers(0, 2**128 - 1)), max_size=8, unique=True))
def test_takes_are_in_the_order_they_were_taken_however_they_come(when: list[tuple[datetime, int]]) -> None:
    takes = [replace(take(TWO), id=f"{number:032x}", finished_at=at) for at, number in when]
    ordered = oldest_first(takes)
    assert sorted(found.id for found in ordered) == sorted(found.id for found in takes)
    assert all(one.finished_at <= other.finished_at for one, other in pairwise(ordered))
    shuffled = random.Random(len(takes)).sample(takes, len(takes))
    assert oldest_first(shuffled) == ordered


@given(sheets(), st.data())
def test_a_later_edit_of_the_questionnaire_leaves_a_kept_take_exactly_as_it_was(
    sheet: tuple[Questionnaire, Answers], data: st.DataObject
) -> None:
    quiz, answers = sheet
    before = Scorer(quiz).profile(answers)
    written = to_text(SavedResult.from_answers(ID, START, quiz, answers))
    edited = data.draw(questionnaires())
    data.draw(answers_to(edited).map(lambda later: SavedResult.from_answers(ID, START, edited, later).profile))
    found = from_text(ID, written.encode())
    assert [(t.score, t.low, t.high, t.band, t.state) for t in found.profile.themes] == [
        (t.score, t.low, t.high, t.band, t.state) for t in before.themes
    ]
    assert found.profile.keyed == before.keyed


def test_a_kept_take_holds_what_it_takes_to_read_it_again_and_nothing_of_the_private_part(
    questionnaire: Questionnaire,
) -> None:
    context = {q.id: questionnaire.options[q.options][-1].id for q in questionnaire.questions}
    sheet = Answers({s.id: 3 for s in questionnaire.statements}, context)
    found = SavedResult.from_answers(ID, START, questionnaire, sheet)
    assert found.profile.themes == Scorer(found.questionnaire).profile(sheet).themes
    scores = [score.score for score in Scorer(questionnaire).profile(sheet).themes]
    assert [score.score for score in found.profile.themes] == scores
    assert not found.questionnaire.questions and not found.raw.keys() & questionnaire.private_option_ids.keys()
    assert context.keys() - questionnaire.private_option_ids.keys() <= found.raw.keys()


@given(sheets())
def test_comparing_a_take_with_itself_is_no_change(sheet: tuple[Questionnaire, Answers]) -> None:
    found = SavedResult.from_answers(ID, START, *sheet)
    for change in changes(found, found):
        scored = change.theme.id in {score.theme.id for score in found.profile.scored}
        assert isinstance(change, ThemeChange) == scored
        assert not isinstance(change, ThemeChange) or (change.before, change.verdict) == (change.after, "same")


@given(st.lists(sheets(), min_size=1, max_size=4))
def test_every_strand_has_a_place_for_every_take_and_tells_its_very_score(
    sheet: list[tuple[Questionnaire, Answers]],
) -> None:
    takes = [SavedResult.from_answers(f"{n:032x}", START + timedelta(n), *one) for n, one in enumerate(sheet)]
    found = theme_series(takes)
    newest = [theme.id for theme in takes[-1].questionnaire.themes]
    assert [one.theme.id for one in found][: len(newest)] == newest
    assert {one.theme.id for one in found} == {theme.id for t in takes for theme in t.questionnaire.themes}
    for one in found:
        own = [{score.theme.id: score for score in t.profile.themes}.get(one.theme.id) for t in takes]
        assert list(one.scores) == own
        assert len(one.comparable) == len(takes) and not one.comparable[0]


def test_todays_themes_come_first_and_those_no_longer_asked_after_them() -> None:
    three = make(themes=[[False] * 3] * 3)
    turned = replace(without(three, "t1"), themes=tuple(reversed(without(three, "t1").themes)))
    assert [one.theme.id for one in theme_series([take(three), take(turned, 4)])] == ["t2", "t0", "t1"]
    assert theme_series([]) == ()


def test_a_theme_left_out_for_a_while_has_a_gap_that_is_not_bridged() -> None:
    takes = [take(TWO, 0, 2), take(without(TWO, "t1"), 4, 3), take(TWO, 8, 4), take(TWO, 12, 5)]
    found = strand(takes, "t1")
    assert [score and score.score for score in found.scores] == [25, None, 75, 100]
    assert found.comparable == (False, False, False, True)
    assert strand(takes, "t0").comparable == (False, True, True, True)


def test_a_theme_that_is_gone_keeps_its_past_and_a_new_one_has_none() -> None:
    takes = [take(without(TWO, "t1"), 0), take(without(TWO, "t0"), 4)]
    assert [score is None for score in strand(takes, "t0").scores] == [False, True]
    assert [score is None for score in strand(takes, "t1").scores] == [True, False]
    assert kinds(takes) == {"t1": "theme"}


def test_a_theme_is_named_as_it_was_last() -> None:
    renamed = replace(TWO, themes=(Theme("t0", "New words", "New"), TWO.themes[1]))
    assert strand([take(TWO), take(renamed, 4)], "t0").theme.name == "New words"
    assert strand([take(renamed), take(without(TWO, "t0"), 4)], "t0").theme.name == "New words"


def test_a_line_is_broken_where_the_scale_changed() -> None:
    wider = replace(TWO, scale=replace(TWO.scale, points=(*TWO.scale.points, ScalePoint(6, "more"))))
    takes = [take(TWO), take(wider, 4), take(wider, 8)]
    assert kinds(takes[:2]) == {"t0": "scale", "t1": "scale"}
    assert strand(takes, "t0").comparable == (False, False, True)


def test_words_of_points_and_bands_may_change_without_breaking_the_line() -> None:
    points = tuple(replace(point, words=point.words.upper()) for point in TWO.scale.points)
    bands = (Band("all", Fraction(0), Fraction(100), "All of it"),)
    worded = replace(TWO, scale=replace(TWO.scale, points=points), bands=bands)
    takes = [take(TWO), take(worded, 4)]
    assert kinds(takes) == {"t0": "same", "t1": "same"}
    assert [score and score.band and score.band.id for score in strand(takes, "t0").scores] == [None, "all"]


def added(quiz: Questionnaire) -> Questionnaire:
    return replace(quiz, statements=(replace(quiz.statements[0], id="new", text="New."), *quiz.statements))


def removed(quiz: Questionnaire) -> Questionnaire:
    return replace(quiz, statements=quiz.statements[1:])


def rekeyed(quiz: Questionnaire) -> Questionnaire:
    return replace(quiz, statements=(replace(quiz.statements[0], reversed=True), *quiz.statements[1:]))


def reworded(quiz: Questionnaire) -> Questionnaire:
    return replace(quiz, statements=(replace(quiz.statements[0], text="Said better."), *quiz.statements[1:]))


def mirrored(quiz: Questionnaire) -> Questionnaire:
    turned = replace(quiz.statements[0], text="Not so.", reversed=True)
    return replace(quiz, statements=(turned, *quiz.statements[1:]))


@pytest.mark.parametrize(
    ("edit", "shared", "asked"), [(added, 4, 5), (removed, 3, 4), (rekeyed, 3, 4), (reworded, 4, 4), (mirrored, 4, 4)]
)
def test_what_both_takes_asked_alike_is_compared_whichever_of_the_two_was_edited(
    edit: Callable[[Questionnaire], Questionnaire], shared: int, asked: int
) -> None:
    edited = edit(TWO)
    for pair in ([take(TWO), take(edited, 4)], [take(edited), take(TWO, 4)]):
        found = changes(*pair)[0]
        assert isinstance(found, ThemeChange)
        assert (found.shared, found.asked) == (shared, asked)
    assert kinds([take(TWO), take(edited, 4)])["t1"] == "same"


def test_a_theme_with_too_few_answers_is_in_no_line_and_the_others_go_on() -> None:
    sparse = take(TWO, 4, skipped=["s0-0", "s0-1", "s0-2"])
    takes = [take(TWO), sparse, take(TWO, 8)]
    assert kinds(takes[:2]) == {"t0": "too_few", "t1": "same"}
    assert strand(takes, "t0").comparable == (False, False, False)
    middle = strand(takes, "t0").scores[1]
    assert middle and middle.score is None
    assert strand(takes, "t1").comparable == (False, True, True)
