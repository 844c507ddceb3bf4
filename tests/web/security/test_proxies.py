"""The client's address comes from the connection, and from a proxy only when the host says there is one."""

import pytest
from flask import Flask, request

from tests.application import make_app

FORGED = {
    "X-Forwarded-For": "198.51.100.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Port": "666",
    "X-Forwarded-Prefix": "/evil",
    "X-Real-IP": "198.51.100.7",
    "Forwarded": "for=198.51.100.7;host=evil.example;proto=https",
}


def seen(app: Flask, headers: dict[str, str]) -> tuple[str | None, str, str]:
    """Return the address, the scheme and the host that the application sees in a request."""
    found: list[tuple[str | None, str, str]] = []
    app.before_request_funcs.setdefault(None, []).insert(
        0, lambda: found.append((request.remote_addr, request.scheme, request.host))
    )
    answer = app.test_client().get("/robots.txt", headers=headers, base_url="http://steady.example")
    assert answer.status_code == 200
    return found[0]


def test_without_a_proxy_no_header_about_the_client_is_believed() -> None:
    assert seen(make_app({"HOSTS": ["steady.example"]}), FORGED) == ("127.0.0.1", "http", "steady.example")


def test_behind_one_proxy_the_address_and_scheme_are_what_it_says_last_and_the_host_stays() -> None:
    headers = {**FORGED, "X-Forwarded-For": "203.0.113.9, 198.51.100.7"}
    app = make_app({"HOSTS": ["steady.example"], "PROXIES": 1})
    assert seen(app, headers) == ("198.51.100.7", "https", "steady.example")


def test_behind_two_proxies_the_first_of_them_says_who_it_was() -> None:
    headers = {"X-Forwarded-For": "192.0.2.1, 203.0.113.9, 198.51.100.7"}
    assert seen(make_app({"PROXIES": 2}), headers)[0] == "203.0.113.9"


def test_a_forged_host_is_refused_behind_a_proxy_too() -> None:
    client = make_app({"HOSTS": ["steady.example"], "PROXIES": 1}).test_client()
    headers = {"X-Forwarded-Host": "steady.example"}
    assert client.get("/", headers=headers, base_url="http://evil.example").status_code == 400
    assert client.get("/", headers=FORGED, base_url="http://steady.example").status_code == 200


@pytest.mark.parametrize("number", [-1, 10, "many", 1.5, None])
def test_a_wrong_number_of_proxies_is_named(number: object) -> None:
    with pytest.raises(SystemExit, match="QUIZ_PROXIES"):
        make_app({"PROXIES": number})
