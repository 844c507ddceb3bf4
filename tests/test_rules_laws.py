"""Laws of the scores of every questionnaire, however it is answered."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from quiz.core.answers import Answers
from quiz.core.questionnaire import Questionnaire, Statement, Theme
from quiz.rules import Profile, Scorer, ThemeScore
from tests.strategies import ANY_SHARE, answered_questionnaires, answers_to, questionnaires, shuffles

Answered = tuple[Questionnaire, Answers]


def score(questionnaire: Questionnaire, answers: Answers) -> Profile:
    return Scorer(questionnaire).profile(answers)


def by_theme(profile: Profile) -> dict[str, ThemeScore]:
    return {theme.theme.id: theme for theme in profile.themes}


@given(answered_questionnaires(missing=ANY_SHARE), st.data())
def test_raising_an_answer_never_lowers_its_theme_nor_raises_it_when_reversed(
    answered: Answered, data: st.DataObject
) -> None:
    questionnaire, answers = answered
    statement = data.draw(st.sampled_from(questionnaire.statements))
    value = answers.statements.get(statement.id)
    higher = [p.value for p in questionnaire.scale.points if value is not None and p.value > value]
    if not higher:
        return
    raised = Answers({**answers.statements, statement.id: data.draw(st.sampled_from(higher))})
    before, after = (by_theme(score(questionnaire, a))[statement.theme].score for a in (answers, raised))
    assert before is not None and after is not None
    assert after < before if statement.reversed else after > before


@given(answered_questionnaires(), st.data())
def test_the_order_of_statements_is_irrelevant(answered: Answered, data: st.DataObject) -> None:
    questionnaire, answers = answered
    shuffled = data.draw(shuffles(questionnaire))
    assert score(questionnaire, answers).themes == score(shuffled, answers).themes


@given(answered_questionnaires(missing=ANY_SHARE))
def test_mirrored_answers_mirror_the_score_and_its_range(answered: Answered) -> None:
    questionnaire, answers = answered
    ends = questionnaire.scale.low + questionnaire.scale.high
    mirrored = {id_: None if value is None else ends - value for id_, value in answers.statements.items()}
    for one, other in zip(
        score(questionnaire, answers).scored, score(questionnaire, Answers(mirrored)).scored, strict=True
    ):
        assert one.score is not None and one.low is not None and other.high is not None
        assert other.score == 100 - one.score
        assert abs(other.high - (100 - one.low)) < 1e-9


@given(answered_questionnaires())
def test_a_score_lies_within_its_range_and_both_within_0_and_100(answered: Answered) -> None:
    for theme in score(*answered).scored:
        assert theme.low is not None and theme.score is not None and theme.high is not None
        assert 0 <= theme.low <= theme.score <= theme.high <= 100


@given(answered_questionnaires())
def test_a_score_is_the_percent_of_the_maximum_possible(answered: Answered) -> None:
    questionnaire, answers = answered
    values = [point.value for point in questionnaire.scale.points]
    for theme in score(questionnaire, answers).themes:
        own = [s for s in questionnaire.statements if s.theme == theme.theme.id]
        parts = []
        for statement in own:
            value = answers.statements.get(statement.id)
            if value is not None:
                part = Fraction(value - min(values), max(values) - min(values))
                parts.append(1 - part if statement.reversed else part)
        enough = bool(parts) and Fraction(len(parts), len(own)) >= Fraction(2, 3)
        assert theme.score == (100 * sum(parts, Fraction(0)) / len(parts) if enough else None)
        assert (theme.answered, theme.asked) == (len(parts), len(own))


@given(answered_questionnaires(missing=ANY_SHARE), st.data())
def test_a_missing_answer_is_not_zero_but_leaves_the_mean_of_the_others(
    answered: Answered, data: st.DataObject
) -> None:
    questionnaire, answers = answered
    statement = data.draw(st.sampled_from(questionnaire.statements))
    skipped = score(questionnaire, Answers({**answers.statements, statement.id: None}))
    left_out = Answers({id_: value for id_, value in answers.statements.items() if id_ != statement.id})
    assert skipped == score(questionnaire, left_out)
    others = [skipped.keyed[s.id] for s in questionnaire.statements_of(statement.theme) if s.id in skipped.keyed]
    mean = sum(others, Fraction(0)) / len(others) if others else None
    assert by_theme(skipped)[statement.theme].score == mean


@given(answered_questionnaires(), st.integers(1, 5), st.data())
def test_statements_of_another_theme_do_not_affect_a_score(
    answered: Answered, number: int, data: st.DataObject
) -> None:
    questionnaire, answers = answered
    more = tuple(Statement(f"new{n}", "new", f"New sentence {n}.") for n in range(number))
    larger = replace(
        questionnaire,
        themes=(*questionnaire.themes, Theme("new", "new", "New")),
        statements=(*questionnaire.statements, *more),
    )
    given_too = data.draw(answers_to(replace(larger, statements=more)))
    both = score(larger, Answers({**answers.statements, **given_too.statements}))
    assert both.themes[:-1] == score(questionnaire, answers).themes


@given(answered_questionnaires(missing=ANY_SHARE))
def test_0_and_100_mean_that_every_answer_is_at_that_end(answered: Answered) -> None:
    questionnaire, answers = answered
    profile = score(questionnaire, answers)
    for theme in profile.scored:
        keyed = {profile.keyed[s.id] for s in questionnaire.statements_of(theme.theme.id) if s.id in profile.keyed}
        assert (theme.score == 0) == (keyed == {0})
        assert (theme.score == 100) == (keyed == {100})


@given(questionnaires(ANY_SHARE), st.data())
def test_fewer_answers_never_narrow_the_range(questionnaire: Questionnaire, data: st.DataObject) -> None:
    theme, scorer = questionnaire.themes[0], Scorer(questionnaire)
    asked = len(questionnaire.statements_of(theme.id))
    value = data.draw(st.sampled_from([point.value for point in questionnaire.scale.points]))
    widths = []
    for answered in range(1, asked + 1):
        found = scorer.theme_score(theme, value * answered, answered)
        assert found.low is not None and found.high is not None
        widths.append((found.high - found.low, found.variance))
    assert widths == sorted(widths, reverse=True)


@given(answered_questionnaires(missing=ANY_SHARE))
def test_the_highest_theme_leads_and_each_leading_theme_is_within_an_error_of_it(answered: Answered) -> None:
    profile = score(*answered)
    assert bool(profile.leading) == bool(profile.scored)
    for one in profile.scored:
        top = max(other.score or Fraction(0) for other in profile.scored)
        assert one.score is not None
        if one.score == top:
            assert one in profile.leading
        errors = [one.variance + other.variance for other in profile.scored if other.score == top]
        assert (one in profile.leading) == ((top - one.score) ** 2 <= max(errors))
    scores = [one.score or Fraction(0) for one in profile.leading]
    assert scores == sorted(scores, reverse=True)


@given(answered_questionnaires(), st.data())
def test_a_scorer_has_no_state_from_earlier_answers(answered: Answered, data: st.DataObject) -> None:
    questionnaire, answers = answered
    scorer = Scorer(questionnaire)
    scorer.profile(data.draw(answers_to(questionnaire)))
    assert scorer.profile(answers) == score(questionnaire, answers)
