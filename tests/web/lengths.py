"""The lengths of what an application sends after answers."""

from collections.abc import Iterable, Iterator

from werkzeug.test import TestResponse

from tests.answer_sheets import Sheet
from tests.web.forms import hidden
from tests.web.page_client import PageClient

ENCODINGS = "gzip, deflate, br, zstd"


def answer_lengths(client: PageClient, address: str, sheets: Iterable[Sheet]) -> set[tuple[int, int]]:
    """Return the lengths of the headers and of the cookies of the responses to some sheets."""
    found = set()
    for response in _send(client, address, sheets):
        set_cookies = response.headers.getlist("Set-Cookie")
        assert set_cookies
        found.add((len(str(response.headers)), sum(map(len, set_cookies))))
    return found


def result_lengths(client: PageClient, sheets: Iterable[Sheet]) -> set[tuple[int, int]]:
    """Return the lengths of the headers and of the compressed pages of the results of some sheets."""
    results = [client.get("/results", headers={"Accept-Encoding": ENCODINGS}) for _ in _send(client, "/quiz", sheets)]
    return {(len(str(result.headers)), len(result.data)) for result in results}


def _send(client: PageClient, address: str, sheets: Iterable[Sheet]) -> Iterator[TestResponse]:
    """Send each sheet as a browser that has only opened the quiz."""
    form = hidden(client.get("/quiz").text, "/quiz")
    before = client.session_cookies()
    for sheet in sheets:
        client.use_session(before)
        yield client.post(address, data={**form, **{f"q-{id_}": value for id_, value in sheet.items()}})
