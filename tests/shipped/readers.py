"""Readers of the shipped advice, with the categories of the specification."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from quiz.advice.book import AdviceBook
from quiz.advice.choose import Advice, advise, choose, situation
from quiz.core.answers import Answers
from quiz.core.questionnaire import Questionnaire
from quiz.rules import Scorer

NUMBERS = {
    "insecurity-is-common": 1,
    "burden": 2,
    "needs": 3,
    "attraction": 4,
    "left-for-someone": 5,
    "something-more-serious": 6,
    "mental-health": 7,
    "talk-about-it": 8,
    "self-compassion": 9,
    "brain-chemistry": 10,
    "catastrophizing": 11,
    "your-own-value": 12,
    "social-media": 13,
    "build-up-or-drag-down": 14,
    "trust": 15,
    "partner-not-sharing": 16,
    "jealousy": 17,
    "call-not-text": 18,
    "worst-case": 19,
    "emotional-needs": 20,
}
"""The pieces in the article's order."""


def _gave(question: str, *answers: str) -> property:
    """Return a property that tells whether a context question was answered with one of these options."""
    return property(lambda reader: reader.context.get(question) in answers)


@dataclass(frozen=True)
class Reader:
    """A reader's scores and context answers, the advice they are shown, and the numbers of all eligible pieces."""

    scores: Mapping[str, Fraction]
    context: Mapping[str, str | None]
    advice: Advice
    allowed: frozenset[int]

    @property
    def shown(self) -> tuple[int, ...]:
        """The numbers of the pieces, in the order shown."""
        return tuple(NUMBERS[card.piece.id] for card in self.advice.cards)

    @property
    def reasons(self) -> str:
        """Every sentence that explains why a card is shown."""
        return " ".join(sentence for card in self.advice.cards for sentence in card.because)

    @property
    def words(self) -> str:
        """The whole text of the cards."""
        cards = [(card.piece.title, *card.paragraphs, card.step, *card.because) for card in self.advice.cards]
        return " ".join(text for texts in cards for text in texts)

    def gave(self, question: str, *answers: str) -> bool:
        """Return whether a context question was answered with one of these options."""
        return self.context.get(question) in answers

    def at(self, points: int, *themes: str, below: int = 101) -> int:
        """Return how many themes, of these or of all, score in a range."""
        return sum(points <= score < below for theme, score in self.scores.items() if theme in themes or not themes)

    @property
    def high(self) -> bool:
        """HIGH: overall 75 or more, or three themes at 50 or more."""
        overall = sum(self.scores.values(), Fraction(0)) / max(1, len(self.scores))
        return overall >= 75 or self.at(50) >= 3

    @property
    def unsafe(self) -> bool:
        """UNSAFE: either safety answer says so; a skipped one says nothing."""
        return self.gave("safety-disagree", "never", "rarely", "sometimes") or self.gave(
            "safety-limits", "sometimes", "often", "almost-always"
        )

    @property
    def clear(self) -> bool:
        """Both safety questions answered, and both clear."""
        return self.gave("safety-disagree", "often", "almost-always") and self.gave("safety-limits", "never", "rarely")

    betrayed = _gave("trust", "current-partner", "both")
    """BETRAYED: trust was broken by the current partner."""
    new = _gave("length", "under-3-months", "3-to-12-months")
    """NEW: under a year."""
    long = _gave("length", "3-years-or-more")
    """LONG: three years or more."""
    texting = _gave("texting", "most", "nearly-all")
    """Most talking happens by text."""
    closed = _gave("sharing", "never", "rarely")
    """CLOSED: the partner rarely tells how they feel."""
    worth = _gave("self", "never", "rarely")
    """WORTH: would rarely like who they are if this ended."""
    mood = _gave("mood", "often", "almost-always")
    """MOOD: low mood or worry often made daily life hard."""

    @property
    def heavy(self) -> bool:
        """Support comes first: burden at 75, or HIGH with MOOD."""
        return self.at(75, "burden") > 0 or (self.high and self.mood)


def reader(book: AdviceBook, scores: Mapping[str, float], **context: str | None) -> Reader:
    """Return the reader with these scores and answers; an underscore in a question's id stands for a hyphen."""
    exact = {theme: Fraction(score) for theme, score in scores.items()}
    answers = {question.replace("_", "-"): answer for question, answer in context.items()}
    return _reader(book, exact, answers)


def readers(questionnaire: Questionnaire, book: AdviceBook, number: int) -> Iterator[Reader]:
    """Yield this many readers with different answers, the same ones every time."""
    chance, scorer = random.Random(20), Scorer(questionnaire)
    values = [point.value for point in questionnaire.scale.points]
    answers = {q.id: [option.id for option in questionnaire.options[q.options]] for q in questionnaire.questions}
    for _ in range(number):
        level = {theme.id: chance.uniform(values[0], values[-1]) for theme in questionnaire.themes}
        skips = chance.choice([0, 0, 0.1, 0.4])
        sheet: dict[str, int | None] = {}
        for statement in questionnaire.statements:
            keyed = min(values[-1], max(values[0], round(chance.gauss(level[statement.theme], 0.7))))
            value = values[0] + values[-1] - keyed if statement.reversed else keyed
            sheet[statement.id] = None if chance.random() < skips else value
        # Half of all sheets leave the private questions out, so that the other rules are tried as often.
        private = chance.random() < 0.5
        asked = [q.id for q in questionnaire.questions if private or not q.private]
        context = {id_: chance.choice([*answers[id_], None]) for id_ in asked if chance.random() < 0.8}
        profile = scorer.profile(Answers(sheet))
        scores = {theme.theme.id: theme.score for theme in profile.scored if theme.score is not None}
        yield replace(_reader(book, scores, context), advice=advise(book, profile, context))


def _reader(book: AdviceBook, scores: Mapping[str, Fraction], context: Mapping[str, str | None]) -> Reader:
    now = situation(book, scores, context)
    allowed = frozenset(NUMBERS[piece.id] for piece in book.pieces if now.is_eligible(piece))
    return Reader(scores, context, choose(book, now), allowed)
