"""A journal begun with version 1 of the questionnaire: imported, opened, printed and continued."""

import pytest

from tests.journal import version_1
from tests.report.paper import Paper
from tests.web.journal_client import MONTH, JournalClient, World, line


@pytest.fixture
def phone(world: World) -> JournalClient:
    """Return a phone whose journal has the two old results."""
    world.now += 2 * MONTH
    phone = world.phone()
    assert phone.import_file(version_1.FILE).status_code == 200
    return phone


def first_words(phone: JournalClient, row: int) -> list[str]:
    """Return the first word of each cell of the journal's table: a score, rounded."""
    return [line(cell.get_text(" ")).split()[0] for cell in phone.journal().select("tbody tr")[row].select("td")]


def test_its_results_are_listed_with_the_scores_they_had(phone: JournalClient) -> None:
    assert first_words(phone, 1) == ["50", "79", "20", "88", "25"]
    assert first_words(phone, 0) == ["35", "46", "29", "58", "too"]
    assert phone.get("/journal/picture.svg").status_code == 200


@pytest.mark.parametrize("number", [1, 2])
def test_each_result_opens_and_prints(phone: JournalClient, number: int) -> None:
    text = phone.page(f"/journal/{number}").get_text()
    assert "fear of being left" in text.lower()
    assert "comes up a lot" not in text
    assert "a lot of room" not in text
    picture = phone.get(f"/journal/{number}/profile.svg").text
    assert "Fear of being left" in picture
    assert "a lot" not in picture
    paper = Paper(phone.get(f"/journal/{number}/report.pdf").data)
    assert paper.faults() == []
    assert ("88" if number == 1 else "58") in paper.words.split()


def test_the_two_old_results_are_still_compared(phone: JournalClient) -> None:
    compared = phone.changes()
    assert sum("Can’t be compared" in text for text in compared) == 1
    assert any("79, then 46. May have eased." in text for text in compared)


def test_beside_a_new_result_the_page_and_the_pdf_say_plainly_that_no_theme_can_be_compared(
    world: World, phone: JournalClient
) -> None:
    phone.save_result({**world.keyed(3), "together": "yes"})
    said = "The questions or answer choices have changed between these results. None of the worries can be compared"
    assert said in line(phone.journal().get_text(" "))
    assert len(phone.changes()) == 5
    assert all("Can’t be compared, because only" in text for text in phone.changes())
    assert "clear change" not in phone.journal().get_text()
    assert first_words(phone, 0) == ["50"] * 5
    assert first_words(phone, 2) == ["50", "79", "20", "88", "25"]
    assert said in Paper(phone.get("/journal/3/report.pdf?journal=yes").data).words


def test_two_new_results_are_compared_as_if_there_were_no_old_ones(world: World, phone: JournalClient) -> None:
    for value in (3, 4):
        phone.save_result(world.keyed(value))
    page = line(phone.journal().get_text(" "))
    assert "December 30, 2026 (no. 2 that day), compared with December 30, 2026 (no. 1 that day)" in page
    assert "The questions or answer choices have changed" not in page


def test_an_export_of_both_versions_can_be_imported_again(world: World, phone: JournalClient) -> None:
    phone.save_result(world.keyed(4))
    file = phone.exported()
    other = world.phone()
    other.import_file(file)
    assert other.exported() == file
    assert first_words(other, 2) == ["50", "79", "20", "88", "25"]
