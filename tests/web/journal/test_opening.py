"""How long a journal stays open, and what a phone remembers."""

import pytest

from tests.web.forms import hidden
from tests.web.journal_client import DAY, MONTH, World, words


def test_the_journal_closes_after_half_an_hour_without_use(world: World) -> None:
    phone = world.phone()
    passphrase = phone.start_journal(world.keyed(4))
    for _ in range(3):
        world.now += 29 * 60
        assert phone.saved() == 1
    world.now += 31 * 60
    answer = phone.get("/journal", follow_redirects=True)
    assert "locked itself" in answer.text
    assert phone.open_with(passphrase).status_code == 303


def test_the_journal_closes_after_half_a_day_however_much_it_is_used(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    for _ in range(30):
        world.now += 25 * 60
        if phone.get("/journal").status_code == 303:
            break
    else:
        pytest.fail("still open")
    assert world.now - 1_793_448_000 > 11 * 3600


def test_a_phone_remembers_only_when_asked_and_forgets_with_one_tap(world: World) -> None:
    phone = world.phone()
    passphrase = phone.start_journal(world.keyed(4))
    assert phone.get_cookie("steady-journal") is None
    phone.press(phone.journal(), "/journal/remember")
    world.now += MONTH
    assert phone.saved() == 1
    phone.press(phone.journal(), "/journal/forget")
    world.now += DAY
    assert phone.get("/journal").status_code == 303
    phone.open_with(passphrase, remember="y")
    world.now += DAY
    assert phone.saved() == 1


def test_a_phone_still_remembers_after_a_moment_in_which_the_servers_clock_is_a_year_ahead(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(3))
    phone.confirm_passphrase()
    phone.press(phone.journal(), "/journal/remember")
    world.now += 366 * DAY
    for address in ("/journal", "/journal/export.json", "/"):
        phone.get(address)
    world.now -= 366 * DAY
    assert phone.get("/journal").status_code == 200


def test_leaving_forgets_a_remembered_journal(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    phone.press(phone.journal(), "/journal/remember")
    phone.get("/leave")
    assert phone.get("/journal").status_code == 303
    assert phone.get_cookie("steady-journal") is None


def test_closing_everywhere_shuts_every_phone_out_at_once_and_the_words_still_open(world: World) -> None:
    first = world.phone()
    passphrase = first.start_journal(world.keyed(4))
    second = world.phone()
    second.open_with(passphrase, remember="y")
    first.press(first.journal(), "/journal/close-everywhere")
    for phone in (first, second):
        assert phone.get("/journal").status_code == 303
    assert "isn’t open here anymore" in second.get("/journal/open").text
    assert second.open_with(passphrase).status_code == 303


def test_a_remembered_journal_does_not_open_once_a_script_removed_the_mark_beside_it(world: World) -> None:
    phone = world.phone()
    phone.open_with(world.journal([3]), remember="y")
    mark = phone.get_cookie("stayed")
    assert mark and mark.value == "1" and not mark.http_only
    # What Safari leaves when somebody left without a signal: it drops a cookie set by a script after seven days.
    phone.delete_cookie("stayed")
    phone.delete_cookie("steady")
    assert phone.get("/journal").location == "/journal/open"
    assert "Continue to my journal" not in phone.get("/").text


def test_opening_another_journal_without_the_checkbox_ends_the_remembering(world: World) -> None:
    first, second = (world.phone().start_journal(world.keyed(value)) for value in (4, 2))
    phone = world.phone()
    phone.open_with(first, remember="y")
    phone.open_with(second)
    world.now += DAY
    assert phone.get("/journal").status_code == 303


def test_on_a_phone_that_remembers_somebody_elses_journal_one_can_begin_a_new_one(world: World) -> None:
    phone = world.phone()
    passphrase = phone.start_journal(world.keyed(4))
    phone.press(phone.journal(), "/journal/remember")
    world.now += DAY
    phone.press(phone.page("/results"), "/quiz/again") if phone.get("/results").status_code == 200 else None
    phone.send(world.keyed(2))
    page = phone.page("/results")
    forms = page.select('form[action="/journal/keep"]')
    assert len(forms) == 2
    assert "Not your journal" in page.select_one(".save-result details summary").get_text()  # type: ignore[union-attr]
    hidden = {str(field["name"]): str(field["value"]) for field in forms[1].select("input[type=hidden]")}
    own = words(phone.post("/journal/keep", data=hidden))
    assert own != passphrase
    assert phone.saved() == 1
    other = world.phone()
    other.open_with(passphrase)
    assert other.saved() == 1


def test_pictures_and_files_change_no_cookie(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    files = ["picture.svg", "1/profile.svg", "1/report.pdf", "export.json", "export.csv"]
    addresses = [*(f"/journal/{name}" for name in files), "/results/profile.svg", "/results/report.pdf?journal=yes"]
    for minutes in (20, 31):
        world.now += minutes * 60
        for address in addresses:
            assert "Set-Cookie" not in phone.get(address).headers, (minutes, address)
        assert "Set-Cookie" in phone.get("/journal").headers


@pytest.mark.parametrize(
    "address",
    [
        "/journal/picture.svg?ink=dark",
        "/journal/1/report.pdf",
        "/journal/export.json",
        "/results/report.pdf?journal=yes",
    ],
)
def test_a_picture_or_file_after_idle_minutes_changes_no_cookie_and_the_page_says_idle(
    world: World, address: str
) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    world.now += 31 * 60
    answer = phone.get(address)
    assert answer.headers["Location"] == "/journal/open"
    assert "Set-Cookie" not in answer.headers
    text = phone.get("/journal/open").text
    assert "locked itself because it wasn’t used" in text
    assert "isn’t open here anymore" not in text
    assert "locked itself" not in phone.get("/journal/open").text


def test_a_result_saved_after_idle_minutes_leads_to_the_new_journal_and_not_to_what_happened_to_the_old_one(
    world: World,
) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    world.now += 31 * 60
    phone.start_journal(world.keyed(2))
    journal = phone.get("/journal")
    assert journal.status_code == 200
    assert "locked itself" not in journal.text


@pytest.mark.parametrize("remembered", [False, True])
def test_a_file_of_a_journal_that_was_closed_elsewhere_changes_no_cookie_and_the_page_says_so(
    world: World, *, remembered: bool
) -> None:
    phone, other = world.phone(), world.phone()
    passphrase = phone.start_journal(world.keyed(4))
    if remembered:
        phone.press(phone.journal(), "/journal/remember")
        world.now += DAY
    other.open_with(passphrase)
    other.press(other.journal(), "/journal/close-everywhere")
    assert "Set-Cookie" not in phone.get("/journal/export.json").headers
    assert "isn’t open here anymore" in phone.get("/journal/open").text
    assert phone.get_cookie("steady-journal") is None


def test_a_clock_that_is_set_back_loses_nothing(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    phone.press(phone.journal(), "/journal/remember")
    world.now -= 3600
    assert phone.get("/results").status_code == 200
    assert phone.saved() == 1


def test_a_late_response_to_deleting_a_result_does_not_open_a_journal_locked_meanwhile(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    page = phone.confirm_passphrase()
    # A tab on a slow line: its request went out before the journal was locked, and its response comes after.
    slow = world.phone()
    slow.use_session(phone.session_cookies())
    sent = hidden(slow.get("/journal/1").text, "/journal/remove")
    assert sent
    late = slow.post("/journal/remove", data=sent)
    phone.press(page, "/journal/close")
    for cookie in late.headers.getlist("Set-Cookie"):
        name, _, value = cookie.partition(";")[0].partition("=")
        phone.set_cookie(name, value)
    assert phone.get("/journal").status_code == 303
