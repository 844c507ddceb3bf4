"""Odd addresses, methods and headers reach nothing, and nothing of them comes back."""

import pytest

from tests.application import routes
from tests.web.journal_client import World

MARK = "zqmarkerzq"
NOWHERE = [
    "/static/",
    "/static/css/",
    "/static/../app.py",
    "/static/..%2f..%2finstance%2fsecret_key",
    "/static/..\\..\\app.py",
    "/static/%00",
    "/.git/config",
    "/results/x.css",
    "/journal/" + "9" * 4400,
    "/journal/%ff",
]


@pytest.mark.parametrize("address", NOWHERE)
def test_an_address_that_leads_nowhere_shows_no_file_and_no_folder(world: World, address: str) -> None:
    assert world.phone().get(address).status_code == 404


def test_only_a_page_s_own_methods_are_answered_whatever_a_header_says(world: World) -> None:
    phone = world.phone()
    for method in ("TRACE", "PUT", "DELETE", "PATCH", "CONNECT"):
        assert phone.open("/quiz", method=method).status_code == 405
    phone.start_journal(world.keyed(4))
    phone.post("/quiz", headers={"X-HTTP-Method-Override": "DELETE"})
    phone.get("/journal/delete?_method=POST", headers={"X-HTTP-Method-Override": "POST"})
    assert phone.get("/journal").status_code == 200


def test_nothing_that_came_with_an_address_comes_back(world: World) -> None:
    phone = world.phone()
    phone.start_journal(world.keyed(4))
    query = "&".join(f"{name}={MARK}" for name in (MARK, "show", "a", "b", "ink", "v", "journal", "page", "again"))
    headers = dict.fromkeys(("Referer", "User-Agent", "Accept-Language", "X-Forwarded-Host", "X-Forwarded-For"), MARK)
    pages = {address for _, method, address in routes(world.app) if method == "GET"} - {"/leave"}
    for page in [*sorted(pages), f"/{MARK}"]:
        response = phone.get(f"{page}?{query}", headers=headers)
        assert MARK not in f"{response.headers}{response.get_data().decode('latin-1')}", page


def test_a_compressed_request_body_is_not_decompressed(world: World) -> None:
    phone = world.phone()
    body = b"\x1f\x8b\x08" + bytes(1000)
    answer = phone.post("/quiz/draft", data=body, headers={"Content-Encoding": "gzip"})
    assert (answer.status_code, answer.content_type) == (409, "text/plain; charset=utf-8")


def test_a_copied_cookie_opens_the_journal_for_half_a_day_at_most_and_not_after_closing_everywhere(
    world: World,
) -> None:
    phone, thief = world.phone(), world.phone()
    passphrase = phone.start_journal(world.keyed(4))
    copied = phone.session_cookies()
    phone.press(phone.confirm_passphrase(), "/journal/close")
    thief.use_session(copied)
    assert thief.get("/journal").status_code == 200
    phone.open_with(passphrase)
    phone.press(phone.journal(), "/journal/close-everywhere")
    thief.use_session(copied)
    assert thief.get("/journal").status_code == 303
