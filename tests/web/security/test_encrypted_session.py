"""The session cookie: only what the server encrypted is read, only while it is fresh, and only as a session."""

from collections.abc import Iterator, Mapping

from flask import Flask
from flask.testing import FlaskClient

from quiz.web.security.cookie_text import SEVEN_BITS, from_cookie_text
from tests.application import SECRET, make_app
from tests.web.journal_client import DAY, World

ACCESS = "steady-access"


def opens(app: Flask, cookies: Mapping[str, str]) -> bool:
    """Return whether the cookies of a session still open the journal."""
    client = FlaskClient(app, app.response_class)
    for name, value in cookies.items():
        client.set_cookie(name, value)
    answer = client.get("/journal")
    assert answer.status_code in {200, 303}
    return answer.status_code == 200


def cookies_of(world: World) -> dict[str, str]:
    """Return the cookies of somebody who has just opened a journal."""
    phone = world.phone()
    phone.open_with(world.journal([3]), remember="y")
    return {**phone.session_cookies(), "steady-journal": phone.cookie("steady-journal")}


def session_of(world: World) -> dict[str, str]:
    """Return the cookies of such a session, without the one that remembers the journal."""
    return {name: value for name, value in cookies_of(world).items() if name != "steady-journal"}


def forged(cookie: str) -> Iterator[str]:
    """Change each character, cut at each place from both ends, and lengthen."""
    length = len(cookie)
    changed = [SEVEN_BITS[SEVEN_BITS.index(c) ^ 1] for c in cookie]
    yield from (cookie[:n] + c + cookie[n + 1 :] for n, c in enumerate(changed))
    yield from (cookie[:n] for n in range(length))
    yield from (cookie[n:] for n in range(1, length))
    yield from (part for c in SEVEN_BITS for part in (cookie + c, c + cookie))
    yield from (cookie * 2, cookie.swapcase(), "x", "é", "A" * 4000)


def test_a_cookie_with_any_changed_character_is_refused(world: World) -> None:
    cookies = session_of(world)
    assert opens(world.app, cookies)
    for name in ("steady", ACCESS):
        tries = list(forged(cookies[name]))
        assert len(tries) > 1000
        assert not [one for one in tries if opens(world.app, {**cookies, name: one})]


def test_a_cookie_of_another_session_opens_nothing(world: World) -> None:
    first, second = session_of(world), session_of(world)
    assert not opens(world.app, {**first, ACCESS: second[ACCESS]})
    assert not opens(world.app, {ACCESS: first[ACCESS]})


def test_one_cookie_of_a_session_in_place_of_the_main_one_opens_nothing(world: World) -> None:
    cookies = session_of(world)
    assert not opens(world.app, {**cookies, "steady": cookies[ACCESS]})


def test_two_cookies_with_the_same_content_look_different(world: World) -> None:
    first, second = (world.phone() for _ in range(2))
    first.open_with(world.journal([3]))
    second.use_session(first.session_cookies())
    world.now += 120
    second.get("/journal")
    first.get("/journal")
    found = [phone.session_cookies() for phone in (first, second)]
    assert found[0]["steady-notes"] != found[1]["steady-notes"]
    assert all(opens(world.app, cookies) for cookies in found)


def test_another_secret_does_not_open_it_and_a_fallback_does(world: World) -> None:
    cookies = session_of(world)
    for fallbacks, opened in ([], False), ([SECRET], True):
        settings = {"SECRET_KEY": "another secret for tests", "SECRET_KEY_FALLBACKS": fallbacks}
        app = make_app({"DATABASE_URL": world.database_url, **settings}, lambda: world.now)
        assert opens(app, cookies) is opened


def test_a_cookie_that_was_not_used_for_three_days_is_refused(world: World) -> None:
    phone = world.phone()
    phone.send(world.keyed(4))
    world.now += 3 * DAY
    assert phone.get("/results").status_code == 200
    cookies = phone.session_cookies()
    world.now += 3 * DAY + 1
    phone.use_session(cookies)
    assert phone.get("/results").status_code == 404


def test_what_was_encrypted_for_one_purpose_is_read_for_no_other(world: World) -> None:
    cookies = cookies_of(world)
    remembered = cookies.pop("steady-journal")
    assert not opens(world.app, {**cookies, ACCESS: remembered})
    phone = world.phone()
    phone.set_cookie("steady-journal", from_cookie_text(cookies[ACCESS]))
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
    copied = phone.session_cookies()
    world.now += 1
    ended = phone.get("/results")
    assert ended.status_code == 404
    assert "they expired after 3 days" in ended.text
    thief = world.phone()
    thief.use_session(copied)
    assert thief.get("/results").status_code == 404
    assert phone.press(page, "/quiz", **{f"q-{id_}": value for id_, value in answers.items()}).location == "/quiz"
    assert "Your answers are all here." in phone.page("/quiz").get_text()
    world.now += DAY
    phone.send(answers)
    assert phone.get("/results").status_code == 200


def test_a_cookie_from_the_far_future_is_refused_and_one_from_the_next_hours_is_read(world: World) -> None:
    for ahead, readable in ((3 * 3600, True), (300 * DAY, False)):
        world.now += ahead
        cookies = cookies_of(world)
        assert opens(world.app, cookies)
        world.now -= ahead
        assert opens(world.app, cookies) == readable
        # Nor when that day has come, more than the promised twelve hours later.
        world.now += 200 * DAY
        assert not opens(world.app, cookies)
        world.now -= 200 * DAY
