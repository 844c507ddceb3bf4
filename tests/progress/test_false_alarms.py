"""The promise of the journal: who has not changed sees a clear change on at most 5 % of pages."""

import pytest

from quiz.core.clear_change import FALSE_ALARM_RATE
from quiz.core.questionnaire import Questionnaire
from tests.population import People
from tests.progress.retakes import retakers, share


@pytest.mark.parametrize("in_doubt", [False, True])
def test_at_most_one_page_in_twenty_shows_a_clear_change_when_nothing_changed(
    questionnaire: Questionnaire, *, in_doubt: bool
) -> None:
    everyone = retakers(People(questionnaire, 2000, 5, in_doubt=in_doubt), retest=0.6)
    found = [person.verdicts() for person in everyone]
    high = [verdicts for verdicts, person in zip(found, everyone, strict=True) if person.starts_high]
    assert len(high) > 150
    assert share(found, "clear") <= FALSE_ALARM_RATE
    assert share(high, "clear") <= FALSE_ALARM_RATE


def test_the_promise_holds_at_every_one_of_twelve_retakes(questionnaire: Questionnaire) -> None:
    everyone = retakers(People(questionnaire, 120, 6, in_doubt=True), retest=0.6, takes=13)
    found = [person.verdicts(take) for take in range(1, 13) for person in everyone]
    assert share(found, "clear") <= FALSE_ALARM_RATE


def test_a_large_fall_is_mostly_noticed_and_a_fall_in_all_themes_often_called_clear(
    questionnaire: Questionnaire,
) -> None:
    fall = {theme.id: 40.0 for theme in questionnaire.themes}
    everyone = retakers(People(questionnaire, 1000, 7, in_doubt=True), retest=0.8, fall=fall)
    able = [person.verdicts() for person in everyone if min(person.true) >= 40]
    assert len(able) > 130
    assert share(able, "maybe", "clear", theme=questionnaire.themes[0].id) > 0.8
    assert share(able, "clear") > 0.3
