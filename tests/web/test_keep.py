"""Keeping a result and opening the journal: on any phone, once and safely."""

import io
import time

import pytest
from bs4 import BeautifulSoup

from quiz.journal.database import Unavailable
from quiz.journal.store import Journals
from tests.application import make_app
from tests.web.journal_client import DAY, MONTH, JournalClient, World, database_files, words


@pytest.fixture
def world() -> World:
    return World()


def results_in(client: JournalClient) -> int:
    return len(client.journal().select(".history tbody tr"))


def test_one_tap_keeps_a_result_and_shows_seven_words(world: World) -> None:
    phone = world.phone()
    code = phone.begin(world.keyed(4))
    assert len(code.split()) == 7
    assert results_in(phone) == 1


def test_what_losing_the_words_means_is_said_before_anything_is_kept(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    button = phone.page("/results").select_one('form[action="/journal/keep"]')
    assert button
    said = button.find_previous("p")
    assert said and "nobody can open it again, not even us" in said.get_text()


def test_nothing_is_stored_until_the_tap(world: World) -> None:
    before = database_files(world.app)
    phone = world.phone()
    phone.send(world.keyed(4))
    phone.get("/results")
    phone.get("/results/profile.svg")
    assert database_files(world.app) == before


@pytest.mark.parametrize(
    "written",
    [str.upper, lambda code: code.replace(" ", "-"), lambda code: code.replace(" ", ""), lambda code: f" {code}. \n"],
    ids=["capitals", "hyphens", "no spaces", "stray signs"],
)
def test_another_phone_opens_the_journal_however_the_words_are_written(world: World, written: object) -> None:
    code = world.phone().begin(world.keyed(4))
    other = world.phone()
    assert callable(written)
    assert other.open_with(written(code)).status_code == 303
    assert results_in(other) == 1


def test_a_mistyped_word_is_named_with_its_neighbours_and_what_was_typed_stays(world: World) -> None:
    code = world.phone().begin(world.keyed(4))
    wrong = code.split()[0] + "x"
    answer = world.phone().open_with(code.replace(code.split()[0], wrong, 1))
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    assert f"“{code.split()[0]}”" in page.select_one("#wrong").get_text()  # type: ignore[union-attr]
    assert wrong in str(page.select_one("input[name=words]")["value"])  # type: ignore[index]


def test_an_unknown_and_a_deleted_journal_give_the_same_answer(world: World) -> None:
    phone = world.phone()
    code = phone.begin(world.keyed(4))
    phone.press(phone.journal(), "/journal/delete")
    never = " ".join(reversed(code.split()))
    pages = []
    for typed in (code, never):
        answer = world.phone().open_with(typed)
        assert answer.status_code == 422
        page = BeautifulSoup(answer.text, "html.parser")
        for field in page.select("input[type=hidden], input[name=words]"):
            field.decompose()
        pages.append(str(page))
    assert pages[0] == pages[1]


@pytest.mark.parametrize("typed", ["", "   ", "one two three", "é" * 300, "\0", "-" * 50])
def test_anything_else_in_the_field_is_refused_kindly(world: World, typed: str) -> None:
    answer = world.phone().open_with(typed)
    assert answer.status_code == 422
    assert "your seven words" in answer.text.lower()


def test_a_retake_with_the_journal_open_offers_to_add_itself(world: World) -> None:
    phone = world.phone()
    phone.begin(world.keyed(4))
    world.now += 60
    assert phone.keep(world.keyed(2)).headers["Location"] == "/journal"
    assert results_in(phone) == 2
    assert "It is in your journal" in phone.get("/results").text


def test_a_result_taken_before_the_journal_was_opened_waits_to_be_added(world: World) -> None:
    code = world.phone().begin(world.keyed(4))
    phone = world.phone()
    phone.send(world.keyed(2))
    phone.open_with(code)
    assert phone.press(phone.journal(), "/journal/keep").status_code == 303
    assert results_in(phone) == 2
    assert not phone.journal().select('form[action="/journal/keep"]')


def test_a_tap_that_comes_twice_keeps_once_and_shows_the_same_words(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    page = phone.page("/results")
    twin = world.phone()
    cookie = phone.get_cookie("steady")
    assert cookie
    twin.set_cookie("steady", cookie.value)
    first = words(phone.press(page, "/journal/keep"))
    # The first answer was lost on the way: the same page sends again, from a browser that got no new cookie.
    assert words(twin.press(page, "/journal/keep")) == first
    assert results_in(twin) == 1


def test_a_reload_shows_the_words_again_until_the_person_says_that_they_have_them(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    page = phone.page("/results")
    first = words(phone.press(page, "/journal/keep"))
    assert "not told us yet" in phone.journal().get_text()
    assert words(phone.press(page, "/journal/keep")) == first
    assert "not told us yet" not in phone.note().get_text()
    assert phone.press(page, "/journal/keep").headers["Location"] == "/journal"
    assert results_in(phone) == 1


@pytest.mark.parametrize("way", ["close", "close-everywhere", "delete", "idle", "half a day", "new words"])
def test_the_page_with_the_words_sent_again_opens_nothing_that_was_closed(world: World, way: str) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    page = phone.page("/results")
    old = words(phone.press(page, "/journal/keep"))
    match way:
        case "idle":
            world.now += 31 * 60
        case "half a day":
            world.now += 13 * 3600
        case "new words":
            phone.press(phone.new_words()[0], "/journal/words/use")
            phone.press(phone.journal(), "/journal/close")
        case _:
            phone.press(phone.journal(), f"/journal/{way}")
    assert phone.get("/journal").status_code == 303
    assert phone.press(page, "/journal/keep").status_code == 303
    assert phone.get("/journal").status_code == 303
    opens = world.phone().open_with(old).status_code
    assert opens == (422 if way in {"delete", "new words"} else 303)


def test_looking_at_the_answers_again_makes_no_second_result_but_changing_one_does(world: World) -> None:
    phone = world.phone()
    phone.begin(world.keyed(4))
    phone.send(world.keyed(4))
    assert "It is in your journal" in phone.get("/results").text
    phone.send({**world.keyed(4), "burden-sorry": "1"})
    assert phone.press(phone.page("/results"), "/journal/keep").status_code == 303
    assert results_in(phone) == 2


def test_the_same_answers_a_month_later_are_a_result_of_their_own(world: World) -> None:
    phone = world.phone()
    phone.begin(world.keyed(4))
    world.now += 60
    phone.keep(world.keyed(4))
    assert results_in(phone) == 2


def test_the_journal_closes_after_half_an_hour_without_use(world: World) -> None:
    phone = world.phone()
    code = phone.begin(world.keyed(4))
    for _ in range(3):
        world.now += 29 * 60
        assert results_in(phone) == 1
    world.now += 31 * 60
    answer = phone.get("/journal", follow_redirects=True)
    assert "closed by itself" in answer.text
    assert phone.open_with(code).status_code == 303


def test_the_journal_closes_after_half_a_day_however_much_it_is_used(world: World) -> None:
    phone = world.phone()
    phone.begin(world.keyed(4))
    for _ in range(30):
        world.now += 25 * 60
        if phone.get("/journal").status_code == 303:
            break
    else:
        pytest.fail("still open")
    assert world.now - 1_793_448_000 > 11 * 3600


def test_a_phone_remembers_only_when_asked_and_forgets_with_one_tap(world: World) -> None:
    phone = world.phone()
    code = phone.begin(world.keyed(4))
    assert phone.get_cookie("steady-journal") is None
    phone.press(phone.journal(), "/journal/remember")
    world.now += MONTH
    assert results_in(phone) == 1
    phone.press(phone.journal(), "/journal/forget")
    world.now += DAY
    assert phone.get("/journal").status_code == 303
    phone.open_with(code, remember="y")
    world.now += DAY
    assert results_in(phone) == 1


def test_leaving_forgets_a_remembered_journal(world: World) -> None:
    phone = world.phone()
    phone.begin(world.keyed(4))
    phone.press(phone.journal(), "/journal/remember")
    phone.get("/leave")
    assert phone.get("/journal").status_code == 303
    assert phone.get_cookie("steady-journal") is None


def test_closing_everywhere_shuts_every_phone_out_at_once_and_the_words_still_open(world: World) -> None:
    first = world.phone()
    code = first.begin(world.keyed(4))
    second = world.phone()
    second.open_with(code, remember="y")
    first.press(first.journal(), "/journal/close-everywhere")
    for phone in (first, second):
        assert phone.get("/journal").status_code == 303
    assert "not open here any more" in second.get("/journal/open").text
    assert second.open_with(code).status_code == 303


def test_new_words_take_effect_at_the_second_tap_and_end_the_old_ones(world: World) -> None:
    phone = world.phone()
    old = phone.begin(world.keyed(4))
    other = world.phone()
    other.open_with(old, remember="y")
    page, new = phone.new_words()
    assert results_in(other) == 1
    assert phone.press(page, "/journal/words/use").status_code == 303
    assert "Only the new words open your journal now." in phone.journal().get_text()
    assert other.get("/journal").status_code == 303
    assert world.phone().open_with(old).status_code == 422
    assert world.phone().open_with(new).status_code == 303
    assert results_in(phone) == 1


def test_a_page_with_new_words_that_is_loaded_again_shows_the_same_ones(world: World) -> None:
    phone = world.phone()
    phone.begin(world.keyed(4))
    page = phone.journal()
    first = words(phone.press(page, "/journal/words"))
    assert words(phone.press(page, "/journal/words")) == first


def test_new_words_sent_twice_work_once(world: World) -> None:
    phone = world.phone()
    phone.begin(world.keyed(4))
    page, _ = phone.new_words()
    cookie = phone.get_cookie("steady")
    assert cookie
    phone.press(page, "/journal/words/use")
    phone.set_cookie("steady", cookie.value)
    assert phone.press(page, "/journal/words/use").status_code == 303
    assert results_in(phone) == 1


def test_a_phone_that_was_shut_out_is_shown_no_new_words(world: World) -> None:
    phone = world.phone()
    code = phone.begin(world.keyed(4))
    other = world.phone()
    other.open_with(code)
    page = other.journal()
    phone.press(phone.new_words()[0], "/journal/words/use")
    assert other.press(page, "/journal/words").headers["Location"] == "/journal/open"


def test_opening_another_journal_without_the_tick_ends_the_remembering(world: World) -> None:
    first, second = (world.phone().begin(world.keyed(value)) for value in (4, 2))
    phone = world.phone()
    phone.open_with(first, remember="y")
    phone.open_with(second)
    world.now += DAY
    assert phone.get("/journal").status_code == 303


def test_on_a_phone_that_remembers_somebody_elses_journal_one_can_begin_a_new_one(world: World) -> None:
    phone = world.phone()
    code = phone.begin(world.keyed(4))
    phone.press(phone.journal(), "/journal/remember")
    world.now += DAY
    phone.press(phone.page("/results"), "/quiz/again") if phone.get("/results").status_code == 200 else None
    phone.send(world.keyed(2))
    page = phone.page("/results")
    forms = page.select('form[action="/journal/keep"]')
    assert len(forms) == 2
    assert "not mine" in page.select_one(".keep details summary").get_text()  # type: ignore[union-attr]
    hidden = {str(field["name"]): str(field["value"]) for field in forms[1].select("input[type=hidden]")}
    own = words(phone.post("/journal/keep", data=hidden))
    assert own != code
    assert results_in(phone) == 1
    other = world.phone()
    other.open_with(code)
    assert results_in(other) == 1


def test_what_is_offered_in_one_browser_can_be_used_in_no_other(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    stolen = phone.page("/results").select_one(".keep input[name=code]")
    assert stolen
    thief = world.phone()
    thief.send(world.keyed(4))
    token = thief.page("/results").select_one("input[name=csrf_token]")
    assert token
    data = {"csrf_token": token["value"], "code": stolen["value"]}
    assert thief.post("/journal/keep", data=data).status_code == 303
    assert thief.post("/journal/words/file", data=data).status_code == 303


def test_pictures_and_files_change_no_cookie(world: World) -> None:
    phone = world.phone()
    phone.begin(world.keyed(4))
    world.now += 20 * 60
    for address in ("picture.svg", "1/profile.svg", "1/report.pdf", "export.json", "export.csv"):
        assert "Set-Cookie" not in phone.get(f"/journal/{address}").headers
    assert "Set-Cookie" not in phone.get("/results/profile.svg").headers
    assert "Set-Cookie" in phone.get("/journal").headers


def test_a_clock_that_is_set_back_loses_nothing(world: World) -> None:
    phone = world.phone()
    phone.begin(world.keyed(4))
    phone.press(phone.journal(), "/journal/remember")
    world.now -= 3600
    assert phone.get("/results").status_code == 200
    assert results_in(phone) == 1


@pytest.mark.parametrize("body", [b"5", b"[1, 2]", b'"s"', b"{}", b'{"words": 5}', b'{"code": 5}', b"{"])
@pytest.mark.parametrize("action", ["keep", "open", "close", "remove", "words", "words/use", "words/file", "import"])
def test_what_is_no_form_is_refused(world: World, action: str, body: bytes) -> None:
    answer = world.phone().post(f"/journal/{action}", data=body, content_type="application/json")
    assert answer.status_code in {303, 422}


@pytest.mark.parametrize("field", ["words", "code", "result", "csrf_token"])
@pytest.mark.parametrize("action", ["open", "remove", "words", "words/file", "import"])
def test_a_file_where_words_belong_is_refused(world: World, action: str, field: str) -> None:
    phone = world.phone()
    phone.begin(world.keyed(4))
    data = {"csrf_token": phone.token(), field: (io.BytesIO(b"x"), "x.txt")}
    assert phone.post(f"/journal/{action}", data=data).status_code in {303, 422}


def test_a_field_where_a_file_belongs_is_refused(world: World) -> None:
    phone = world.phone()
    phone.begin(world.keyed(4))
    assert phone.post("/journal/import", data={"csrf_token": phone.token(), "file": "x"}).status_code == 422


def test_a_long_list_of_unknown_words_is_answered_soon(world: World) -> None:
    began = time.process_time()
    world.phone().open_with(" ".join(f"qxz{number}abandonmen" for number in range(2000)))
    assert time.process_time() - began < 5


def test_the_words_can_be_saved_as_a_file_with_a_name_that_says_nothing(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    answer = phone.press(phone.page("/results"), "/journal/keep")
    page = BeautifulSoup(answer.text, "html.parser")
    saved = phone.press(page, "/journal/words/file")
    assert saved.text.strip() == words(answer)
    assert saved.headers["Content-Disposition"] == "attachment; filename=steady.txt"


def test_the_words_are_in_no_cookie_or_address_and_on_no_page_before_the_tap(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    page = phone.page("/results")
    answer = phone.press(page, "/journal/keep")
    with phone.session_transaction() as session:
        cookies = dict(session)
    code = words(answer)
    later = phone.get("/journal").text
    for text in (str(page), str(cookies), later):
        assert code not in text
        assert sum(f">{word}<" in text or f'"{word}"' in text for word in code.split()) == 0
    assert cookies


@pytest.mark.parametrize("place", ["add", "make"])
def test_when_the_database_does_not_answer_nothing_is_lost(
    world: World, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    phone = world.phone()
    if place == "add":
        phone.begin(world.keyed(2))
    phone.send(world.keyed(4))
    page = phone.page("/results")

    def fail(*_: object) -> None:
        raise Unavailable

    with monkeypatch.context() as broken:
        broken.setattr(Journals, place, fail)
        refused = phone.press(page, "/journal/keep")
        assert refused.status_code == 503
        assert refused.headers["Retry-After"]
    assert phone.get("/results").status_code == 200
    assert phone.press(page, "/journal/keep").status_code in {200, 303}


def test_an_unusable_database_is_named_at_the_start_without_its_password() -> None:
    with pytest.raises(SystemExit) as refused:
        make_app({"DATABASE_URL": "postgresql://someone:hush@127.0.0.1:1/none"})
    assert "QUIZ_DATABASE_URL" in str(refused.value)
    assert "hush" not in str(refused.value)
    with pytest.raises(SystemExit, match="mysql is not supported"):
        make_app({"DATABASE_URL": "mysql://localhost/x"})
