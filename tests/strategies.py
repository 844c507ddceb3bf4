"""Hypothesis strategies for small questionnaires and answers to them."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from quiz.core.answers import Answers
from quiz.core.assumptions import Assumptions, Missing
from quiz.core.questionnaire import Questionnaire, Statement, Theme
from quiz.core.scale import Scale, ScalePoint

SCALES = ((0, 1, 2, 3), (1, 2, 3, 4, 5), (1, 2, 3, 4, 5, 6, 7), (1, 2), (-2, -1, 0, 1, 2), (0, 25, 100))
ANY_SHARE = Missing(full=Fraction(1), partial=Fraction(1, 100))
"""Scores a theme if at least one of its statements is answered."""


def make(
    values: Sequence[int] = (1, 2, 3, 4, 5),
    themes: Sequence[Sequence[bool]] = ((False,) * 6,),
    sd: Fraction = Fraction(22),
    reliability: Fraction = Fraction(8, 10),
    retest: Fraction = Fraction(8, 10),
    missing: Missing = Missing(),  # noqa: B008 frozen
) -> Questionnaire:
    """Return a questionnaire with this scale; `themes` states for each theme which of its statements are reversed."""
    statements = [
        Statement(f"s{t}-{n}", f"t{t}", f"Sentence {t} {n}.", reversed=is_reversed)
        for t, reversals in enumerate(themes)
        for n, is_reversed in enumerate(reversals)
    ]
    return Questionnaire(
        title="Small",
        scale=Scale("How often?", tuple(ScalePoint(value, f"point {value}") for value in values), "Skip"),
        themes=tuple(Theme(f"t{t}", f"theme {t}", f"T{t}") for t in range(len(themes))),
        statements=tuple(statements),
        assumptions=Assumptions(sd, reliability, retest),
        missing=missing,
    )


def questionnaires(missing: Missing = Missing()) -> st.SearchStrategy[Questionnaire]:  # noqa: B008 frozen
    """Draw questionnaires of one to four themes with one to eight statements each, in any order."""
    reversals = st.lists(st.booleans(), min_size=1, max_size=8)
    made = st.builds(
        make,
        st.sampled_from(SCALES),
        st.lists(reversals, min_size=1, max_size=4),
        # Drawing integers is ten times as fast as drawing fractions.
        st.integers(10, 400).map(lambda tenths: Fraction(tenths, 10)),
        st.integers(2, 18).map(lambda twentieths: Fraction(twentieths, 20)),
        st.integers(2, 18).map(lambda twentieths: Fraction(twentieths, 20)),
        st.just(missing),
    )
    return made.flatmap(shuffles)


def shuffles(questionnaire: Questionnaire) -> st.SearchStrategy[Questionnaire]:
    """Draw the same questionnaire with its statements in any order."""
    order = st.permutations(questionnaire.statements)
    return order.map(lambda statements: replace(questionnaire, statements=tuple(statements)))


def answers_to(questionnaire: Questionnaire) -> st.SearchStrategy[Answers]:
    """Draw answers on the scale, some of them skipped or missing."""
    values = st.sampled_from([point.value for point in questionnaire.scale.points])
    ids = [statement.id for statement in questionnaire.statements]
    return st.fixed_dictionaries({}, optional=dict.fromkeys(ids, values | st.none())).map(Answers)


@st.composite
def answered_questionnaires(
    draw: st.DrawFn,
    *,
    missing: Missing = Missing(),  # noqa: B008 frozen
) -> tuple[Questionnaire, Answers]:
    """Draw a questionnaire and answers to it."""
    questionnaire = draw(questionnaires(missing))
    return questionnaire, draw(answers_to(questionnaire))
