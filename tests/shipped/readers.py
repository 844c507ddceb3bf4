"""Readers of the shipped advice, with the categories of the specification."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from quiz.advice.book import AdviceBook
from quiz.advice.choose import Advice, Card, paper_advice, saved_advice, screen_advice
from quiz.advice.situation import Situation, situation, situation_of
from quiz.core.answers import Answers
from quiz.core.questionnaire import Questionnaire
from quiz.rules import Scorer

DAY = date(2026, 3, 2)
LEAD = Fraction(1391, 100)
"""One standard error of a difference with all answers given."""
CLEAR = {"safety_disagree": "almost-always", "safety_limits": "never", "safety_afraid": "never"}


def _gave(question: str, *answers: str) -> property:
    """Return a property that tells whether a context question was answered with one of these options."""
    return property(lambda reader: reader.context.get(question) in answers)


@dataclass(frozen=True)
class Reader:
    """A reader's situation, and the advice on their screen, in their saved result, and on paper."""

    now: Situation
    screen: Advice
    saved: Advice
    paper: Advice

    @property
    def scores(self) -> Mapping[str, Fraction]:
        """The scored themes."""
        return self.now.scores

    @property
    def context(self) -> Mapping[str, str | None]:
        """The context answers."""
        return self.now.context

    @property
    def base(self) -> tuple[int, ...]:
        """The numbers of the base pieces on the screen, in the order shown."""
        return tuple(card.piece.number for card in self.saved.cards)

    @property
    def extras(self) -> tuple[Card, ...]:
        """The extra cards on the screen."""
        return self.screen.cards[len(self.saved.cards) :]

    @property
    def extra_numbers(self) -> tuple[int, ...]:
        """The numbers of the extra cards, in the order shown."""
        return tuple(card.piece.number for card in self.extras)

    @property
    def words(self) -> str:
        """The whole text of the cards on the screen."""
        return " ".join(map(words_of, self.screen.cards))

    def gave(self, question: str, *answers: str) -> bool:
        """Return whether a context question was answered with one of these options."""
        return self.context.get(question) in answers

    def at(self, points: int, *themes: str, below: int = 101) -> int:
        """Return how many themes, of these or of all, score in a range."""
        return sum(points <= score < below for theme, score in self.scores.items() if theme in themes or not themes)

    @property
    def high(self) -> bool:
        """HIGH: three themes at 60 or more."""
        return self.at(60) >= 3

    @property
    def unsafe(self) -> bool:
        """UNSAFE: any safety answer says so; a skipped one says nothing."""
        often = ("sometimes", "often", "almost-always")
        return (
            self.gave("safety-disagree", "never", "rarely", "sometimes")
            or self.gave("safety-limits", *often)
            or self.gave("safety-afraid", *often)
        )

    @property
    def clear(self) -> bool:
        """CLEAR: all three safety questions answered, and all safe."""
        calm = ("never", "rarely")
        return (
            self.gave("safety-disagree", "often", "almost-always")
            and self.gave("safety-limits", *calm)
            and self.gave("safety-afraid", *calm)
        )

    apart = _gave("together", "no")
    """SINGLE: not together now."""
    betrayed = _gave("trust", "current-partner", "both")
    """BETRAYED: trust was broken by this partner."""
    new = _gave("length", "under-3-months", "3-to-12-months")
    """NEW: under a year."""
    long = _gave("length", "3-years-or-more")
    """LONG: three years or more."""
    texting = _gave("texting", "most", "nearly-all")
    """Most talking happens by text."""
    social = _gave("social", "sometimes", "often", "almost-always")
    """SOCIAL: posts stir doubt."""
    closed = _gave("sharing", "never", "rarely")
    """CLOSED: the partner rarely tells how they feel."""
    worth = _gave("self", "never", "rarely")
    """WORTH: rarely feels good about who they are."""
    mood = _gave("mood", "often", "almost-always")
    """MOOD: low mood or worry often made daily life hard."""


def words_of(card: Card) -> str:
    """Return the whole text of a card."""
    texts = (text.text for text in (*card.paragraphs, *card.extra))
    return " ".join([card.piece.title, *texts, card.step, *card.because])


def reader(book: AdviceBook, scores: Mapping[str, float], day: date = DAY, /, **context: str | None) -> Reader:
    """Return the reader with these scores and answers; an underscore in a question's id stands for a hyphen."""
    exact = {theme: Fraction(score) for theme, score in scores.items()}
    leading = tuple(theme for theme, score in exact.items() if max(exact.values()) - score <= LEAD)
    answers = {question.replace("_", "-"): answer for question, answer in context.items()}
    return _reader(book, situation(book, exact, answers, leading, (day - date(2026, 1, 1)).days // 28))


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
        context = {id_: chance.choice([*answers[id_], None]) for id_ in answers if chance.random() < 0.8}
        # A third of all sheets are clear, and a third leave the private questions out.
        private = chance.choice(["clear", "blank", "any"])
        if private == "clear":
            context |= {question.replace("_", "-"): answer for question, answer in CLEAR.items()}
        elif private == "blank":
            context = {id_: option for id_, option in context.items() if id_ not in questionnaire.private_option_ids}
        day = DAY + timedelta(days=chance.randrange(1000))
        yield _reader(book, situation_of(book, scorer.profile(Answers(sheet)), context, day))


def _reader(book: AdviceBook, now: Situation) -> Reader:
    return Reader(now, screen_advice(book, now), saved_advice(book, now), paper_advice(book, now))
