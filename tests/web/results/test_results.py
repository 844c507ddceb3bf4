"""The result page: what it says, in which order, and how sure it sounds."""

from itertools import pairwise

import pytest

from quiz.core.questionnaire import Questionnaire
from tests.web.page_client import PageClient
from tests.web.sample_answers import CLEAR, UNSAFE, Keyed, only


def test_the_page_speaks_in_the_order_a_worried_person_needs(client: PageClient, answers: Keyed) -> None:
    client.send({**answers(3), **only(answers(1), "jealousy"), "texting": "most"})
    page = client.page("/results")
    order = [
        "h1", "figure", ".support-line", ".themes", ".steady", ".small-step", ".save-result .primary",
        ".save-result .button-pair > a", ".advice", ".support", "table", ".meaning", ".actions",
    ]  # fmt: skip
    places = [page.find_all().index(found) for found in map(page.select_one, order) if found]
    assert len(places) == len(order)
    assert places == sorted(places)


def test_every_theme_has_a_row_with_its_score_and_range(client: PageClient, answers: Keyed) -> None:
    client.send(answers(4))
    rows = [row.get_text(" ", strip=True) for row in client.page("/results").select("tbody tr")]
    assert len(rows) == 5
    assert all("About 75, give or take 10" in row for row in rows)


def test_a_score_of_0_or_100_is_shown_only_when_it_is_exact(client: PageClient, answers: Keyed) -> None:
    client.send(answers(5))
    assert "100 or a bit less" in client.page("/results").get_text(" ")
    client.send({**answers(5), "needs-enough": "2"})
    text = " ".join(client.page("/results").get_text(" ").split())
    assert "About 96, give or take 10 more likely a bit lower" in text


def test_tied_themes_are_not_put_in_order(client: PageClient, answers: Keyed) -> None:
    client.send(answers(4))
    page = client.page("/results")
    assert page.h1 and page.h1.get_text() == "Several worries came up about equally."
    names = page.h1.find_next_sibling("p")
    assert names and names.get_text().count(",") == 4 and ", and jealousy" in names.get_text()


def test_one_theme_far_above_the_others_is_named_first(client: PageClient, answers: Keyed) -> None:
    high, low = answers(5), answers(2)
    client.send({id_: (high if id_.startswith("jealousy") else low)[id_] for id_ in low})
    heading = client.page("/results").h1.get_text()  # type: ignore[union-attr]
    assert heading == "Jealousy stands out."


def test_low_scores_say_nothing_about_themes_without_one(client: PageClient, answers: Keyed) -> None:
    given = {id_: value for id_, value in answers(1).items() if id_.startswith(("needs", "burden"))}
    client.send(given, twice=True)
    heading = client.page("/results").h1.get_text()  # type: ignore[union-attr]
    assert heading == "None of the worries we could score came up much for you lately."


def test_a_theme_that_is_the_only_one_scored_is_not_said_to_have_come_up_most(
    client: PageClient, answers: Keyed
) -> None:
    client.send({id_: value for id_, value in answers(3).items() if id_.startswith("needs")}, twice=True)
    page = client.page("/results")
    assert page.h1 and page.h1.get_text() == "We could only score one worry: fear of falling short."
    assert "came up most" not in page.get_text()


def test_a_theme_with_too_few_answers_has_no_number(client: PageClient, answers: Keyed) -> None:
    given = {id_: value for id_, value in answers(4).items() if not id_.startswith("attraction")}
    client.send(given, twice=True)
    row = next(r for r in client.page("/results").select("tbody tr") if "attraction" in r.get_text().lower())
    assert "Not enough for a score" in row.get_text()
    assert "75" not in row.get_text()


def test_every_card_says_who_said_it_and_why_it_is_here(client: PageClient, answers: Keyed) -> None:
    client.send({**answers(4), **CLEAR, "texting": "most", "length": "under-3-months"})
    cards = client.page("/results").select(".advice")
    assert len(cards) == 7
    for card in cards:
        assert card.select_one(".advice-source")
        why = card.select_one(".reasons")
        assert why
        assert card.h3 and card.h3.get_text() in why.summary.get_text()  # type: ignore[union-attr]
        assert len(why.get_text(" ", strip=True)) > 40


def test_what_is_ours_is_marked_once_where_several_lines_in_a_row_are(client: PageClient, answers: Keyed) -> None:
    client.send({**answers(4), **CLEAR})
    for address, card in (("/results", ".advice"), ("/ideas", ".idea")):
        for found in client.page(address).select(card):
            ours = [paragraph.get_text(strip=True).startswith("From us:") for paragraph in found.select("p")]
            assert (True, True) not in pairwise(ours)


def test_the_reason_names_the_answers_that_moved_the_score(client: PageClient, answers: Keyed) -> None:
    high, low = answers(5), answers(1)
    client.send({id_: (high if id_ == "burden-sorry" or "needs" in id_ else low)[id_] for id_ in low})
    why = " ".join(d.get_text(" ", strip=True) for d in client.page("/results").select(".reasons"))
    assert "I felt I gave my partner too little time." in why
    assert "Almost always" in why


def test_hurried_answers_are_pointed_out_kindly_and_still_scored(
    client: PageClient, questionnaire: Questionnaire
) -> None:
    client.send({statement.id: "4" for statement in questionnaire.statements})
    page = client.page("/results")
    assert page.select_one(".careless")
    assert page.select_one("table")


def test_safety_answers_never_come_back_on_a_result(client: PageClient, answers: Keyed) -> None:
    client.send({**answers(4), **UNSAFE})
    text = client.page("/results").get_text(" ").lower()
    assert "safe to disagree" not in text
    assert "limit who" not in text


@pytest.mark.parametrize("private", [{}, UNSAFE, CLEAR])
def test_only_clear_safety_answers_bring_talk_of_the_partner(
    client: PageClient, answers: Keyed, private: dict[str, str]
) -> None:
    client.send({**answers(2), **only(answers(4), "needs"), **private}, twice=not private)
    advice = " ".join(card.get_text(" ") for card in client.page("/results").select(".advice"))
    assert ("couples counselor" in advice) == (private == CLEAR)
    assert ("If it doesn’t feel safe to be with someone, you deserve help" in advice) == (private == UNSAFE)


def test_one_line_to_support_stands_right_below_the_picture_for_everyone(client: PageClient, answers: Keyed) -> None:
    for private in (UNSAFE, CLEAR):
        client.send({**answers(2), **private})
        line = client.page("/results").select_one(".profile-picture + .support-line a")
        assert line
        assert line["href"] == "/help"


@pytest.mark.parametrize("value", [1, 2, 3, 4, 5])
def test_the_support_block_looks_the_same_on_every_result(client: PageClient, answers: Keyed, value: int) -> None:
    client.send(answers(value))
    usual = str(client.page("/results").select_one(".support"))
    client.send({**answers(value), **UNSAFE})
    assert str(client.page("/results").select_one(".support")) == usual


def test_bodies_are_folded_after_the_second_card(client: PageClient, answers: Keyed) -> None:
    client.send({**answers(4), "self": "never"})
    cards = client.page("/results").select(".advice")
    assert [card.has_attr("open") for card in cards[:4]] == [True, True, False, False]


def test_a_result_is_never_cached_or_indexed_by_a_search_engine(client: PageClient, answers: Keyed) -> None:
    client.send(answers(3))
    for address in ["/results", "/results/profile.svg"]:
        headers = client.get(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Robots-Tag"] == "noindex"


def test_no_result_says_so_kindly(client: PageClient) -> None:
    page = client.page("/results", 404)
    assert page.select_one('main a[href="/before"], main a[href="/"]')
