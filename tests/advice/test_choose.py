"""How advice is chosen from small books."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from quiz.advice.book import AdviceBook, Condition, Conditions, Course, Paragraph, Piece, Signal
from quiz.advice.choose import Advice, Situation, advise, choose, course_for, situation
from quiz.core.answers import Answers
from quiz.rules import Scorer
from tests.strategies import make

ALWAYS: Conditions = (Condition(),)


def at(points: float, *themes: str, **more: object) -> Condition:
    return Condition(themes=themes, at_least=Fraction(points), **more)  # type: ignore[arg-type]


def piece(id_: str, when: Conditions = ALWAYS, **more: object) -> Piece:
    fields = {"paragraphs": (Paragraph(f"{id_} says."),), **more}
    return Piece(id_, id_.title(), "Dr. Who", "therapist", when, **fields)  # type: ignore[arg-type]


def situated(scores: Mapping[str, float] | None = None, **context: str | None) -> Situation:
    return Situation({theme: Fraction(score) for theme, score in (scores or {}).items()}, context)


def cards(
    pieces: list[Piece],
    now: Situation,
    slots: list[list[str]] | None = None,
    signals: tuple[Signal, ...] = (),
) -> Advice:
    """Return the advice from a book with one course; by default it has a slot for each piece, in order."""
    course = Course("all", tuple(map(tuple, slots or [[one.id] for one in pieces])))
    book = AdviceBook(signals, (course,), tuple(pieces))
    return choose(book, situation(book, now.scores, now.context))


def ids(advice: Advice) -> list[str]:
    return [card.piece.id for card in advice.cards]


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (Condition(), True),
        (at(50, "a"), True),
        (at(50.01, "a"), False),
        (at(0, "c"), False),
        (Condition(themes=("a",), below=Fraction(50)), False),
        (Condition(themes=("b",), at_least=Fraction(20), below=Fraction(21)), True),
        (at(50), True),
        (at(50, count=2), False),
        (at(20, count=2), True),
        (Condition(below=Fraction(60), count=3), False),
        (Condition(overall_at_least=Fraction(35)), True),
        (Condition(overall_at_least=Fraction(36)), False),
        (Condition(question="q", answers=("yes", "often")), True),
        (Condition(question="q", answers=("no",)), False),
        (Condition(question="skipped", answers=("yes",)), False),
        (Condition(question="never asked", answers=("yes",)), False),
        (Condition(question="q", answers=("yes",), overall_at_least=Fraction(36)), False),
        (Condition(signals=("unknown",)), False),
    ],
)
def test_a_condition_holds_when_every_part_of_it_does(condition: Condition, holds: bool) -> None:  # noqa: FBT001
    # Theme c has no score, so it is in no stretch and counts in no mean.
    assert situated({"a": 50, "b": 20}, q="yes", skipped=None).holds(condition) is holds


def test_a_score_of_0_is_below_any_limit() -> None:
    assert situated({"a": 0}).holds(Condition(themes=("a",), below=Fraction(1, 2)))


def test_a_signal_may_depend_only_on_earlier_ones() -> None:
    first, second = Signal("first", (at(50, "a"),)), Signal("second", (Condition(signals=("first",)),))
    scores = {"a": Fraction(60)}
    assert situation(AdviceBook((first, second)), scores, {}).signals == {"first", "second"}
    assert situation(AdviceBook((second, first)), scores, {}).signals == {"first"}


def test_a_piece_needs_one_condition_that_calls_for_it_and_none_that_mutes_it() -> None:
    pieces = [
        piece("called", when=(at(90), at(50))),
        piece("not-called", when=(at(90),)),
        piece("muted", unless=(at(90), at(50))),
        piece("without-when", when=()),
    ]
    assert ids(cards(pieces, situated({"a": 60}))) == ["called"]


def test_a_slot_prefers_the_piece_of_the_highest_theme_then_the_order_of_the_file() -> None:
    pieces = [piece("general"), piece("low", theme="a"), piece("high", theme="b"), piece("unscored", theme="c")]
    slot = [one.id for one in pieces]
    now = situated({"a": 40, "b": 60})
    assert ids(cards(pieces, now, [slot, slot, slot, slot])) == ["high", "low", "general", "unscored"]


def test_a_theme_at_0_still_comes_before_a_piece_without_a_theme() -> None:
    assert ids(cards([piece("general"), piece("low", theme="a")], situated({"a": 0}), [["general", "low"]])) == ["low"]


def test_a_slot_without_an_eligible_piece_stays_empty() -> None:
    pieces = [piece("never", when=()), piece("always")]
    assert ids(cards(pieces, situated())) == ["always"]


def test_no_piece_is_shown_twice() -> None:
    assert ids(cards([piece("one"), piece("two")], situated(), [["one", "two"]] * 3)) == ["one", "two"]


def test_contradicting_pieces_are_never_shown_together_whichever_names_the_other() -> None:
    for pieces in ([piece("one", not_with=("two",)), piece("two")], [piece("one"), piece("two", not_with=("one",))]):
        assert ids(cards([*pieces, piece("three")], situated(), [["one"], ["two", "three"]])) == ["one", "three"]
        assert ids(cards(pieces, situated(), [["two"], ["one"]])) == ["two"]


def test_the_first_course_that_applies_is_used() -> None:
    pieces = (piece("calm"), piece("heavy"))
    heavy = Course("heavy", (("heavy",),), when=(at(75),), support_first=True)
    rest = Course("rest", (("calm",), ("heavy",)))
    book = AdviceBook((), (heavy, rest), pieces)
    one, other = choose(book, situated({"a": 80})), choose(book, situated({"a": 20}))
    assert (ids(one), one.support_first) == (["heavy"], True)
    assert (ids(other), other.support_first) == (["calm", "heavy"], False)


def test_a_course_shows_at_most_its_limit_of_cards() -> None:
    pieces = [piece(name) for name in "abcdef"]
    assert ids(cards(pieces, situated())) == ["a", "b", "c", "d"]


def test_a_book_without_a_matching_course_shows_nothing() -> None:
    assert choose(AdviceBook((), (Course("high", (), when=(at(75),)),)), situated()) == Advice()
    assert choose(AdviceBook(), situated()) == Advice()
    assert course_for(AdviceBook(), situated()) == Course("", ())


def test_a_card_has_only_the_paragraphs_and_the_first_step_meant_for_this_reader() -> None:
    paragraphs = (
        Paragraph("For all."),
        Paragraph("High.", when=(at(50),)),
        Paragraph("Low.", when=(Condition(below=Fraction(50)),)),
        Paragraph("Not high.", unless=(at(50),)),
    )
    steps = (Paragraph("Step when high.", when=(at(50),)), Paragraph("Step."), Paragraph("Another step."))
    one = piece("one", paragraphs=paragraphs, steps=steps)
    [high], [low] = (cards([one], situated({"a": score})).cards for score in (60, 10))
    assert (high.paragraphs, high.step) == (("For all.", "High."), "Step when high.")
    assert (low.paragraphs, low.step) == (("For all.", "Low.", "Not high."), "Step.")
    [without] = cards([piece("two")], situated()).cards
    assert without.step == ""


def test_the_reasons_are_the_themes_and_the_sentences_that_called_for_a_piece() -> None:
    signals = (
        Signal("texting", (Condition(question="texting", answers=("most",)),), because="You text a lot."),
        Signal("silent", ALWAYS),
        Signal("other", ALWAYS, because="Not asked for."),
    )
    when = (at(50, "a", "b"), Condition(signals=("texting", "silent")), at(90, "c"))
    one = piece("one", when=when, because="For everyone.")
    [both] = cards([one], situated({"a": 60, "b": 50, "c": 70}, texting="most"), signals=signals).cards
    assert (both.themes, both.because) == (("a", "b"), ("You text a lot.",))
    [by_score] = cards([one], situated({"b": 50}), signals=signals).cards
    assert (by_score.themes, by_score.because) == (("b",), ())


def test_a_piece_for_everyone_shows_its_own_reason_only_if_there_is_no_other() -> None:
    one = piece("one", when=(Condition(), at(50)), because="For everyone.")
    [quiet], [high] = (cards([one], situated({"a": score})).cards for score in (10, 60))
    assert (quiet.themes, quiet.because) == ((), ("For everyone.",))
    assert (high.themes, high.because) == (("a",), ())


def test_a_theme_with_too_few_answers_calls_for_no_piece() -> None:
    questionnaire = make(themes=[[False] * 6])
    book = AdviceBook((), (Course("all", (("one",),)),), (piece("one", when=(at(0),)),))
    for answered, expected in [(3, []), (4, ["one"])]:
        profile = Scorer(questionnaire).profile(Answers({f"s0-{n}": 5 for n in range(answered)}))
        assert ids(advise(book, profile, {})) == expected


def test_an_answer_to_a_question_calls_for_a_piece() -> None:
    profile = Scorer(make()).profile(Answers())
    texting = Condition(question="texting", answers=("most",))
    pieces = (piece("asked", when=(texting,)), piece("told", when=(Condition(signals=("texts",)),)))
    book = AdviceBook((Signal("texts", (texting,)),), (Course("all", (("asked",), ("told",))),), pieces)
    assert ids(advise(book, profile, {"texting": "most"})) == ["asked", "told"]
    assert ids(advise(book, profile, {"texting": "some"})) == []
