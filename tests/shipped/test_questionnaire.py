"""Promises of the shipped questionnaire."""

import itertools
import re

import pytest

from quiz.content.loader import Content
from quiz.core.answers import Answers
from quiz.core.questionnaire import Questionnaire
from quiz.psychometrics.readability import grade, words
from quiz.rules import Scorer, ThemeScore

THEMES = ["burden", "needs", "attraction", "abandonment", "jealousy"]
TIMES = ("often", "always", "never", "not", "sometimes", "rarely", "usually", "nothing", "nobody", "none", "no")
GENDERED = ("he", "she", "him", "her", "his", "hers", "man", "woman", "boyfriend", "girlfriend", "husband", "wife")
GRIM = ("die", "dead", "death", "dying", "alive", "kill", "suicide", "life", "live", "exist", "gone")


def all_at(questionnaire: Questionnaire, keyed: int) -> tuple[ThemeScore, ...]:
    """Return the scores when every statement, after reversal, has this value."""
    ends = questionnaire.scale.low + questionnaire.scale.high
    sheet = {s.id: ends - keyed if s.reversed else keyed for s in questionnaire.statements}
    return Scorer(questionnaire).profile(Answers(dict(sheet))).themes


def test_the_shipped_content_has_no_error_and_no_warning(shipped: Content) -> None:
    assert shipped.problems == ()


def test_five_themes_have_six_statements_each(questionnaire: Questionnaire) -> None:
    assert [theme.id for theme in questionnaire.themes] == THEMES
    assert all(len(questionnaire.statements_of(theme)) == 6 for theme in THEMES)


def test_each_round_asks_each_theme_once(questionnaire: Questionnaire) -> None:
    rounds = [questionnaire.statements[n : n + 5] for n in range(0, 30, 5)]
    assert len(rounds) == 6
    for one in rounds:
        assert {statement.theme for statement in one} == set(THEMES)


def test_no_two_statements_of_one_theme_follow_each_other(questionnaire: Questionnaire) -> None:
    asked = [statement.theme for statement in questionnaire.statements]
    assert all(one != other for one, other in itertools.pairwise(asked))


def test_two_of_six_are_reversed_and_in_different_rounds(questionnaire: Questionnaire) -> None:
    for theme in THEMES:
        found = [n // 5 for n, s in enumerate(questionnaire.statements) if s.theme == theme and s.reversed]
        assert len(found) == len(set(found)) == 2


def test_the_first_statement_is_a_kind_one(questionnaire: Questionnaire) -> None:
    assert questionnaire.statements[0].reversed


def test_one_answer_throughout_cannot_look_like_a_high_score(questionnaire: Questionnaire) -> None:
    for point in questionnaire.scale.points:
        same = Answers({statement.id: point.value for statement in questionnaire.statements})
        for theme in Scorer(questionnaire).profile(same).themes:
            assert theme.score is not None
            assert 25 < theme.score < 75


@pytest.mark.parametrize(("keyed", "score"), [(1, 0), (5, 100), (3, 50)])
def test_both_ends_and_the_middle_of_every_theme_can_be_reached(
    questionnaire: Questionnaire, keyed: int, score: int
) -> None:
    for theme in all_at(questionnaire, keyed):
        assert theme.score == score


def test_scores_carry_the_words_of_the_answers_and_no_others(questionnaire: Questionnaire) -> None:
    assert not questionnaire.bands and not any(theme.bands for theme in questionnaire.themes)
    assert [float(at) for at, _ in questionnaire.scale.marks] == [0, 25, 50, 75, 100]


def test_statements_are_short_easy_and_in_the_first_person(questionnaire: Questionnaire) -> None:
    for statement in questionnaire.statements:
        found = words(statement.text)
        assert len(found) <= 12, statement.id
        assert grade(statement.text) <= 6, statement.id
        assert {"i", "me", "my"}.intersection(found), statement.id
        assert statement.text.endswith("."), statement.id


@pytest.mark.parametrize("unwanted", [TIMES, GENDERED], ids=["how often, or not", "gender"])
def test_statements_leave_frequency_to_the_scale_and_gender_open(
    questionnaire: Questionnaire, unwanted: tuple[str, ...]
) -> None:
    for statement in questionnaire.statements:
        assert not set(unwanted).intersection(words(statement.text)), statement.id
        assert "n't" not in " ".join(words(statement.text)), statement.id


def test_nothing_about_being_a_burden_touches_on_death(questionnaire: Questionnaire) -> None:
    for statement in questionnaire.statements_of("burden"):
        assert not set(GRIM).intersection(words(statement.text))
        assert "better off" not in statement.text


def test_the_scale_has_five_worded_points_a_time_frame_and_an_equal_way_to_skip(questionnaire: Questionnaire) -> None:
    scale = questionnaire.scale
    assert [point.value for point in scale.points] == [1, 2, 3, 4, 5]
    assert [point.words for point in scale.points] == ["Never", "Rarely", "Sometimes", "Often", "Almost always"]
    assert "last 4 weeks" in scale.prompt
    assert scale.skip


def test_the_assumptions_are_named_as_such(questionnaire: Questionnaire) -> None:
    assumed = questionnaire.assumptions
    assert (assumed.sd, float(assumed.reliability), float(assumed.retest)) == (22, 0.8, 0.6)
    assert re.search(r"\bassum", questionnaire.assumptions.note)


def test_nine_questions_can_each_be_skipped_and_the_two_private_ones_come_last(questionnaire: Questionnaire) -> None:
    questions = questionnaire.questions
    assert len(questions) == 9
    assert all(question.skip or questionnaire.scale.skip for question in questions)
    assert [question.private for question in questions] == [False] * 7 + [True] * 2
    assert all(question.skip == "Prefer not to say" for question in questions[-2:])


def test_every_answer_to_a_context_question_differs_from_skipping(questionnaire: Questionnaire) -> None:
    for question in questionnaire.questions:
        ids = [option.id for option in questionnaire.options[question.options]]
        assert len(set(ids)) == len(ids) >= 2
        assert not {"skip", ""}.intersection(ids)
