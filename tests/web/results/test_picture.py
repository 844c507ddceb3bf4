"""The picture of a result: on the page, for light and dark, and as a file to keep."""

from xml.etree import ElementTree as ET

import pytest

from tests.web.page_client import PageClient
from tests.web.sample_answers import Keyed, only


def test_the_picture_says_in_words_what_it_shows(client: PageClient, answers: Keyed) -> None:
    client.send(answers(3))
    image = client.page("/results").select_one("picture img")
    assert image
    assert str(image["alt"]).count("about 50, give or take 10") == 5
    assert image["width"]
    assert image["height"]


@pytest.mark.parametrize("query", ["", "?ink=dark"])
def test_the_picture_is_drawn_for_a_light_and_a_dark_page(client: PageClient, answers: Keyed, query: str) -> None:
    client.send(answers(3))
    response = client.get(f"/results/profile.svg{query}")
    assert response.mimetype == "image/svg+xml"
    drawn = ET.fromstring(response.text)
    assert sum(element.text == "50" for element in drawn.iter()) == 5


def test_the_picture_comes_as_a_file_with_a_name_that_says_nothing(client: PageClient, answers: Keyed) -> None:
    client.send(answers(3))
    link = client.page("/results").select_one('a[href^="/results/profile.png"]')
    assert link and link["download"] == "steady.png"
    response = client.get(str(link["href"]))
    assert response.mimetype == "image/png"
    assert response.headers["Content-Disposition"] == "attachment; filename=steady.png"
    assert response.data.startswith(b"\x89PNG")


def test_the_picture_and_the_table_have_what_came_up_most_first_and_then_go_by_score(
    client: PageClient, answers: Keyed
) -> None:
    sheet = {
        **answers(2),
        **only(answers(5), "jealousy"),
        **only(answers(4), "attraction"),
        **only(answers(1), "burden"),
    }
    client.send(sheet)
    names = [cell.get_text() for cell in client.page("/results").select("tbody th")]
    ordered = ["Jealousy", "Worry about attraction", "Fear of falling short", "Fear of being left"]
    assert names == [*ordered, "Feeling like a burden"]
    words = [element.text for element in ET.fromstring(client.get("/results/profile.svg").text).iter()]
    places = [words.index(name) for name in names]
    assert places == sorted(places)
