"""Responses are compressed for a browser that accepts it, and a public page is not sent again to one that has it."""

import gzip

import brotli
import pytest

from tests.web.journal_client import World, two_attempts
from tests.web.page_client import PageClient

DECOMPRESS = {"br": brotli.decompress, "gzip": gzip.decompress}
PERSONAL = [
    *["/results", "/results/profile.svg", "/results/report.pdf", "/journal", "/journal/picture.svg", "/journal/1"],
    *["/journal/1/profile.svg", "/journal/1/report.pdf", "/journal/export.json", "/journal/export.csv"],
]


@pytest.mark.parametrize(("accepted", "encoding"), [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip")])
def test_results_journal_pages_pictures_pdfs_and_exports_are_compressed(
    world: World, accepted: str, encoding: str
) -> None:
    phone = two_attempts(world, world.keyed(4), world.keyed(2))
    for address in PERSONAL:
        plain, compressed = (phone.get(address, headers={"Accept-Encoding": each}) for each in ("", accepted))
        assert "Content-Encoding" not in plain.headers
        # Results are padded, which takes gzip.
        used = "gzip" if address == "/results" else encoding
        assert compressed.headers["Content-Encoding"] == used, address
        assert len(compressed.data) < len(plain.data), address
        # Further down a page has tokens, which are new each time.
        assert DECOMPRESS[used](compressed.data)[:500] == plain.data[:500], address


@pytest.mark.parametrize("with_cookies", [False, True])
@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
@pytest.mark.parametrize("address", ["/", "/about", "/help", "/ideas"])
def test_an_unchanged_public_page_is_not_sent_again(
    client: PageClient, address: str, encoding: str, *, with_cookies: bool
) -> None:
    if with_cookies:
        client.get("/quiz")
    assert bool(client.get_cookie("steady")) is with_cookies
    first = client.get(address, headers={"Accept-Encoding": encoding})
    assert first.headers.get("Content-Encoding", "identity") == encoding
    assert first.headers["Cache-Control"] == "no-cache"
    assert {"Accept-Encoding", "Cookie"} <= set(first.vary)
    tag = first.headers["ETag"]
    again = client.get(address, headers={"Accept-Encoding": encoding, "If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    if not with_cookies:
        other = "gzip" if encoding == "br" else "br"
        assert client.get(address, headers={"Accept-Encoding": other, "If-None-Match": tag}).status_code == 200
