"""One saved result: opened, printed, deleted, damaged, or not there."""

import pytest

from tests.report.paper import Paper
from tests.web.journal_client import World, line, two_attempts
from tests.web.sample_answers import CLEAR, UNSAFE


def test_a_saved_result_opens_with_its_numbers_and_the_base_advice_of_its_screen(world: World) -> None:
    pages = []
    for private in (UNSAFE, CLEAR, {}):
        phone = world.phone()
        phone.start_journal({**world.keyed(4), **private, "self": "never"})
        page, screen = phone.page("/journal/1"), phone.page("/results")
        for field in page.select("input"):
            field.decompose()
        pages.append(str(page.select_one("main")))
        shown, first = ([line(card.get_text(" ")) for card in one.select(".advice h3")] for one in (page, screen))
        assert len(shown) == 5
        assert not page.select(".steady .own-answer")
        assert page.select(".themes")
        assert page.select(".themes h3 + p") == screen.select(".themes h3 + p")
        assert first[:5] == shown
        for card, on_screen in zip(page.select(".advice"), screen.select(".advice"), strict=False):
            assert str(on_screen.select_one(".reasons")) == str(card.select_one(".reasons"))
    assert len(set(pages)) == 1


def test_a_saved_result_prints_with_its_own_date(world: World) -> None:
    phone = two_attempts(world, world.keyed(4), world.keyed(2))
    response = phone.get("/journal/1/report.pdf?paper=letter")
    paper = Paper(response.data)
    assert "October 31, 2026" in paper.words
    assert "Based on advice from" in paper.words
    assert response.headers["Content-Disposition"] == "attachment; filename=steady.pdf"
    assert paper.faults() == []


@pytest.mark.parametrize("number", ["0", "3", "99999999999999999999"])
def test_a_result_that_is_not_there_is_a_page_not_found(world: World, number: str) -> None:
    phone = two_attempts(world, world.keyed(4), world.keyed(2))
    for address in (f"/journal/{number}", f"/journal/{number}/profile.svg", f"/journal/{number}/report.pdf"):
        assert phone.get(address).status_code == 404


def test_one_result_is_deleted_and_the_others_stay(world: World) -> None:
    phone = two_attempts(world, world.keyed(4), world.keyed(2))
    phone.press(phone.page("/journal/1"), "/journal/remove")
    assert [line(row.get_text(" ")) for row in phone.journal().select("tbody th")] == ["Nov 30, 2026"]


def test_a_journal_with_nothing_left_in_it_stays_open_and_says_so(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    phone.press(phone.page("/journal/1"), "/journal/remove")
    assert "Your journal is empty." in phone.journal().get_text()
    assert phone.get("/journal/picture.svg").status_code == 404
    assert phone.get("/journal/export.csv").status_code == 200
    assert phone.import_file(phone.exported(), "/journal").status_code == 303


@pytest.mark.parametrize("junk", ["", "x", "0" * 32, "é" * 32, "../1"])
def test_deleting_an_invalid_result_id_deletes_nothing(world: World, junk: str) -> None:
    phone = two_attempts(world, world.keyed(4), world.keyed(2))
    assert phone.press(phone.page("/journal/1"), "/journal/remove", result=junk).status_code == 303
    assert len(phone.journal().select("tbody tr")) == 2


def test_a_row_changed_on_the_server_is_left_out_with_a_note() -> None:
    world = World()
    phone = two_attempts(world, world.keyed(4), world.keyed(2))
    world.execute("UPDATE result SET sealed = zeroblob(length(sealed)) WHERE id = (SELECT min(id) FROM result)")
    page = phone.journal()
    assert "One result couldn’t be opened" in page.get_text()
    assert len(page.select("tbody tr")) == 1
