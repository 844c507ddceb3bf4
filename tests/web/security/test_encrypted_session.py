"""The session cookie: only what the server encrypted is read, only while it is fresh, and only as a session."""

import string
from collections.abc import Iterator

from flask import Flask
from flask.testing import FlaskClient

from tests.application import SECRET, make_app
from tests.web.journal_client import DAY, World

BASE64 = string.ascii_letters + string.digits + "-_"


def opens(app: Flask, cookie: str) -> bool:
    """Return whether a session cookie still opens the journal."""
    client = FlaskClient(app, app.response_class)
    client.set_cookie("steady", cookie)
    answer = client.get("/journal")
    assert answer.status_code in {200, 303}
    return answer.status_code == 200


def cookie_of(world: World, name: str = "steady") -> str:
    """Return the cookie of somebody who has just opened a journal."""
    phone = world.phone()
    phone.open_with(world.journal([3]), remember="y")
    return phone.cookie(name)


def forged(cookie: str) -> Iterator[str]:
    """Change each character, cut at each place from both ends, and lengthen."""
    length, bare = len(cookie), cookie.rstrip("=")
    # The last character has bits that base64 does not use.
    changed = [BASE64[BASE64.index(c) ^ 32] if c in BASE64 else "A" for c in cookie[:-2]]
    yield from (cookie[:n] + c + cookie[n + 1 :] for n, c in enumerate(changed))
    yield from (cookie[:n] for n in range(length))
    yield from (cookie[n:] for n in range(1, length))
    yield from (part for c in BASE64 for part in (bare + c, c + bare))
    yield from (bare * 2, cookie.swapcase(), "x", "é", "A" * 4000)


def test_a_cookie_with_any_changed_character_is_refused(world: World) -> None:
    cookie = cookie_of(world)
    assert opens(world.app, cookie)
    tries = list(forged(cookie))
    assert len(tries) > 1000
    assert not [one for one in tries if opens(world.app, one)]


def test_two_cookies_with_the_same_content_look_different(world: World) -> None:
    first, second = (world.phone() for _ in range(2))
    first.open_with(world.journal([3]))
    cookie = first.cookie()
    second.set_cookie("steady", cookie)
    world.now += 120
    second.get("/journal")
    first.get("/journal")
    cookies = {phone.cookie() for phone in (first, second)}
    assert len(cookies) == 2
    assert all(opens(world.app, cookie) for cookie in cookies)


def test_another_secret_does_not_open_it_and_a_fallback_does(world: World) -> None:
    cookie = cookie_of(world)
    for fallbacks, opened in ([], False), ([SECRET], True):
        settings = {"SECRET_KEY": "another secret for tests", "SECRET_KEY_FALLBACKS": fallbacks}
        app = make_app({"DATABASE_URL": world.database_url, **settings}, lambda: world.now)
        assert opens(app, cookie) is opened


def test_a_cookie_that_was_not_used_for_three_days_is_refused(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    world.now += 3 * DAY
    assert phone.get("/results").status_code == 200
    cookie = phone.cookie()
    world.now += 3 * DAY + 1
    phone.set_cookie("steady", cookie)
    assert phone.get("/results").status_code == 404


def test_what_was_encrypted_for_one_purpose_is_read_for_no_other(world: World) -> None:
    remembered = cookie_of(world, "steady-journal")
    assert not opens(world.app, remembered)
    phone = world.phone()
    phone.set_cookie("steady-journal", cookie_of(world))
    assert phone.get("/journal").status_code == 303


def test_a_session_ends_after_a_week_however_much_it_is_used_and_no_answer_on_the_page_is_lost(
    world: World,
) -> None:
    phone, answers = world.phone(), world.keyed(4)
    phone.send(answers)
    for _ in range(7):
        world.now += DAY
        assert phone.get("/results").status_code == 200
        assert phone.post("/discreet", data={"csrf_token": phone.token()}).status_code == 303
    page = phone.page("/quiz")
    copied = phone.cookie()
    world.now += 1
    ended = phone.get("/results")
    assert ended.status_code == 404
    assert "they expired after a few days" in ended.text
    thief = world.phone()
    thief.set_cookie("steady", copied)
    assert thief.get("/results").status_code == 404
    assert phone.press(page, "/quiz", **{f"q-{id_}": value for id_, value in answers.items()}).location == "/quiz"
    assert "Your answers are all here." in phone.page("/quiz").get_text()
    world.now += DAY
    phone.send(answers)
    assert phone.get("/results").status_code == 200
