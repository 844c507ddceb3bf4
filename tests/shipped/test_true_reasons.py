"""Every reason given for a card, checked against the answers of 20,000 simulated people."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from quiz.advice.book import AdviceBook
from quiz.advice.choose import Card, screen_advice
from quiz.advice.situation import situation_of
from quiz.core.questionnaire import Questionnaire
from quiz.rules import Scorer
from tests.population import population
from tests.shipped.readers import DAY, Reader

PEOPLE = 5_000
TRUE_WHEN: dict[str, Callable[[Reader], bool]] = {
    "Many people feel unsure in love at times, so this one is for anyone.": lambda _: True,
    "It can help anyone, whatever the scores.": lambda _: True,
    "You said that your current or most recent partner badly broke your trust.": lambda r: r.betrayed,
    "You told us that your time together is, or was, a year or less.": lambda r: r.new,
    "You told us that your time together is, or was, three years or more.": lambda r: r.long,
    "You said that the two of you talk mostly by text.": lambda r: r.texting,
    "You said that other couples’ posts can make you doubt your own relationship.": lambda r: r.social,
    "You said that your partner doesn’t often tell you how they feel.": lambda r: r.closed,
    "You said that you don’t often feel good about who you are, apart from the relationship.": lambda r: r.worth,
    "You said that low mood or worry has often made your days hard lately.": lambda r: r.mood,
    "Three or more of these worries came up a lot for you.": lambda r: r.at(60) >= 3,
    "Some of your answers suggest that it may help to talk with someone outside the relationship.": lambda r: r.unsafe,
    "Some of your answers brought this one up.": lambda r: r.unsafe,
}
LOWEST = {2: 50, 3: 50, 4: 50, 5: 50, 6: 75, 8: 50, 10: 25, 11: 25, 12: 50, 14: 25, 15: 50, 17: 50, 19: 50}
"""From which score on a theme may be named as the reason for an idea."""
HIGHEST = {8: 75, 14: 50, 15: 75}


def is_true(card: Card, one: Reader) -> bool:
    """Return whether every reason of a card is true of this reader."""
    number = card.piece.number
    low, high = LOWEST.get(number, 101), HIGHEST.get(number, 101)
    # HIGH names the three or more themes that came up a lot, not one of them.
    themes = all(low <= one.scores[theme] < high for theme in card.themes)
    return themes and all(TRUE_WHEN[sentence](one) for sentence in card.because)


@pytest.mark.parametrize("seed", range(4))
def test_no_one_is_told_something_that_their_answers_do_not_say(
    questionnaire: Questionnaire, book: AdviceBook, seed: int
) -> None:
    scorer, sentences = Scorer(questionnaire), Counter[str]()
    for number, answers in enumerate(population(questionnaire, PEOPLE, seed, in_doubt=seed % 2 == 1)):
        now = situation_of(book, scorer.profile(answers), answers.context, DAY + timedelta(days=number % 400))
        screen = screen_advice(book, now)
        one = Reader(now, screen, screen, screen)
        for card in screen.cards:
            assert is_true(card, one), (card, now)
            sentences.update(card.because)
    assert len(sentences) >= len(TRUE_WHEN) - 2
