"""Laws of every comparison."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from quiz.core.answers import Answers
from quiz.core.questionnaire import Questionnaire
from quiz.progress.change import NotComparable, ThemeChange, compare
from quiz.rules import Scorer
from tests.strategies import answered_questionnaires, answers_to, questionnaires, shuffles

Changes = tuple[ThemeChange | NotComparable, ...]
STRENGTH = {"same": 0, "maybe": 1, "clear": 2}


def changes(one: Questionnaire, before: Answers, after: Answers, other: Questionnaire | None = None) -> Changes:
    return compare([Scorer(one).profile(before)], Scorer(other or one).profile(after))


@given(answered_questionnaires())
def test_comparing_with_itself_is_no_change(answered: tuple[Questionnaire, Answers]) -> None:
    questionnaire, answers = answered
    scored = {theme.theme.id for theme in Scorer(questionnaire).profile(answers).scored}
    for found in changes(questionnaire, answers, answers):
        assert isinstance(found, ThemeChange) == (found.theme.id in scored)
        if isinstance(found, ThemeChange):
            assert (found.before, found.verdict) == (found.after, "same")


@given(questionnaires(), st.data())
def test_comparing_in_reverse_swaps_before_and_after_and_keeps_the_verdict(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    before, after = data.draw(answers_to(questionnaire)), data.draw(answers_to(questionnaire))
    there, back = changes(questionnaire, before, after), changes(questionnaire, after, before)
    for one, other in zip(there, back, strict=True):
        if isinstance(one, NotComparable) or isinstance(other, NotComparable):
            assert one == other
        else:
            assert (one.before, one.after, one.verdict) == (other.after, other.before, other.verdict)


@given(questionnaires(), st.data())
def test_the_order_of_statements_and_themes_is_irrelevant(questionnaire: Questionnaire, data: st.DataObject) -> None:
    before, after = data.draw(answers_to(questionnaire)), data.draw(answers_to(questionnaire))
    shuffled = data.draw(shuffles(questionnaire))
    assert changes(questionnaire, before, after) == changes(questionnaire, before, after, shuffled)


@given(questionnaires(), st.data())
def test_a_larger_change_never_has_a_weaker_verdict(questionnaire: Questionnaire, data: st.DataObject) -> None:
    low, high = questionnaire.scale.low, questionnaire.scale.high

    def keyed(values: Mapping[str, int]) -> Answers:
        raw = {s.id: low + high - values[s.id] if s.reversed else values[s.id] for s in questionnaire.statements}
        return Answers(raw)

    points = st.sampled_from([point.value for point in questionnaire.scale.points])
    ids = [statement.id for statement in questionnaire.statements]
    after = data.draw(st.fixed_dictionaries(dict.fromkeys(ids, points)))
    further = {id_: data.draw(st.sampled_from([value, high])) for id_, value in after.items()}
    start = keyed(dict.fromkeys(ids, low))
    for one, other in zip(
        changes(questionnaire, start, keyed(after)), changes(questionnaire, start, keyed(further)), strict=True
    ):
        assert isinstance(one, ThemeChange)
        assert isinstance(other, ThemeChange)
        assert STRENGTH[one.verdict] <= STRENGTH[other.verdict]
