"""Small advice books and readers, by hand and drawn by hypothesis."""

import itertools
from collections.abc import Mapping, Sequence
from fractions import Fraction

from hypothesis import strategies as st

from quiz.advice.book import AdviceBook, BaseOrder, Condition, ExtraOrder, Mute, Part, Piece, Signal, Text
from quiz.advice.situation import Situation, situation
from quiz.core.assumptions import Assumptions
from quiz.core.question import Option, Question
from quiz.core.questionnaire import Questionnaire, Theme
from quiz.core.scale import Scale, ScalePoint

YES_NO = (Option("no", "No"), Option("yes", "Yes"))
QUESTIONNAIRE = Questionnaire(
    title="Small",
    scale=Scale("How often?", (ScalePoint(0, "No"), ScalePoint(1, "Yes")), "Skip"),
    themes=(Theme("a", "theme a", "Ash"), Theme("b", "theme b", "Birch"), Theme("c", "theme c", "Cedar")),
    statements=(),
    assumptions=Assumptions(Fraction(20), Fraction(1, 2)),
    questions=(
        Question("home", "Where?", "places"),
        Question("sad", "Sad?", "yes-no"),
        Question("safe", "Safe?", "yes-no", private=True),
    ),
    options={
        "places": (Option("town", "In town"), Option("hill", "On a hill"), Option("sea", "By the sea")),
        "yes-no": YES_NO,
    },
)


def at(points: float, *themes: str, **more: object) -> Condition:
    return Condition(themes=themes, at_least=Fraction(points), **more)  # type: ignore[arg-type]


def gave(question: str, *answers: str) -> Condition:
    return Condition(question=question, answers=answers)


def on(*signals: str) -> Condition:
    return Condition(signals=signals)


def part(*when: Condition, **more: object) -> Part:
    """Return a part for everyone, unless there are conditions."""
    fields = {"paragraphs": (Text("Said."),), **more}
    return Part(when or (Condition(),), **fields)  # type: ignore[arg-type]


def piece(id_: str, base: Part | None = None, extra: Part | None = None, **more: object) -> Piece:
    return Piece(id_, id_.title(), "Dr. Who", "therapist", base, extra, **more)  # type: ignore[arg-type]


def situated(
    book: AdviceBook,
    scores: Mapping[str, float] | None = None,
    leading: str | None = None,
    period: int = 0,
    **context: str | None,
) -> Situation:
    """Return the situation of a reader, for whom all themes lead unless their letters are given."""
    exact = {theme: Fraction(score) for theme, score in (scores or {}).items()}
    return situation(book, exact, context, tuple(exact if leading is None else leading), period)


SIGNALS = (
    Signal("sad", (gave("sad", "yes"),), because="You said that you are sad."),
    Signal("high", (at(50, count=2),), because="Two are high."),
    Signal("clear", (gave("safe", "yes"),)),
)
OPEN = (Condition(), at(50), at(25, "a", "b", count=2), gave("home", "sea", "hill"), on("sad"), on("high"))
PRIVATE = (on("clear"), gave("safe", "no"))
MUTES = (Mute("to_partner", (gave("safe", "no"),)), Mute("eases_doubt", (on("high"),)))


PLAIN, LATER, HIGH, NOT_HIGH = Text("One."), Text("Two."), Text("Three.", (at(50),)), Text("Four.", (), (on("high"),))
ASK, EASE = Text("Ask.", tags=("to_partner",)), Text("Fine.", tags=("eases_doubt",))
BASE_TEXTS = ((PLAIN,), (PLAIN, NOT_HIGH), (HIGH,), (NOT_HIGH,))


def _parts(whens: Sequence[Condition], texts: Sequence[tuple[Text, ...]]) -> list[Part]:
    """Return every combination of one or two conditions, texts, and a condition that mutes or none."""
    pairs = [(one,) for one in whens] + list(itertools.combinations(whens, 2))
    return [
        Part(when, paragraphs, (*paragraphs, LATER), unless)
        for when in pairs
        for paragraphs in texts
        for unless in ((), (), (whens[-1],), (on("sad"),))
    ]


BASE_PARTS = st.sampled_from(_parts(OPEN, BASE_TEXTS))
EXTRA_PARTS = st.sampled_from(_parts(OPEN + PRIVATE, [*BASE_TEXTS, (ASK,), (EASE, ASK), (EASE, PLAIN)]))


def _groups(ids: str) -> st.SearchStrategy[tuple[tuple[str, ...], ...]]:
    """Draw the ids in any order, in one or two groups."""
    orders, cuts = list(itertools.permutations(ids)), range(len(ids))
    return st.sampled_from([(order[:cut], order[cut:]) for order in orders for cut in cuts])


SITUATIONS, CLOSERS, EXTRAS = _groups("ghi"), _groups("jk"), _groups("dgjlm")
NONE_OR_EXTRA = st.none() | EXTRA_PARTS
NONE_OR_ID = st.sampled_from(["", *"defghijklm"])
FIRST = st.sampled_from([(), (at(50),), (on("sad"), on("high"))])
UP_TO_3, PERIODS = st.integers(1, 3), st.integers(-3, 12)
SCORES = st.fixed_dictionaries(dict.fromkeys("abc", st.sampled_from([None, 0, 25, 49, 50, 50, 75])))
CONTEXT = st.fixed_dictionaries({id_: st.sampled_from([None, *ids]) for id_, ids in QUESTIONNAIRE.option_ids.items()})


@st.composite
def books(draw: st.DrawFn) -> AdviceBook:
    """Draw a book with three theme cards (d to f), three situation cards, two closers, and two extra cards."""
    pieces = []
    for id_, theme in zip("defghijklm", [*"abc", *[""] * 7], strict=True):
        base, extra = (None, draw(EXTRA_PARTS)) if id_ in "lm" else (draw(BASE_PARTS), draw(NONE_OR_EXTRA))
        not_with = tuple(draw(NONE_OR_ID).replace(id_, ""))
        pieces.append(piece(id_, base, extra, theme=theme, not_with=not_with, because="For you."))
    extras = {one.id for one in pieces if one.extra}
    return AdviceBook(
        support_first=draw(FIRST),
        not_on_paper=("sad",),
        base=BaseOrder(draw(UP_TO_3), draw(SITUATIONS), draw(CLOSERS)),
        extras=ExtraOrder(draw(UP_TO_3), tuple(tuple(filter(extras.__contains__, group)) for group in draw(EXTRAS))),
        signals=SIGNALS,
        mutes=MUTES,
        pieces=tuple(pieces),
    )


@st.composite
def readers(draw: st.DrawFn) -> tuple[AdviceBook, Situation]:
    """Draw a book, and a reader with any scores, answers and date."""
    book = draw(books())
    scores = {theme: score for theme, score in draw(SCORES).items() if score is not None}
    leading = draw(st.sampled_from(["".join(scores), "".join(scores), *scores]))
    return book, situated(book, scores, leading, draw(PERIODS), **draw(CONTEXT))
