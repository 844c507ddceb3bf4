"""What a result says in the person's own answers: the themes that came up most, and what is holding steady."""

import pytest

from tests.web.page_client import PageClient
from tests.web.sample_answers import CLEAR, UNSAFE, Keyed, only


def test_each_leading_theme_is_told_in_the_persons_own_answers(client: PageClient, answers: Keyed) -> None:
    client.send({**answers(2), **only(answers(5), "jealousy", "burden")})
    page = client.page("/results")
    assert [heading.get_text() for heading in page.select(".themes h3")] == ["Feeling like a burden", "Jealousy"]
    said = [" ".join(quote.get_text().split()) for quote in page.select(".themes .own-answer")]
    assert len(said) == 4
    assert "“I felt free to ask my partner for help.” Never" in said


def test_a_quiet_result_is_about_what_holds_steady(client: PageClient, answers: Keyed) -> None:
    client.send(answers(1))
    page = client.page("/results")
    assert not page.select(".themes")
    assert page.select_one(".steady")


def steady(client: PageClient, sheet: dict[str, str]) -> str:
    """Return what is said to hold steady."""
    client.send(sheet, twice=True)
    found = client.page("/results").select_one(".steady")
    return " ".join(found.get_text(" ").split()) if found else ""


def test_the_quietest_theme_holds_steady_only_if_it_stands_back_and_is_low(client: PageClient, answers: Keyed) -> None:
    high = {**answers(5), **only(answers(1), "jealousy")}
    assert "Jealousy came up least for you." in steady(client, high)
    assert steady(client, {**answers(5), **only(answers(4), "jealousy")}) == ""
    assert steady(client, answers(3)) == ""


NOT_CLEAR = [
    {},
    UNSAFE,
    {"safety-afraid": "never"},
    {**CLEAR, "together": "no"},
    {**CLEAR, "trust": "current-partner"},
]


@pytest.mark.parametrize("private", NOT_CLEAR)
def test_good_words_about_the_partner_stay_away_unless_safety_is_clear(
    client: PageClient, answers: Keyed, private: dict[str, str]
) -> None:
    assert "“" not in steady(client, {**answers(2), **only(answers(5), "burden"), **private})


def test_up_to_three_good_words_come_back_when_safety_is_clear(client: PageClient, answers: Keyed) -> None:
    said = steady(client, {**answers(2), **only(answers(5), "burden"), **CLEAR})
    assert "“I felt wanted by my partner.” Often" in said
    assert said.count("“") == 3
