"""Small questionnaires of every kind, and ways to answer them."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from quiz.core.answers import Answers
from quiz.core.questionnaire import Assumptions, Missing, Questionnaire, Scale, ScalePoint, Statement, Theme

SCALES = ((0, 1, 2, 3), (1, 2, 3, 4, 5), (1, 2, 3, 4, 5, 6, 7), (1, 2), (-2, -1, 0, 1, 2), (0, 25, 100))
ANY_SHARE = Missing(full=Fraction(1), partial=Fraction(1, 100))
"""Scores a theme as soon as one of its statements is answered."""


def make(
    values: Sequence[int] = (1, 2, 3, 4, 5),
    themes: Sequence[Sequence[bool]] = ((False,) * 6,),
    sd: Fraction = Fraction(22),
    reliability: Fraction = Fraction(8, 10),
    missing: Missing = Missing(),  # noqa: B008 frozen
) -> Questionnaire:
    """Make a questionnaire from its scale and, for each theme, which of its statements are reversed."""
    statements = [
        Statement(f"s{t}-{n}", f"t{t}", f"Sentence {t} {n}.", reversed=turned)
        for t, turns in enumerate(themes)
        for n, turned in enumerate(turns)
    ]
    return Questionnaire(
        title="Small",
        scale=Scale("How often?", tuple(ScalePoint(value, f"point {value}") for value in values), "Skip"),
        themes=tuple(Theme(f"t{t}", f"theme {t}", f"T{t}") for t in range(len(themes))),
        statements=tuple(statements),
        assumptions=Assumptions(sd, reliability),
        missing=missing,
    )


def questionnaires(missing: Missing = Missing()) -> st.SearchStrategy[Questionnaire]:  # noqa: B008 frozen
    """Draw questionnaires of one to four themes with one to eight statements each, in any order."""
    turns = st.lists(st.booleans(), min_size=1, max_size=8)
    made = st.builds(
        make,
        st.sampled_from(SCALES),
        st.lists(turns, min_size=1, max_size=4),
        st.fractions(1, 40, max_denominator=10),
        st.fractions(Fraction(1, 10), Fraction(9, 10), max_denominator=20),
        st.just(missing),
    )
    return made.flatmap(shuffles)


def shuffles(questionnaire: Questionnaire) -> st.SearchStrategy[Questionnaire]:
    """Draw the same questionnaire with its statements in any order."""
    order = st.permutations(questionnaire.statements)
    return order.map(lambda statements: replace(questionnaire, statements=tuple(statements)))


def answers_to(questionnaire: Questionnaire, *, whole: bool = False) -> st.SearchStrategy[Answers]:
    """Draw answers: on the scale, and unless `whole` is asked for, skipped or not given too."""
    values = st.sampled_from([point.value for point in questionnaire.scale.points])
    ids = [statement.id for statement in questionnaire.statements]
    if whole:
        return st.fixed_dictionaries(dict.fromkeys(ids, values)).map(Answers)
    return st.fixed_dictionaries({}, optional=dict.fromkeys(ids, values | st.none())).map(Answers)


@st.composite
def takes(draw: st.DrawFn, *, whole: bool = False, missing: Missing = Missing()) -> tuple[Questionnaire, Answers]:  # noqa: B008
    """Draw a questionnaire and answers to it."""
    questionnaire = draw(questionnaires(missing))
    return questionnaire, draw(answers_to(questionnaire, whole=whole))
