"""Rules in words, for a small questionnaire."""

from fractions import Fraction

import pytest

from quiz.advice.book import AdviceBook, Condition, Course, Paragraph, Piece, Signal
from quiz.advice.choose import Situation, situation
from quiz.advice.explain import explain
from quiz.advice.rule_words import RuleWords, format_score
from quiz.core.questionnaire import Assumptions, Option, Question, Questionnaire, Scale, ScalePoint, Theme

QUESTIONNAIRE = Questionnaire(
    title="Small",
    scale=Scale("How often?", (ScalePoint(0, "No"), ScalePoint(1, "Yes")), "Skip"),
    themes=(Theme("a", "theme a", "Ash"), Theme("b", "theme b", "Birch"), Theme("c", "theme c", "Cedar")),
    statements=(),
    assumptions=Assumptions(Fraction(20), Fraction(1, 2)),
    questions=(Question("home", "Where?", "places"),),
    options={"places": (Option("town", "In town"), Option("hill", "On a hill"), Option("sea", "By the sea"))},
)
NOW = Situation({"a": Fraction(125, 2), "b": Fraction(40)}, {"home": "hill"}, frozenset({"tall", "old"}))
HIGH, LOW = Fraction(50), Fraction(25)


@pytest.mark.parametrize(
    ("condition", "must_hold", "fulfilled"),
    [
        (Condition(), "for everyone", "for everyone"),
        (Condition(signals=("tall",)), "tall", "tall"),
        (Condition(signals=("tall", "old")), "tall and old", "tall and old"),
        (Condition(themes=("a",), at_least=HIGH), "Ash is 50 or more", "Ash 62.5 is 50 or more"),
        (Condition(themes=("a", "b"), at_least=HIGH), "Ash or Birch is 50 or more", "Ash 62.5 is 50 or more"),
        (Condition(at_least=LOW), "any theme is 25 or more", "Ash 62.5 and Birch 40 are 25 or more"),
        (
            Condition(at_least=LOW, below=HIGH),
            "any theme is 25 or more and under 50",
            "Birch 40 is 25 or more and under 50",
        ),
        (
            Condition(at_least=LOW, count=2),
            "at least 2 themes are 25 or more",
            "Ash 62.5 and Birch 40 are 25 or more",
        ),
        (
            Condition(themes=("a", "b"), at_least=LOW, count=2),
            "all 2 of Ash and Birch are 25 or more",
            "Ash 62.5 and Birch 40 are 25 or more",
        ),
        (
            Condition(overall_at_least=HIGH),
            "the mean of all scored themes is 50 or more",
            "the mean of all scored themes, 51.2, is 50 or more",
        ),
        (
            Condition(question="home", answers=("town", "hill", "sea")),
            "the answer on home is “In town”, “On a hill” or “By the sea”",
            "the answer on home is “On a hill”",
        ),
        (
            Condition(signals=("old",), themes=("a",), at_least=HIGH, question="home", answers=("hill",)),
            "old, and Ash is 50 or more, and the answer on home is “On a hill”",
            "old, and Ash 62.5 is 50 or more, and the answer on home is “On a hill”",
        ),
    ],
)
def test_a_condition_is_described_with_what_must_hold_and_with_what_was_fulfilled(
    condition: Condition, must_hold: str, fulfilled: str
) -> None:
    assert NOW.holds(condition)
    words = RuleWords(QUESTIONNAIRE, AdviceBook())
    assert (words.condition(condition), words.condition(condition, NOW)) == (must_hold, fulfilled)


def test_a_condition_on_all_themes_names_their_number() -> None:
    words = RuleWords(QUESTIONNAIRE, AdviceBook())
    assert words.condition(Condition(below=HIGH, count=3)) == "all 3 themes are under 50"


def test_a_score_never_appears_to_reach_a_limit_that_it_is_below() -> None:
    found = [format_score(Fraction(text)) for text in ("0", "49.99", "50", "62.5", "99.99", "100")]
    assert found == ["0", "49.9", "50", "62.5", "99.9", "100"]


def piece(id_: str, *when: Condition, **more: object) -> Piece:
    return Piece(id_, id_.title(), "Dr. Who", "therapist", when, (Paragraph("Said."),), **more)  # type: ignore[arg-type]


def test_each_reason_not_to_show_a_piece_has_its_own_wording() -> None:
    always, never = Condition(), Condition(signals=("never",))
    signals = (Signal("tall", (Condition(themes=("a",), at_least=HIGH),)),)
    pieces = (
        piece("first", Condition(signals=("tall",)), always, not_with=("contrary",)),
        piece("uncalled", never),
        piece("uncalled-muted", never, unless=(Condition(signals=("tall",)),)),
        piece("muted", always, unless=(never, Condition(signals=("tall",)))),
        piece("elsewhere", always),
        piece("contrary", always),
        piece("crowded", always),
        piece("twice", always),
        piece("second", always),
        piece("late", always),
        piece("both", always, not_with=("second",)),
    )
    slots = (
        ("uncalled", "uncalled-muted", "muted", "first", "crowded", "twice", "both"),
        ("contrary", "second", "twice"),
        ("both", "late"),
    )
    book = AdviceBook(signals, (Course("all", slots, most=2),), pieces)
    now = situation(book, NOW.scores, {})
    words = RuleWords(QUESTIONNAIRE, book)
    assert {found.piece.id: words.reason(found, now) for found in explain(book, now)} == {
        "first": "called for by: tall",
        "uncalled": "not called for",
        "uncalled-muted": "not called for; muted by: tall",
        "muted": "muted by: tall (for everyone)",
        "elsewhere": "not in this course (for everyone)",
        "contrary": "clashes with piece 1 (for everyone)",
        "crowded": "crowded out: its slot went to piece 1 (for everyone)",
        "twice": "crowded out: its slots went to pieces 1 and 9 (for everyone)",
        "second": "for everyone",
        "late": "beyond the 2 that this course shows (for everyone)",
        "both": "clashes with piece 9; crowded out: its slot went to piece 1 (for everyone)",
    }
    assert words.signals(book.signals, now) == "tall (Ash 62.5 is 50 or more)"
    assert words.course(book.courses[0], now) == "all (no earlier one fits)"


def test_without_a_matching_course_no_piece_has_a_slot() -> None:
    book = AdviceBook((), (), (piece("one", Condition()),))
    [found] = explain(book, NOW)
    assert RuleWords(QUESTIONNAIRE, book).reason(found, NOW) == "not in this course (for everyone)"
