"""The fingerprint and the bands of a questionnaire."""

from dataclasses import replace
from fractions import Fraction

import pytest

from quiz.core.assumptions import Missing
from quiz.core.questionnaire import Band, Questionnaire, Theme
from tests.strategies import make

TWO = make(themes=[[False, True], [False, False]])


@pytest.mark.parametrize(
    "edited",
    [
        replace(TWO, title="Another name", advice="advice.toml"),
        replace(TWO, bands=(Band("all", Fraction(0), Fraction(100), "all"),)),
        replace(TWO, themes=tuple(replace(theme, name="new words") for theme in TWO.themes)),
        replace(TWO, statements=tuple(replace(s, text=s.text + "!") for s in TWO.statements)),
        replace(TWO, scale=replace(TWO.scale, prompt="And now?", skip="No answer")),
    ],
    ids=["title and advice", "bands", "theme names", "a comma", "prompt and skip"],
)
def test_an_edit_that_does_not_affect_scores_keeps_the_fingerprint(edited: Questionnaire) -> None:
    assert edited.fingerprint == TWO.fingerprint


@pytest.mark.parametrize(
    "edited",
    [
        make((1, 2, 3, 4), [[False, True], [False, False]]),
        make(themes=[[False, False], [False, False]]),
        make(themes=[[False, True], [False, False, False]]),
        replace(TWO, statements=tuple(replace(s, theme="t0") for s in TWO.statements)),
        replace(TWO, missing=Missing(partial=Fraction(1, 2))),
        replace(TWO, version=2),
    ],
    ids=["scale", "reversal", "one more statement", "theme", "missing answers", "version"],
)
def test_an_edit_that_affects_scores_changes_the_fingerprint(edited: Questionnaire) -> None:
    assert edited.fingerprint != TWO.fingerprint


def test_a_theme_has_its_own_bands_before_the_shared_ones() -> None:
    shared, own = (Band(id_, Fraction(0), Fraction(100), id_) for id_ in ("shared", "own"))
    questionnaire = replace(TWO, bands=(shared,))
    assert questionnaire.bands_of(questionnaire.themes[0]) == (shared,)
    assert questionnaire.bands_of(Theme("t", "t", "t", bands=(own,))) == (own,)
