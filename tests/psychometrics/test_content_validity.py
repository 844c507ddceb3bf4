"""Content validity: published worked examples, and what a blank or a tie means."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from quiz.psychometrics.content_validity import NO_THEME, Agreement, Rating, StatementValidity, content_validity
from tests.strategies import make

# Raters, raters who agree, I-CVI, probability of chance agreement, modified kappa.
PUBLISHED = [
    # Polit, Beck & Owen 2007.
    (6, 5, ".83", ".094", ".82"),
    # BMC Health Services Research 2017, doi 10.1186/s12913-017-2469-8, table 10, by their formulas.
    (10, 10, "1.00", ".001", "1.00"),
    (10, 9, ".90", ".010", ".90"),
    (10, 8, ".80", ".044", ".79"),
    (10, 7, ".70", ".117", ".66"),
    (9, 8, ".89", ".018", ".89"),
    (9, 7, ".78", ".070", ".76"),
    (9, 6, ".67", ".164", ".60"),
]

# Relevance of 12 statements to six experts: PMC7253559, table 4.
SIX_EXPERTS = (
    (4, 4, 4, 4, 4, 4), (4, 3, 4, 4, 3, 4), (4, 4, 4, 4, 4, 4), (4, 4, 4, 4, 4, 4), (3, 4, 4, 4, 4, 4),
    (2, 3, 4, 3, 3, 4), (4, 4, 4, 4, 4, 4), (4, 4, 4, 4, 4, 4), (3, 3, 4, 2, 3, 4), (4, 4, 4, 3, 4, 4),
    (4, 4, 4, 3, 4, 4), (4, 4, 4, 3, 4, 4),
)  # fmt: skip

# Relevance of 10 statements to six experts, by expert: the example of the R package contentValidity.
R_EXAMPLE = (
    (4, 3, 3, 2, 3, 4, 3, 4, 2, 4), (4, 4, 3, 3, 2, 4, 3, 4, 3, 4), (4, 4, 4, 3, 3, 4, 2, 4, 2, 3),
    (4, 4, 3, 4, 3, 3, 3, 4, 3, 4), (4, 3, 4, 3, 4, 4, 3, 4, 3, 4), (4, 4, 3, 3, 2, 4, 4, 3, 2, 4),
)  # fmt: skip


def rounded(number: Fraction | None, digits: int) -> float:
    assert number is not None
    return round(float(number), digits)


def one(ratings: Sequence[Rating], themes: int = 3) -> StatementValidity:
    """Return the result for the only statement of theme t0."""
    return content_validity(make(themes=[(False,)] * themes), {"s0-0": ratings})[0].statements[0]


def sorted_into(*themes: str | None) -> StatementValidity:
    return one([Rating(None, None, theme) for theme in themes])


@pytest.mark.parametrize(("raters", "agreeing", "share", "chance", "kappa"), PUBLISHED)
def test_published_values_are_reproduced(raters: int, agreeing: int, share: str, chance: str, kappa: str) -> None:
    found = Agreement(agreeing, raters)
    assert rounded(found.share, 2) == float(share)
    assert rounded(found.chance, 3) == float(chance)
    assert rounded(found.kappa, 2) == float(kappa)


def test_a_published_panel_of_six_has_its_published_indices() -> None:
    questionnaire = make(themes=[(False,) * 12])
    ratings = {f"s0-{n}": [Rating(value, None, None) for value in row] for n, row in enumerate(SIX_EXPERTS)}
    [theme] = content_validity(questionnaire, ratings)
    assert [rounded(found.relevance.share, 2) for found in theme.statements] == [1] * 5 + [0.83, 1, 1, 0.83, 1, 1, 1]
    assert rounded(theme.average, 2) == 0.97


def test_the_average_and_the_mean_kappa_are_those_of_an_r_package() -> None:
    questionnaire = make(themes=[(False,) * 10])
    rows = list(zip(*R_EXAMPLE, strict=True))
    ratings = {f"s0-{n}": [Rating(value, None, None) for value in row] for n, row in enumerate(rows)}
    [theme] = content_validity(questionnaire, ratings)
    assert rounded(theme.average, 4) == 0.8833
    kappas = [found.relevance.kappa for found in theme.statements]
    assert rounded(sum((kappa for kappa in kappas if kappa is not None), Fraction(0)) / 10, 4) == 0.8470


@pytest.mark.parametrize(("raters", "enough"), [(3, 3), (4, 4), (5, 5), (6, 5), (7, 6), (8, 7), (9, 7), (10, 8)])
def test_the_limits_are_all_of_up_to_five_raters_and_78_hundredths_of_more(raters: int, enough: int) -> None:
    assert Agreement(enough, raters).sufficient is True
    assert Agreement(enough - 1, raters).sufficient is False


@pytest.mark.parametrize("raters", [0, 1, 2])
def test_fewer_than_three_raters_give_no_verdict(raters: int) -> None:
    assert Agreement(raters, raters).sufficient is None


def test_a_blank_is_a_missing_rating_and_never_a_low_one() -> None:
    ratings = [Rating(4, None, "t0"), Rating(None, 3, None), Rating(2, 4, "t0"), Rating(None, None, "t1")]
    found = one(ratings)
    assert (found.relevance, found.clarity, found.sorting) == (Agreement(1, 2), Agreement(2, 2), Agreement(2, 3))


def test_a_statement_that_nobody_rated_has_no_share_and_leaves_the_average_alone() -> None:
    questionnaire = make(themes=[(False, False)])
    [theme] = content_validity(questionnaire, {"s0-1": [Rating(4, 4, "t0")] * 3})
    nobody = theme.statements[0].relevance
    assert (nobody.share, nobody.chance, nobody.kappa) == (None, None, None)
    assert theme.average == 1
    assert content_validity(questionnaire, {})[0].average is None


def test_sorting_counts_the_intended_theme_and_names_the_most_common_other() -> None:
    found = sorted_into("t0", "t2", "t0", "t2", "t1", "t0")
    assert (found.sorting, found.others, found.other_raters) == (Agreement(3, 6), ("t2",), 2)


def test_tied_others_are_all_named_in_the_order_of_the_themes() -> None:
    found = sorted_into(NO_THEME, "t2", "t1", "t0")
    assert (found.others, found.other_raters) == (("t1", "t2", NO_THEME), 1)


def test_there_is_no_other_theme_if_all_agree_or_nobody_sorted() -> None:
    assert (sorted_into("t0", "t0").others, sorted_into("t0", "t0").other_raters) == ((), 0)
    assert (sorted_into(None).others, sorted_into(None).sorting) == ((), Agreement(0, 0))
