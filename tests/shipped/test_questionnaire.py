"""Promises of the shipped questionnaire."""

import itertools
import re
from datetime import UTC, datetime

import pytest

from quiz.content.loader import Content
from quiz.core.answers import Answers, parse_answers
from quiz.core.questionnaire import Questionnaire
from quiz.journal.csv_export import to_csv
from quiz.journal.export_import import to_json
from quiz.progress.history import SavedResult
from quiz.psychometrics.readability import grade, words
from quiz.rules import Scorer, ThemeScore
from tests.journal import version_1
from tests.journal.written import written as stored

KEPT_FROM_VERSION_1 = {
    "abandonment-hear-okay",
    "abandonment-last",
    "abandonment-pictured-end",
    "attraction-wanted",
    "burden-sorry",
    "burden-too-much",
    "jealousy-check-phone",
    "jealousy-past",
    "jealousy-praise",
    "needs-doubt-happy",
    "needs-enough",
}
"""The statements whose meaning is that of version 1. Its other ids are not used again."""
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


def test_the_order_of_the_themes_changes_from_round_to_round(questionnaire: Questionnaire) -> None:
    asked = [statement.theme for statement in questionnaire.statements]
    assert len({tuple(asked[n : n + 5]) for n in range(0, 30, 5)}) == 6


def test_two_of_six_are_reversed_and_not_in_the_same_or_the_next_round(questionnaire: Questionnaire) -> None:
    for theme in THEMES:
        found = [n // 5 for n, s in enumerate(questionnaire.statements) if s.theme == theme and s.reversed]
        assert len(found) == 2
        assert found[1] - found[0] >= 2, theme


def test_the_first_and_the_last_statement_are_kind_ones(questionnaire: Questionnaire) -> None:
    assert questionnaire.statements[0].reversed
    assert questionnaire.statements[-1].reversed


def test_an_id_of_version_1_is_used_only_where_the_meaning_is_the_same(questionnaire: Questionnaire) -> None:
    [version_1_asked] = version_1.document()["questionnaires"].values()
    old = {statement["id"]: statement for statement in version_1_asked["statements"]}
    same = {statement.id: statement for statement in questionnaire.statements if statement.id in old}
    assert questionnaire.version == 2
    assert same.keys() == KEPT_FROM_VERSION_1
    for id_, statement in same.items():
        assert (statement.theme, statement.reversed) == (old[id_]["theme"], old[id_]["reversed"])


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
    assert all("last 4 weeks" in text for text in (scale.prompt, *(variant.text for variant in scale.variants)))
    assert scale.skip == "Doesn’t apply, or didn’t come up"


def test_the_assumptions_are_named_as_such(questionnaire: Questionnaire) -> None:
    assumed = questionnaire.assumptions
    assert (assumed.sd, float(assumed.reliability), float(assumed.retest)) == (22, 0.8, 0.6)
    assert re.search(r"\bassum", questionnaire.assumptions.note)


def test_the_first_question_is_public_and_the_three_private_ones_come_last(questionnaire: Questionnaire) -> None:
    questions = questionnaire.questions
    assert [question.private for question in questions] == [False] * 8 + [True] * 3
    assert [question.first for question in questions] == [True] + [False] * 10


def test_every_question_can_be_skipped(questionnaire: Questionnaire) -> None:
    assert {question.skip for question in questionnaire.questions[:-3]} == {"Skip this one"}
    assert {question.skip for question in questionnaire.questions[-3:]} == {"Prefer not to say"}


def test_private_questions_are_also_asked_about_a_partner_who_is_gone(questionnaire: Questionnaire) -> None:
    [first] = [question for question in questionnaire.questions if question.first]
    for question in questionnaire.questions[-3:]:
        [variant] = question.variants
        assert (variant.question, variant.answers) == (first.id, ("no",))
        assert "that partner" in variant.text
        assert "your partner" in question.text


def test_no_answer_to_a_private_question_is_saved_or_exported(questionnaire: Questionnaire) -> None:
    private = questionnaire.private_option_ids
    assert len(private) == 3
    given = {question.id: questionnaire.option_ids[question.id][-1] for question in questionnaire.questions}
    answers = parse_answers(questionnaire, given)[0]
    saved = SavedResult.from_answers("0" * 32, datetime.now(UTC), questionnaire, answers)
    assert saved.raw.keys() == given.keys() - private.keys()
    written = (stored(saved).decode(), to_json([saved]), to_csv([saved]))
    assert not any(id_ in text for text in written for id_ in private)


def test_every_answer_to_a_context_question_differs_from_skipping(questionnaire: Questionnaire) -> None:
    for question in questionnaire.questions:
        ids = [option.id for option in questionnaire.options[question.options]]
        assert len(set(ids)) == len(ids) >= 2
        assert not {"skip", ""}.intersection(ids)
