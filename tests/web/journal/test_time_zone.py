"""Dates are the reader's own, and nothing else depends on the reader's time zone."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from pypdf import PdfReader

from quiz.advice.situation import FIRST_PERIOD, PERIOD
from quiz.web.journal.look_again import look_again_on
from quiz.web.rendering.time_zone import shown_day
from tests.web.journal_client import DAY, START, JournalClient, World, words
from tests.web.page_client import PageClient

NIGHT = START - 8 * 3600
"""Four in the morning on October 31, 2026, in UTC: still the day before in Los Angeles, the evening in Kiritimati."""
ZONES = {
    "": "October 31, 2026",
    "UTC": "October 31, 2026",
    "America/Los_Angeles": "October 30, 2026",
    "Asia/Calcutta": "October 31, 2026",
    "Pacific/Kiritimati": "October 31, 2026",
}
HOSTILE = [
    "Mars/Olympus",
    "../../../etc/passwd",
    "/etc/localtime",
    "posix/Europe",
    "Europe",
    "europe/berlin",
    "<script>alert(1)</script>",
    "Europe/Berlin%0d%0aSet-Cookie:x=1",
    "\x00",
    "Etc/Unknown",
    "A" * 4000,
]


@pytest.fixture
def night(world: World) -> Iterator[World]:
    """Return the shared server by night."""
    world.now = NIGHT
    yield world
    world.now = START


def phone_in(world: World, zone: str) -> JournalClient:
    """Return a browser whose script told its time zone."""
    phone = world.phone()
    if zone:
        phone.set_cookie("steady-zone", zone)
    return phone


def pdf_text(phone: JournalClient, address: str) -> str:
    """Return a PDF as text."""
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(phone.get(address).data)).pages)


@pytest.mark.parametrize(("zone", "day"), ZONES.items())
def test_every_date_is_that_of_the_readers_zone(night: World, zone: str, day: str) -> None:
    phone = phone_in(night, zone)
    page = phone.save_result(night.keyed(4)).text
    assert f"Journal, {day}" in page
    assert day in phone.page("/journal/1").get_text()
    short = day.replace("October", "Oct")
    assert short in str(phone.journal().select_one(".history"))
    assert short in phone.get("/journal/picture.svg").text
    for address in ("/journal/1/report.pdf", "/results/report.pdf"):
        assert day in " ".join(pdf_text(phone, address).split())


def test_late_on_one_day_is_the_next_day_in_kiritimati(world: World) -> None:
    phone = phone_in(world, "Pacific/Kiritimati")
    phone.start_journal(world.keyed(4))
    assert "November 1, 2026" in phone.page("/journal/1").get_text()


def test_two_results_of_two_days_in_utc_can_be_of_one_day_for_the_reader(night: World) -> None:
    phone = phone_in(night, "America/Los_Angeles")
    phone.start_journal(night.keyed(4))
    night.now -= 5 * 3600
    phone.save_result(night.keyed(2))
    assert phone.journal().get_text().count("Oct 30, 2026") >= 2
    assert "Oct 31, 2026" not in phone.journal().get_text()


@pytest.mark.parametrize("zone", HOSTILE)
def test_a_zone_that_does_not_exist_is_the_servers_and_is_nowhere_repeated(night: World, zone: str) -> None:
    phone = phone_in(night, zone)
    phone.start_journal(night.keyed(4))
    text = phone.get("/journal").text
    assert "Oct 31, 2026" in text
    assert "Dates follow this site’s clock, UTC." in text
    assert zone not in text.replace("steady-zone", "")
    assert phone.get("/journal/1/report.pdf").status_code == 200


def test_the_journal_says_whose_dates_it_has_only_while_they_are_the_servers(night: World) -> None:
    phone = phone_in(night, "")
    phone.start_journal(night.keyed(4))
    assert "Dates follow this site’s clock, UTC." in phone.get("/journal").text
    phone.set_cookie("steady-zone", "Europe/Berlin")
    assert "this site’s clock" not in phone.get("/journal").text


def test_the_step_whose_turn_it_is_is_the_same_in_every_zone_on_page_paper_and_in_the_journal(world: World) -> None:
    # An hour before the next step has its turn in UTC: it has it in half of the world.
    turn = datetime.combine(FIRST_PERIOD + 11 * PERIOD, time(), UTC)
    world.now = turn.timestamp() - 3600
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    steps = set()
    for zone in ("", "Pacific/Kiritimati", "America/Los_Angeles"):
        phone.set_cookie("steady-zone", zone)
        for place in ("/results", "/journal/1"):
            step = phone.page(place).select_one(".small-step p")
            assert step
            steps.add(" ".join(step.get_text().split()))
            paper = "".join(pdf_text(phone, f"{place}/report.pdf").split())
            assert "".join(step.get_text().split())[:40] in paper
    assert len(steps) == 1


def test_leaving_forgets_the_zone(world: World) -> None:
    phone = phone_in(world, "Europe/Berlin")
    phone.get("/leave")
    assert phone.get_cookie("steady-zone") is None


def test_a_phone_that_left_without_a_signal_loses_the_zone_with_its_next_request(world: World) -> None:
    phone = phone_in(world, "Europe/Berlin")
    phone.set_cookie("left", "1")
    phone.get("/")
    assert phone.get_cookie("steady-zone") is None


@pytest.mark.parametrize("address", ["/", "/about", "/help", "/ideas"])
def test_public_pages_are_shared_whatever_the_zone_and_ask_for_none(client: PageClient, address: str) -> None:
    plain = client.get(address)
    client.set_cookie("steady-zone", "Pacific/Kiritimati")
    with_zone = client.get(address)
    assert with_zone.headers["ETag"] == plain.headers["ETag"]
    assert with_zone.data == plain.data
    assert "steady-zone" not in plain.text
    assert "Set-Cookie" not in with_zone.headers


def test_a_saved_result_says_when_to_look_again(night: World) -> None:
    phone = phone_in(night, "America/Los_Angeles")
    phone.send(night.keyed(4))
    assert "a good time to check in again" not in phone.get("/results").text
    assert words(phone.press(phone.page("/results"), "/journal/keep"))
    assert "Around November 27 is a good time to check in again." in phone.get("/results").text
    night.now += 31 * 60
    assert "Around November 27 is a good time to check in again." in phone.get("/results").text


def test_the_journal_says_when_to_look_again_until_that_day_is_past(world: World) -> None:
    phone = world.phone()
    passphrase = phone.start_journal(world.keyed(4))
    assert str(phone.journal()).count("November 28") == 1
    world.now += 29 * DAY
    later = world.phone()
    later.open_with(passphrase)
    assert "November 28" not in later.journal().get_text()


@pytest.mark.parametrize(("zone", "last"), [("", 28), ("America/Los_Angeles", 27), ("Pacific/Kiritimati", 27)])
def test_nobody_is_reminded_once_the_day_is_past(night: World, zone: str, last: int) -> None:
    finished_at = datetime.fromtimestamp(NIGHT, UTC)
    with night.app.test_request_context(headers={"Cookie": f"steady-zone={zone}"}):
        assert look_again_on(finished_at) == shown_day(finished_at) + timedelta(weeks=4)
        night.now = NIGHT + last * DAY + 12 * 3600
        assert look_again_on(finished_at) is not None
        night.now = NIGHT + last * DAY + 36 * 3600
        assert look_again_on(finished_at) is None
