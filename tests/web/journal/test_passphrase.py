"""The seven words: shown until they are confirmed, changed without a gap, and nowhere else."""

import re

import pytest
from bs4 import BeautifulSoup

from tests.web.journal_client import MONTH, World, words


def test_a_reload_shows_the_words_again_until_the_person_says_that_they_have_them(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    page = phone.page("/results")
    first = words(phone.press(page, "/journal/keep"))
    assert "Have you saved your seven words?" in phone.journal().get_text()
    assert words(phone.press(page, "/journal/keep")) == first
    assert "Have you saved your seven words?" not in phone.confirm_passphrase().get_text()
    assert phone.press(page, "/journal/keep").headers["Location"] == "/journal"
    assert phone.saved() == 1


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
            phone.press(phone.new_passphrase()[0], "/journal/words/use")
            phone.press(phone.journal(), "/journal/close")
        case _:
            phone.press(phone.journal(), f"/journal/{way}")
    assert phone.get("/journal").status_code == 303
    assert phone.press(page, "/journal/keep").status_code == 303
    assert phone.get("/journal").status_code == 303
    opens = world.phone().open_with(old).status_code
    assert opens == (422 if way in {"delete", "new words"} else 303)


def test_new_words_take_effect_at_the_second_tap_and_end_the_old_ones(world: World) -> None:
    phone = world.phone()
    old = phone.start_journal(world.keyed(4))
    other = world.phone()
    other.open_with(old, remember="y")
    page, new = phone.new_passphrase()
    assert other.saved() == 1
    assert phone.press(page, "/journal/words/use").status_code == 303
    assert "Use your new words from now on." in phone.journal().get_text()
    assert other.get("/journal").status_code == 303
    assert world.phone().open_with(old).status_code == 422
    assert world.phone().open_with(new).status_code == 303
    assert phone.saved() == 1


def test_a_page_with_new_words_that_is_loaded_again_shows_the_same_ones(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    page = phone.journal()
    first = words(phone.press(page, "/journal/words"))
    assert words(phone.press(page, "/journal/words")) == first


def test_new_words_sent_twice_work_once(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    page, _ = phone.new_passphrase()
    cookies = phone.session_cookies()
    phone.press(page, "/journal/words/use")
    phone.use_session(cookies)
    assert phone.press(page, "/journal/words/use").status_code == 303
    assert phone.saved() == 1


def test_a_phone_that_was_shut_out_is_shown_no_new_words(world: World) -> None:
    phone = world.phone()
    passphrase = phone.start_journal(world.keyed(4))
    other = world.phone()
    other.open_with(passphrase)
    page = other.journal()
    phone.press(phone.new_passphrase()[0], "/journal/words/use")
    assert other.press(page, "/journal/words").headers["Location"] == "/journal/open"


def test_what_is_offered_in_one_browser_can_be_used_in_no_other(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    stolen = phone.page("/results").select_one(".save-result input[name=code]")
    assert stolen
    thief = world.phone()
    thief.send(world.keyed(4))
    token = thief.page("/results").select_one("input[name=csrf_token]")
    assert token
    data = {"csrf_token": token["value"], "code": stolen["value"]}
    assert thief.post("/journal/keep", data=data).status_code == 303
    assert thief.post("/journal/words/file", data=data).status_code == 303


def test_the_words_can_be_saved_as_a_file_with_a_name_that_says_nothing(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    answer = phone.press(phone.page("/results"), "/journal/keep")
    page = BeautifulSoup(answer.text, "html.parser")
    saved = phone.press(page, "/journal/words/file")
    assert saved.text.strip() == words(answer)
    assert saved.headers["Content-Disposition"] == "attachment; filename=steady.txt"


def test_a_password_app_is_shown_the_words_as_a_new_password_and_the_next_page_asks_for_none(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    answer = phone.press(phone.page("/results"), "/journal/keep")
    for action, again in (("/journal/words/again", answer), ("/journal/words", None)):
        first = again or phone.press(phone.journal(), action)
        page = BeautifulSoup(first.text, "html.parser")
        form = page.select_one(f'form.password-app-form[action="{action}"]')
        assert form
        kinds = {str(field["autocomplete"]): field["value"] for field in form.select("[autocomplete]")}
        assert kinds == {"username": "Journal, October 31, 2026", "new-password": words(first)}
        sent = {str(field["name"]): str(field["value"]) for field in form.select("input")}
        after = phone.post(action, data=sent)
        assert words(after) == words(first)
        assert not BeautifulSoup(after.text, "html.parser").select("[type=password]")


def test_once_the_words_are_confirmed_a_password_app_s_page_shows_them_to_nobody(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    page = BeautifulSoup(phone.press(phone.page("/results"), "/journal/keep").text, "html.parser")
    assert words(phone.press(page, "/journal/words/again"))
    phone.press(page, "/journal/words/noted")
    assert phone.press(page, "/journal/words/again").headers["Location"] == "/journal"


def test_a_password_app_finds_where_to_type_the_words_back_once_they_are_hidden(world: World) -> None:
    phone = world.phone()
    answer = phone.press(phone.page("/journal/open"), "/journal/open", hide="1")
    form = BeautifulSoup(answer.text, "html.parser").select_one("form.open-form")
    assert form
    kinds = {str(field["autocomplete"]): field.has_attr("hidden") for field in form.select("[autocomplete]")}
    assert kinds == {"username": True, "current-password": False}


def test_the_words_are_shown_while_typing_and_can_be_hidden_without_a_script(world: World) -> None:
    phone = world.phone()
    page = phone.page("/journal/open")
    for button, kind, shown in (("", "text", True), ("hide", "password", False), ("show", "text", True)):
        if button:
            fields = {button: "1", "words": "dimmer egging", "remember": "y"}
            page = BeautifulSoup(phone.press(page, "/journal/open", **fields).text, "html.parser")
        field, remember = page.select_one("#words"), page.select_one("[name=remember]")
        assert field and remember
        assert (field["type"], field["value"]) == (kind, "dimmer egging" if button else "")
        assert field["autocomplete"] == ("off" if shown else "current-password")
        assert remember.has_attr("checked") == bool(button)
        assert [str(each["name"]) for each in page.select("button[formnovalidate]")] == ["hide" if shown else "show"]


def test_a_page_translator_leaves_every_word_as_it_is(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    answer = phone.press(phone.page("/results"), "/journal/keep")
    passphrase = words(answer).split()
    new_page, new = phone.new_passphrase()
    wrong = ["outcas", *passphrase[1:]]
    mistakes = world.phone().open_with(" ".join(wrong)).text
    for text, kept in ((answer.text, passphrase), (str(new_page), new.split()), (mistakes, [*wrong, "outcast"])):
        assert set(kept) <= set(re.findall("[a-z]+", translated(text)))
    assert "Please write them down now." not in translated(answer.text)


def translated(text: str) -> str:
    """Return what a page translator makes of a page's texts and fields: it turns letters around where it may."""
    page = BeautifulSoup(text, "html.parser")
    shown = [
        str(part)[:: 1 if part.find_parent(translate="no") else -1]
        for part in page.find_all(string=True)
        if part.parent
    ]
    fields = [
        str(field["value"])[:: 1 if field.get("translate") == "no" else -1] for field in page.select("input[value]")
    ]
    assert all("notranslate" in tag["class"] for tag in page.select("[translate=no]"))
    return " ".join([*shown, *(field for field in fields)])


def test_the_journal_can_be_remembered_with_the_tap_that_confirms_the_words(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    page = BeautifulSoup(phone.press(phone.page("/results"), "/journal/keep").text, "html.parser")
    box = page.select_one('form[action="/journal/words/noted"] input[name=remember]')
    assert box and not box.has_attr("checked")
    assert "only if nobody else uses it" in str(box.find_parent("label"))
    phone.press(page, "/journal/words/noted")
    assert phone.get_cookie("steady-journal") is None
    phone.press(page, "/journal/words/noted", remember="y")
    assert "opens your journal without the words" in phone.journal().get_text()
    world.now += MONTH
    assert phone.saved() == 1


def test_a_journal_that_is_closed_is_not_remembered(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    page = BeautifulSoup(phone.press(phone.page("/results"), "/journal/keep").text, "html.parser")
    world.now += 31 * 60
    assert phone.press(page, "/journal/words/noted", remember="y").headers["Location"] == "/journal/open"
    assert phone.get_cookie("steady-journal") is None


def test_new_words_confirmed_too_late_are_said_to_be_unused(world: World) -> None:
    phone = world.phone()
    old = phone.start_journal(world.keyed(4))
    page, _ = phone.new_passphrase()
    world.now += 31 * 60
    answer = phone.press(page, "/journal/words/use")
    assert "please enter your old ones" in phone.get(str(answer.location)).text
    assert phone.open_with(old).status_code == 303


def test_the_words_are_in_no_cookie_or_address_and_on_no_page_before_the_tap(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    page = phone.page("/results")
    answer = phone.press(page, "/journal/keep")
    with phone.session_transaction() as session:
        cookies = dict(session)
    passphrase = words(answer)
    later = phone.page("/journal")
    # What another person's pages say is nobody's secret: they have ordinary words of their own, such as "hidden".
    other = world.phone()
    other.send(world.keyed(4))
    before = other.page("/results")
    other.press(before, "/journal/keep")
    ordinary = f"{before}{other.page('/journal')}"
    secret = [word for word in passphrase.split() if word not in ordinary]
    assert secret
    for text in (str(page), str(cookies), str(later)):
        assert passphrase not in text
        assert not [word for word in secret if f">{word}<" in text or f'"{word}"' in text]
    assert cookies
