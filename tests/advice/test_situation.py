"""What the rules look at: conditions, signals, mutes and periods."""

from datetime import date
from fractions import Fraction

import pytest

from quiz.advice.book import AdviceBook, Condition, Mute, Signal, Text
from quiz.advice.situation import on_paper, situation_of
from quiz.core.answers import Answers
from quiz.rules import Scorer
from tests.advice.books import at, gave, on, part, situated
from tests.strategies import make


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (Condition(), True),
        (at(50, "a"), True),
        (at(50.01, "a"), False),
        (at(0, "c"), False),
        (Condition(themes=("a",), below=Fraction(50)), False),
        (Condition(themes=("b",), at_least=Fraction(20), below=Fraction(21)), True),
        (Condition(themes=("z",), below=Fraction(1, 2)), True),
        (at(50), True),
        (at(50, count=2), False),
        (at(20, count=2), True),
        (Condition(below=Fraction(60), count=4), False),
        (gave("q", "yes", "often"), True),
        (gave("q", "no"), False),
        (gave("skipped", "yes"), False),
        (gave("never asked", "yes"), False),
        (at(51, "a", question="q", answers=("yes",)), False),
        (at(50, signals=("unknown",)), False),
    ],
)
def test_a_condition_holds_when_every_part_of_it_does(condition: Condition, holds: bool) -> None:  # noqa: FBT001
    # Theme c has no score, so it is in no range.
    assert situated(AdviceBook(), {"a": 50, "b": 20, "z": 0}, q="yes", skipped=None).holds(condition) is holds


def test_a_signal_may_depend_only_on_earlier_ones() -> None:
    first, second = Signal("first", (at(50, "a"),)), Signal("second", (on("first"),))
    assert situated(AdviceBook(signals=(first, second)), {"a": 60}).signals == {"first", "second"}
    assert situated(AdviceBook(signals=(second, first)), {"a": 60}).signals == {"first"}


def test_a_part_needs_one_condition_that_calls_for_it_and_none_that_mutes_it() -> None:
    now = situated(AdviceBook(), {"a": 60})
    assert now.calls_for(part(at(90), at(50)))
    assert not now.calls_for(part(at(90)))
    assert not now.calls_for(part(at(50), unless=(at(90), at(50))))
    assert not now.calls_for(None)


def test_a_text_is_left_out_by_its_conditions_and_by_a_mute_of_any_of_its_tags() -> None:
    book = AdviceBook(mutes=(Mute("to_partner", (gave("q", "no"), at(90))), Mute("eases_doubt", (at(50),))))
    tagged, both = Text("Ask.", tags=("to_partner",)), Text("Ask.", tags=("to_partner", "eases_doubt"))
    calm, high = situated(book, {"a": 20}, q="yes"), situated(book, {"a": 60})
    assert [calm.includes(book, one) for one in (Text("All."), tagged, both)] == [True, True, True]
    assert [high.includes(book, one) for one in (Text("All."), tagged, both)] == [True, True, False]
    assert not situated(book, q="no").includes(book, tagged)
    conditional = [Text("High.", when=(at(50), at(90))), Text("Not high.", unless=(at(90), at(50)))]
    assert [calm.includes(book, one) for one in conditional] == [False, True]
    assert [high.includes(book, one) for one in conditional] == [True, False]


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2026, 1, 1), 0),
        (date(2026, 1, 28), 0),
        (date(2026, 1, 29), 1),
        (date(2025, 12, 31), -1),
        (date(2027, 1, 1), 13),
    ],
)
def test_the_period_changes_every_four_weeks(day: date, period: int) -> None:
    assert situation_of(AdviceBook(), Scorer(make()).profile(Answers()), {}, day).period == period


def test_a_theme_with_too_few_answers_has_no_score_and_does_not_lead() -> None:
    scorer = Scorer(make(themes=[[False] * 6] * 3))
    levels = {0: (5, 3), 1: (5, 4), 2: (1, 6)}
    answers = {f"s{theme}-{n}": value for theme, (value, answered) in levels.items() for n in range(answered)}
    now = situation_of(AdviceBook(), scorer.profile(Answers(answers)), {"q": "yes"}, date(2026, 1, 1))
    assert (now.scores, now.leading, now.context) == ({"t1": 100, "t2": 0}, ("t1",), {"q": "yes"})


def test_paper_knows_neither_the_answers_that_are_not_for_it_nor_the_signals_that_follow_from_them() -> None:
    signals = (Signal("sad", (gave("mood", "sad"),)), Signal("heavy", (on("sad"),)), Signal("high", (at(50),)))
    book = AdviceBook(not_on_paper=("mood",), signals=signals)
    paper = on_paper(book, situated(book, {"a": 60}, period=3, mood="sad", home="hill"))
    assert paper == situated(book, {"a": 60}, period=3, home="hill")
    assert paper.signals == {"high"}
