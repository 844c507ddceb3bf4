"""Rules in words, for a small questionnaire."""

from fractions import Fraction

import pytest

from quiz.advice.book import AdviceBook, BaseOrder, Condition, ExtraOrder, Mute, Signal, Text
from quiz.advice.explain import explain
from quiz.advice.rule_words import RuleWords, format_score
from quiz.advice.situation import Situation
from tests.advice.books import QUESTIONNAIRE, at, gave, on, part, piece, situated

NOW = Situation({"a": Fraction(125, 2), "b": Fraction(40)}, {"home": "hill"}, signals=frozenset({"tall", "old"}))
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


def test_each_reason_to_show_or_not_to_show_a_part_has_its_own_wording() -> None:
    ask = part(paragraphs=(Text("Ask.", tags=("to_partner",)),))
    pieces = (
        piece("first", part(at(50)), part(), theme="a"),
        piece("uncalled", part(on("never")), part(on("never"), unless=(on("tall"),)), theme="b"),
        piece("behind", part(at(0, "c", signals=("tall",))), ask, theme="c"),
        piece("heavy", part(on("heavy")), part(unless=(on("never"), on("tall")))),
        piece("contrary", part(), part(), not_with=("first",)),
        piece("calm", part(unless=(on("heavy"),))),
        piece("closer", part(), number=9),
        piece("other", part(), number=9),
        piece("extra", extra=part(on("tall"))),
        piece("late", extra=part()),
        piece("rival", extra=part(), not_with=("extra",)),
    )
    book = AdviceBook(
        not_on_paper=("home",),
        base=BaseOrder(3, (("contrary",), ("heavy",), ("calm",)), (("closer",), ("other",))),
        extras=ExtraOrder(1, (("extra",), ("late",), ("rival",))),
        signals=(Signal("tall", (at(50, "a"),)), Signal("heavy", (gave("home", "hill"),))),
        mutes=(Mute("to_partner", (at(50),)),),
        pieces=pieces,
    )
    now = situated(book, {"a": 62.5, "b": 40, "c": 10}, leading="ab", home="hill")
    words = RuleWords(QUESTIONNAIRE, book)
    assert {found.piece.id: words.reason(found, now) for found in explain(book, now)} == {
        "first": "base: theme card (called for by: Ash 62.5 is 50 or more); extra: added to its card (for everyone)",
        "uncalled": "base: not called for; extra: not called for, muted by: tall",
        "behind": "base: its theme does not lead (called for by: tall, and Cedar 10 is 0 or more); "
        "extra: without a text for this reader (for everyone)",
        "heavy": "base: situation card (called for by: heavy); extra: muted by: tall (for everyone)",
        "contrary": "base: clashes with piece 1 (for everyone); extra: only shown on its base card (for everyone)",
        "calm": "base: on paper only (for everyone)",
        "closer": "base: closer (for everyone)",
        "other": "base: crowded out by piece 9 closer (for everyone)",
        "extra": "extra: extra card (called for by: tall)",
        "late": "extra: crowded out by piece 9 extra (for everyone)",
        "rival": "extra: clashes with piece 9 extra (for everyone)",
    }
    assert words.signals(book.signals, now) == (
        "tall (Ash 62.5 is 50 or more); heavy (the answer on home is “On a hill”)"
    )
