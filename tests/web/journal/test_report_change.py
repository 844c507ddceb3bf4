"""The journal on paper: a third page with what its own page says."""

import pytest

from tests.report.paper import Paper, one_line
from tests.web.journal_client import MONTH, JournalClient, World, two_attempts


@pytest.fixture(scope="module")
def phone() -> JournalClient:
    world = World()
    phone = world.phone()
    passphrase = phone.start_journal(world.keyed(3, jealousy=5))
    for value in (2, 3):
        world.now += MONTH
        phone.open_with(passphrase)
        phone.save_result(world.keyed(value, jealousy=2))
    return phone


def report(phone: JournalClient, address: str) -> Paper:
    response = phone.get(address)
    assert response.status_code == 200
    return Paper(response.data)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_third_page_says_what_the_journal_says(phone: JournalClient, paper: str) -> None:
    made = report(phone, f"/results/report.pdf?paper={paper}&journal=yes")
    page = phone.journal()
    for text in page.select("h1, .change > p, figcaption, .history-picture details p"):
        assert one_line(text.get_text()) in made.words
    for arrow in page.select("[aria-hidden]"):
        arrow.decompose()
    changes = page.select(".change li")
    assert len(changes) == 5
    for change in changes:
        numbers, meaning, verdict = (one_line(part.get_text()) for part in change.select("span:not(.visually-hidden)"))
        label = verdict[0].lower() + verdict[1:].removesuffix(".")
        then_and_now = numbers.removesuffix(".").replace(" ,", ",")
        assert f"{label} ({then_and_now}).{meaning.removeprefix(verdict)}" in made.words
    for row in page.select("tbody tr"):
        date, *cells = (one_line(cell.get_text(" ")) for cell in row.select("th, td"))
        assert date in made.words
        assert all(cell.split()[0] in made.words for cell in cells)
    assert made.faults() == []
    assert len(made.pages) == 3


def test_the_third_page_is_there_only_when_asked_for(phone: JournalClient) -> None:
    assert "Over time" not in report(phone, "/results/report.pdf").words
    assert "Over time" not in report(phone, "/journal/2/report.pdf").words


def test_a_saved_result_is_compared_with_those_before_it(phone: JournalClient) -> None:
    second, third = (report(phone, f"/journal/{number}/report.pdf?journal=yes").words for number in (2, 3))
    assert "November 30, 2026, compared with October 31, 2026" in second
    assert "December 30, 2026, compared with the average of your 2 earlier results" in third
    assert "Dec 30, 2026" not in second


def test_a_journal_of_one_adds_no_page(world: World) -> None:
    alone = world.phone()
    alone.start_journal(world.keyed(3, jealousy=5))
    made = report(alone, "/results/report.pdf?journal=yes")
    assert "Over time" not in made.words


def test_the_page_is_offered_only_where_there_is_an_earlier_result(world: World) -> None:
    phone = world.phone()
    passphrase = phone.start_journal(world.keyed(3))
    assert not phone.page("/results").select("input[name=journal]")
    assert not phone.page("/journal/1").select("input[name=journal]")
    world.now += MONTH
    phone.open_with(passphrase)
    phone.send(world.keyed(2))
    assert not phone.page("/results").select("input[name=journal]")
    phone.press(phone.page("/results"), "/journal/keep")
    assert phone.page("/results").select("input[name=journal]")
    assert not phone.page("/journal/1").select("input[name=journal]")
    assert phone.page("/journal/2").select("input[name=journal]")


def test_what_may_have_changed_is_on_the_third_page_too(world: World) -> None:
    phone = two_attempts(world, world.keyed(3, jealousy=5), world.keyed(3))
    words = report(phone, "/journal/2/report.pdf?journal=yes").words
    assert "One worry may have eased a little; it’s too soon to say." in words


def test_sixty_results_flow_on_over_the_pages_and_pass_the_checkers(world: World) -> None:
    phone = world.phone()
    phone.open_with(world.journal([1 + count % 5 for count in range(60)]))
    made = report(phone, "/journal/60/report.pdf?journal=yes")
    assert made.faults() == []
    assert len(made.pages) == 4
    assert "Oct 31, 2026 100 (90–100)" in made.words


def test_without_an_open_journal_the_page_cannot_be_had(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(3))
    assert phone.get("/results/report.pdf?journal=yes").headers["Location"] == "/journal/open"
