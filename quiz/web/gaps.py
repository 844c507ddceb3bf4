"""Pages rendered once for everybody, with gaps; what is one person's is put into them at each request."""

import re
import struct
import zlib
from collections.abc import Mapping
from functools import reduce

from flask import Response
from markupsafe import Markup

from quiz.web.packed import PAGE, readable

# No text holds this sign, neither in a template nor in a questionnaire: HTML has no place for it.
GAP = re.compile("\0(.*?)\0")
GZIP, LAST = b"\x1f\x8b\x08" + bytes(6) + b"\xff", b"\x01\x00\x00\xff\xff"
"""How gzip begins where it tells no name and no time (RFC 1952), and an empty last block (RFC 1951, 3.2.4)."""


class Print:
    """A rendered page or part of one with gaps, each with a name."""

    def __init__(self, rendered: str) -> None:
        """Take the page apart: text, the name of a gap, text, and so on."""
        self._parts = GAP.split(rendered)

    def filled(self, texts: Mapping[str, str]) -> str:
        """Give the page with these texts (HTML) in its gaps; a gap that none is given for stays empty."""
        parts = self._parts.copy()
        parts[1::2] = [texts.get(name, "") for name in parts[1::2]]
        return "".join(parts)


class PackedPrint:
    """A page with few gaps for short texts: what stands between them is packed once, as gzip.

    No part looks back at another ("full flush"), so that they can be joined with the texts, as they are, between. The
    checksum of the whole is made anew: 0.02 ms for the quiz page.
    """

    def __init__(self, rendered: str) -> None:
        """Take the page apart and pack its parts."""
        first, *others = GAP.split(rendered)
        self._first = self._kept(first)
        self._others = [(name, *self._kept(text)) for name, text in zip(others[::2], others[1::2], strict=True)]

    @staticmethod
    def _kept(text: str) -> tuple[bytes, bytes]:
        return text.encode(), _deflated(text.encode())

    def response(self, texts: Mapping[str, str]) -> Response:
        """Answer with the page with these texts (HTML, up to 64 kB each) in its gaps; one without stays empty."""
        plain, packed = [self._first[0]], [GZIP, self._first[1]]
        for name, after, after_packed in self._others:
            text = texts.get(name, "").encode()
            plain += (text, after)
            packed += (_stored(text), after_packed)
        if "gzip" not in readable():
            return Response(b"".join(plain), content_type=PAGE)
        check = reduce(lambda check, part: zlib.crc32(part, check), plain, 0)
        packed += (LAST, struct.pack("<II", check, sum(map(len, plain))))
        return Response(b"".join(packed), content_type=PAGE, headers={"Content-Encoding": "gzip"})


def _deflated(text: bytes) -> bytes:
    packing = zlib.compressobj(zlib.Z_BEST_COMPRESSION, wbits=-zlib.MAX_WBITS)
    return packing.compress(text) + packing.flush(zlib.Z_FULL_FLUSH)


def _stored(text: bytes) -> bytes:
    return struct.pack("<BHH", 0, len(text), len(text) ^ 0xFFFF) + text


def gap(*name: str) -> Markup:
    """Leave room in a template for what goes by this name."""
    return Markup(f"\0{' '.join(name)}\0")  # noqa: S704 a name, taken out again before anything is sent
