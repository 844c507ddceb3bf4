"""A form that another site's page sends does nothing, and a browser that says little loses nothing."""

import pytest

from tests.web.forms import chosen
from tests.web.page_client import PageClient

FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
    *({"Origin": f"https://{host}elsewhere.example"} for host in ("", "localhost.")),
    *({"Origin": origin} for origin in ("null", "http://]", "http://[::1")),
]
OURS = [
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://behind-a-proxy.example"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://localhost"},
    {"Origin": "https://localhost:8443"},
    {},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_form_from_another_site_is_refused_before_it_is_read(client: PageClient, headers: dict[str, str]) -> None:
    data = {"csrf_token": client.token(), "q-jealousy-check": "3"}
    response = client.post("/quiz/draft", data=data, headers=headers)
    assert response.status_code == 403
    assert "We blocked that" in response.text
    assert chosen(client.get("/quiz").text) == {}


@pytest.mark.parametrize("headers", OURS)
def test_a_form_from_our_own_page_is_accepted_whatever_headers_a_browser_sends(
    client: PageClient, headers: dict[str, str], answers: object
) -> None:
    given = answers(3)  # type: ignore[operator]
    data = {"csrf_token": client.token(), **{f"q-{id_}": value for id_, value in given.items()}}
    assert client.post("/quiz/draft", data=data, headers=headers).status_code == 204


def test_links_from_anywhere_are_followed(client: PageClient) -> None:
    assert client.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200
